import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileOperation } from '../../src/operations/compile.js';
import { operations } from '../../src/operations/index.js';
import { codeMatrix } from '../../src/report/facts/codeMatrix.js';
import { explain as explainBy } from '../../src/report/facts/explanation.js';
import { shownCodes } from '../../src/report/facts/shownCodes.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { findScenarioFiles, readScenarioFile } from '../../src/scenario/read/load.js';
import { documentedCodes, outcomeOf } from '../../src/vocabulary/methods/codes.js';
import { factsOf, type MethodName, methodNames } from '../../src/vocabulary/methods/index.js';
import { isWithin, type Version, versions } from '../../src/vocabulary/versions.js';

const folder = new URL('../../scenarios', import.meta.url).pathname;
const files = await findScenarioFiles([folder]);
const scenarios = (await Promise.all(files.map(readScenarioFile))).flat();
const results = scenarios.map((scenario) => runScenario(scenario));
const known = Object.fromEntries(methodNames.map((method) => [method, shownCodes(method, results)]));
const explain = (method: MethodName, asked: string, version: Version | undefined) =>
  explainBy(method, asked, version, known[method] ?? {});

describe.each(
  scenarios.map((scenario, index) => {
    const { file, version } = scenario;
    return { scenario, version, name: relative(folder, file), result: results[index] };
  }),
)('$name in $version', ({ scenario, result }) => {
  test('goes as expected, whatever the seed', () => {
    if (result === undefined) throw new Error('it was not run');
    const otherwise = runScenario(scenario, { seed: scenario.seed + 42, trace: false });
    for (const { failures, rows, codes } of [result, otherwise]) {
      expect(failures.map(({ message }) => message)).toEqual([]);
      expect(rows.every(({ ok }) => ok)).toBe(true);
      expect(codes.length).toBeGreaterThan(0);
    }
  });

  // Whether it does so has nothing to do with the release: one that it has is enough.
  const isFirst = scenarios.find(({ file }) => file === scenario.file) === scenario;
  if (isFirst)
    test('comes to the same, with the same trace, when it runs again', () => {
      expect(runScenario(scenario)).toEqual(result);
    });
});

test('each scenario looks at the array more than once', () => {
  const looks = ({ steps }: (typeof scenarios)[number]) => steps.filter(({ kind }) => kind === 'expect').length;
  expect(scenarios.filter((scenario) => looks(scenario) < 2).map(({ file }) => file)).toEqual([]);
});

test('each scenario tells in its first lines what it is about', async () => {
  for (const file of files) expect(await readFile(file, 'utf8'), file).toMatch(/^name: .+\nabout: /);
  expect(scenarios.filter(({ about }) => !about.endsWith('.')).map(({ file }) => file)).toEqual([]);
});

test('a scenario names each code that it is answered with', async () => {
  for (const { file, codes } of results) {
    const text = await readFile(file, 'utf8');
    for (const { method, code } of codes) {
      if (code === null) continue;
      expect(text, file).toMatch(new RegExp(`\\b(?:${code}|${outcomeOf(method, code)})\\b`));
    }
  }
});

test('there are two dozen scenarios or more, each with a name of its own', () => {
  const names = new Map(scenarios.map(({ file, name }) => [file, name]));
  expect(names.size).toBeGreaterThanOrEqual(24);
  expect(new Set(names.values()).size).toBe(names.size);
});

test('a file in codes/ shows the codes that its name begins with', () => {
  const named = files.flatMap((file) => {
    const [, codes] = /^codes\/(?:[a-z-]+\/)?([\d-]+)-/.exec(relative(folder, file)) ?? [];
    return codes === undefined ? [] : codes.split('-').map((code) => ({ file, code: Number(code) }));
  });
  const shows = ({ file, code }: (typeof named)[number]) =>
    results.some((result) => result.file === file && result.codes.some((reply) => reply.code === code));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((one) => !shows(one))).toEqual([]);
});

/** How many codes the documents have for a method, before 2016 and since: what the facts say, said once more where it is much. */
const documented: Readonly<Partial<Record<MethodName, readonly [before: number, since: number]>>> = {
  CreateClone: [43, 47],
  'StorageVolume.Delete': [46, 46],
  'Pool.Delete': [14, 14],
  GetSizesInfo: [37, 37],
};

const pairs = versions.flatMap((version) =>
  methodNames.filter((method) => isWithin(version, factsOf(method))).map((method) => ({ version, method })),
);

