import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createClone } from '../../src/operations/createClone.js';
import { compileOperation } from '../../src/operations/operation.js';
import { codeMatrix } from '../../src/report/facts/codeMatrix.js';
import { explain } from '../../src/report/facts/explanation.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { findScenarioFiles, readScenarioFile } from '../../src/scenario/read/load.js';
import { documentedCodes } from '../../src/vocabulary/methods/returnCodes.js';
import { versions } from '../../src/vocabulary/versions.js';

const folder = new URL('../../scenarios', import.meta.url).pathname;
const files = await findScenarioFiles([folder]);
const scenarios = (await Promise.all(files.map(readScenarioFile))).flat();
const results = scenarios.map((scenario) => runScenario(scenario));

describe.each(
  scenarios.map((scenario) => {
    const { file, version } = scenario;
    return { scenario, file, version, name: relative(folder, file) };
  }),
)('$name in $version', ({ scenario, file }) => {
  test('goes as expected', () => {
    const { failures, rows, codes } = runScenario(scenario);
    expect(failures.map(({ message }) => message)).toEqual([]);
    expect(rows.every(({ ok }) => ok)).toBe(true);
    expect(codes.length).toBeGreaterThan(0);
  });

  test('leaves the same trace when it runs again, and passes with any seed', () => {
    for (const seed of [0, 42]) {
      const [first, second] = [runScenario(scenario, { seed }), runScenario(scenario, { seed })];
      expect(second.trace).toEqual(first.trace);
      expect(second).toEqual(first);
      expect(first.failures).toEqual([]);
    }
  });

  test('looks at the array more than once', () => {
    expect(scenario.steps.filter(({ kind }) => kind === 'expect').length).toBeGreaterThanOrEqual(2);
  });

  test('tells in its first lines what it is about', async () => {
    expect(await readFile(file, 'utf8')).toMatch(/^name: .+\nabout: /);
    expect(scenario.about).toMatch(/\.$/);
  });
});

test('there are two dozen scenarios or more, each with a name of its own', () => {
  const names = new Map(scenarios.map(({ file, name }) => [file, name]));
  expect(names.size).toBeGreaterThanOrEqual(24);
  expect(new Set(names.values()).size).toBe(names.size);
});

test('a file in codes/ shows the codes that its name begins with', () => {
  const named = files.flatMap((file) => {
    const [, codes] = /^codes\/([\d-]+)-/.exec(relative(folder, file)) ?? [];
    return codes === undefined ? [] : codes.split('-').map((code) => ({ file, code: Number(code) }));
  });
  const shows = ({ file, code }: (typeof named)[number]) =>
    results.some((result) => result.file === file && result.codes.some((reply) => reply.code === code));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((one) => !shows(one))).toEqual([]);
});

describe.each(versions)('in %s, all scenarios together', (version) => {
  const ran = results.filter((result) => result.version === version);
  const rows = compileOperation(createClone, version).checks.flat();

  test('are answered with every documented code', () => {
    const { documented, byCause, forced, missing } = codeMatrix(results).versions[version];
    expect(missing).toEqual([]);
    expect(byCause + forced).toBe(documented);
    expect(documented).toBe(version === '2016' ? 47 : 43);
  });

  test('reach every row of the table: by its cause where it has one, else by force', () => {
    const key = (step: string, because: string, code: number | null, forced: boolean) =>
      `${step}.${because} ${code}${forced ? ' forced' : ''}`;
    const reached = new Set(
      ran.flatMap(({ codes }) => codes.map((one) => key(one.step, one.because, one.code, one.forced))),
    );
    const all = rows.map(({ step, because, code, natural }) => key(step, because, code, !natural));
    expect(all.filter((row) => !reached.has(row))).toEqual([]);
  });

  test.each(documentedCodes('CreateClone', version))('give an example of %i to its explanation', (code) => {
    const { scenarios: shown, example } = explain(String(code), version, results);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every((one) => one.versions.includes(version))).toBe(true);
    expect(example?.file).toMatch(/\.yaml$/);
  });
});

test('a scenario of several versions shows what a release without a code answers instead', () => {
  const answers = (code: string) =>
    explain(code, '2012', results).olderReleases.map(({ because, answer }) => [because, answer.code]);
  expect(answers('40002')).toEqual([
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
  expect(answers('40003')).toEqual([
    ['sourceStale', 4096],
    ['poolStale', 4096],
    ['capabilitiesStale', 4096],
  ]);
});