describe.each(pairs)('in $version, all calls of $method together', ({ version, method }) => {
  const answered = results.filter(({ codes }) => codes.some((reply) => reply.method === method));
  const ran = answered.filter((result) => result.version === version);
  const replies = ran.flatMap(({ codes }) => codes).filter((reply) => reply.method === method);
  const rows = compileOperation(operations[method], version).rows.flat();

  test('are answered with every documented code', () => {
    const { documented: all, byCause, forced, missing } = codeMatrix(method, answered).versions[version];
    expect(missing).toEqual([]);
    expect(byCause + forced).toBe(all);
    expect(all).toBe(documented[method]?.[version === '2016' ? 1 : 0] ?? documentedCodes(method, version).length);
  });

  test('reach every row of the table: by its cause where it has one, else by force', () => {
    // What is forced is a code of a step: where a method has one for several causes, none of them is told from the others.
    const key = (step: string, because: string, code: number | null, forced: boolean) =>
      `${step}${forced ? ' forced' : `.${because}`} ${code}`;
    const reached = new Set(replies.map((one) => key(one.step, one.because, one.code, one.forced)));
    const all = rows.map(({ step, because, code, natural }) => key(step, because, code, !natural));
    expect(all.filter((row) => !reached.has(row))).toEqual([]);
  });

  test('start jobs that fail with each code that they can fail with', () => {
    const codes = compileOperation(operations[method], version).ends.map(({ code }) => code);
    const inRelease = results.filter((result) => result.version === version);
    const failed = inRelease.flatMap(({ jobs }) =>
      jobs.filter((job) => job.method === method).map((job) => job.errorCode),
    );
    expect(codes.filter((code) => !failed.includes(code))).toEqual([]);
  });

  test('give an example of each code to its explanation', () => {
    const explained = documentedCodes(method, version).map((code) => {
      const { scenarios: shown, example } = explain(method, String(code), version);
      const isShown = shown.length > 0 && shown.every((one) => one.versions.includes(version));
      return { code, isShown, file: example?.file };
    });
    const isExample = { code: expect.any(Number), isShown: true, file: expect.stringMatching(/\.yaml$/) };
    expect(explained).toEqual(explained.map(() => isExample));
    expect(explained.length).toBeGreaterThan(0);
  });
});

test.each([
  ['StorageVolume.Delete', '6', undefined, 'copying', 'delete-while-it-copies'],
  ['Pool.Delete', '40811', undefined, 'hasVolumes', 'codes/pool-delete/40811-has-volumes'],
  ['GetSizesInfo', '1', undefined, 'noSizes', 'codes/conversation/1-43007-method-unsupported'],
  ['GetSizesInfo', '40311', '2012', 'poolOfflineForSizes', 'codes/sizes/40311-offline-list'],
  ['StorageVolume.Delete', 'elementNotPresent', undefined, 'notThere', 'codes/delete/40313-no-volume'],
] as const)('%s %s is explained by its cause and a scenario', (method, code, version, because, file) => {
  const { rows, example } = explain(method, code, version);
  expect(rows.filter(({ natural }) => natural).map((row) => row.because)).toContain(because);
  expect(relative(folder, example?.file ?? '')).toBe(`${file}.yaml`);
});

test.each(methodNames)(
  'what the build wrote down for explain of %s is what all scenarios come to now',
  async (method) => {
    const written = await readFile(new URL(`../../dist/codes/${method}.json`, import.meta.url), 'utf8');
    const here = results.map((result) => ({ ...result, file: relative(folder, result.file) }));
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(shownCodes(method, here))));
    expect(written).toContain('.yaml');
  },
);

test('a scenario of several versions shows what a release without a code answers instead', () => {
  const answers = (code: string) =>
    explain('CreateClone', code, '2012').olderReleases.map(({ because, answer }) => [because, answer.code]);
  expect(answers('40002')).toEqual([
    ['depth', 4],
    ['family', 4],
    ['free', 4],
    ['replicas', 4],
    ['volumes', 4],
    ['metadata', 4],
    ['queue', 4],
    ['overcommit', 4],
  ]);
  expect(new Map(answers('8') as [string, number][])).toEqual(
    new Map([
      ['sourceUnknown', 43006],
      ['poolUnknown', 43006],
    ]),
  );
  expect(answers('40001')).toEqual([['role', 43002]]);
  // What has changed is harmless there, or stands in the way itself.
  expect(answers('40003')).toEqual([
    ['sourceStale', 4096],
    ['poolStale', 4096],
    ['capabilitiesStale', 4096],
    ['poolStale', 4],
    ['sourceStale', 43006],
  ]);
});
