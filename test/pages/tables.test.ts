import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/output.js';
import { usualShrinking } from '../../src/conformance/options.js';
import { levels } from '../../src/conformance/report.js';
import { advertisedSchema } from '../../src/conformance/subject/advertised.js';
import { tiers } from '../../src/conformance/subject/tier.js';
import { effectClasses } from '../../src/faults/effect.js';
import { argumentsOf, argumentTypes, effectArguments, memberOfValue } from '../../src/faults/effectArguments.js';
import { effectKinds, namedKinds } from '../../src/faults/effectKinds.js';
import { planSchemas } from '../../src/faults/planSchema.js';
import { jobPoints, points } from '../../src/faults/points.js';
import { readPlan } from '../../src/faults/readPlan.js';
import { profiles } from '../../src/index.js';
import { compileOperation } from '../../src/operations/compile.js';
import { operations } from '../../src/operations/index.js';
import { loadScenarios } from '../../src/scenario/read/load.js';
import { answerSchema, lookSchemas, stepSchemas } from '../../src/scenario/read/schema.js';
import { mutants } from '../../src/subjects/mutants.js';
import { losses } from '../../src/vocabulary/losses.js';
import { methodNames } from '../../src/vocabulary/methods/index.js';
import { steps } from '../../src/vocabulary/steps.js';
import { bare, blocksOf, firstColumn, root, rowsOf, section, textOf } from './pages.js';

const inCode = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('README.md', () => {
  test('the ten lines are ten', () => {
    const [block] = blocksOf('README.md').filter(({ line }) => line > lineOf('## Ten lines'));
    expect(block?.text.split('\n').filter((line) => line !== '')).toHaveLength(10);
  });

  test('the commands to start and to test are there, and each is all of its block', () => {
    const shell = [...section('README.md', 'Set up').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text);
    expect(shell).toEqual(['npm install && npm start\n', 'npm install && npm test\n']);
  });

  test('the tarball to install is the one that npm packs', () => {
    const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(section('README.md', 'Install')).toContain(`/${name}-${version}.tgz\n`);
  });

  test('exit codes are those of the program', () => {
    expect(firstColumn(textOf('README.md'), 'exit code').map(Number)).toEqual(Object.values(exitCodes));
  });

  test('the profiles are those that are shipped', () => {
    expect(firstColumn(textOf('README.md'), 'profile')).toEqual(Object.keys(profiles));
  });

  test('the methods that it names are answered', () => {
    const named = firstColumn(textOf('README.md'), 'method');
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !methodNames.some((method) => method === name))).toEqual([]);
  });
});

test('the ways in which replies are lost on the wire are those of the program', () => {
  expect(firstColumn(textOf('src/server/README.md'), '`serviceReply: loseReply …`')).toEqual([...losses]);
});

test('the steps of a call are those of the conversation, in order', () => {
  expect(firstColumn(section('src/README.md', 'The thirteen steps'), 'step')).toEqual(steps);
});

describe('src/faults/README.md', () => {
  const effects = rowsOf(textOf('src/faults/README.md'), 'effect').map(([name = '', ...cells]) => [
    bare(name),
    ...cells,
  ]);

  test('the effects are those of the program, with its words', () => {
    const examples = Object.entries(effectArguments).map(([name, { example }]) => [name, `\`${example}\``]);
    const exampleOf = Object.fromEntries(examples);
    expect(effects).toEqual(
      Object.entries(effectKinds).map(([name, { class: kind, does }]) => [name, kind, exampleOf[name] ?? '', does]),
    );
  });

  test('their arguments are those of the program, with its words', () => {
    const expected = namedKinds.flatMap((kind) =>
      argumentsOf(kind).map(({ name, type, leftOut = 'must be said', means }) => {
        const isValue = name === '' || name === memberOfValue(kind);
        const words = [...(name === '' ? [] : [`\`${name}\``]), ...(isValue ? ['a mere value'] : [])];
        return [`\`${kind}\``, words.join(', or '), argumentTypes[type], leftOut, means];
      }),
    );
    expect(rowsOf(textOf('src/faults/README.md'), 'of effect')).toEqual(expected);
  });

  test('their examples can be read', () => {
    const where = { jobPercent: 'jobPercent@50', time: 'time@1 min' };
    for (const [name = '', , example = ''] of effects.filter(([kind]) => kind !== 'callback')) {
      const [point = ''] = Object.entries(effectKinds).find(([kind]) => kind === name)?.[1].at ?? [];
      const text = `${Object.entries(where).find(([key]) => key === point)?.[1] ?? point}: ${bare(example)}`;
      expect(() => readPlan(text), text).not.toThrow();
    }
  });

  test('the points of each effect are those at which it can fire', () => {
    const groups: Readonly<Record<string, readonly string[]>> = {
      'every step of a call': steps,
      everywhere: points,
      'everywhere but `read`': points.filter((point) => point !== 'read'),
    };
    const listed = rowsOf(textOf('src/faults/README.md'), 'effects').flatMap(([kinds = '', at = '']) => {
      const where = groups[at] ?? at.split(', ').flatMap((part) => groups[part] ?? bare(part));
      return inCode(kinds).map((kind) => [kind, where.toSorted()]);
    });
    const expected = Object.entries(effectKinds).map(([kind, { at }]) => [kind, [...at].toSorted()]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(expected));
  });

  const forcedOnly = rowsOf(section('src/faults/README.md', 'Limits'), 'codes that can only be forced');

  test('methods have codes that can only be forced', () => expect(forcedOnly.length).toBeGreaterThan(0));

  test.each(forcedOnly)('the codes of %s that can only be forced are those whose rows all are', (name, codes) => {
    const method = methodNames.find((one) => one === bare(name ?? ''));
    if (method === undefined) throw new Error(`${name} is no method`);
    const { rows, ends } = compileOperation(operations[method], '2016');
    const all = [...rows.flat(), ...ends];
    const natural = new Set(all.filter((row) => row.natural).map(({ code }) => code));
    const forced = [...new Set(all.map(({ code }) => code))].filter((code) => !natural.has(code));
    expect(codes?.split(', ').map(Number)).toEqual(forced.toSorted((one, other) => one - other));
  });

  test('members of a fault, of a match, points and classes are all there', () => {
    const page = textOf('src/faults/README.md');
    expect(firstColumn(section('src/faults/README.md', 'The long form'), 'member')).toEqual(
      Object.keys(planSchemas().faultSchema.shape),
    );
    const matches = rowsOf(section('src/faults/README.md', 'Matches'), 'member').flatMap(([cell = '']) => inCode(cell));
    expect(matches.toSorted()).toEqual(Object.keys(planSchemas().matchSchemas).toSorted());
    const others = firstColumn(page, 'point').slice(1);
    expect(others.toSorted()).toEqual(['read', ...jobPoints, 'detach', 'time'].toSorted());
    expect(firstColumn(section('src/faults/README.md', 'Classes, and what they allow'), 'class')).toEqual(
      effectClasses,
    );
  });
});

describe('src/conformance/README.md', () => {
  const page = 'src/conformance/README.md';

  test('levels and tiers are those of the suite, in order', () => {
    expect(firstColumn(textOf(page), 'level')).toEqual(levels);
    expect(firstColumn(textOf(page), 'tier')).toEqual(tiers);
  });

  test('capabilities are all there', () => {
    const told = rowsOf(section(page, 'Capabilities'), 'member').flatMap(([cell = '']) => inCode(cell));
    expect(told.toSorted()).toEqual(Object.keys(advertisedSchema.shape).toSorted());
  });

  test('what is spent to make a run shorter is what it says', () => {
    const { runs, calls } = usualShrinking;
    expect(textOf(page)).toContain(`${runs} runs or ${calls.toLocaleString('en-US')} calls`);
  });

  test('the mutants are counted right', () => {
    expect(textOf(page)).toContain(`${mutants.length} arrays`);
  });
});

describe('scenarios/README.md', () => {
  const page = 'scenarios/README.md';
  const rows = rowsOf(section(page, 'Steps'), 'step');

  test('the kinds of steps are those that scenarios know', () => {
    expect(rows.map(([kind = '']) => bare(kind)).toSorted()).toEqual(Object.keys(stepSchemas).toSorted());
  });

  test('the example of each kind of step can be read', () => {
    const given = `name: Examples
array: { pools: [{ name: gold, size: 1 TiB }], volumes: [{ name: db, pool: gold, size: 1 GiB }] }
steps:
`;
    const replied = '  - { call: CreateClone, on: db, as: first }\n';
    const inFlight = '  - begin: { call: CreateClone, on: db, as: first }\n';
    for (const [, cell = ''] of rows) {
      const example = bare(cell);
      const before = /^(step|\{ finish)/.test(example) ? inFlight : /^job/.test(example) ? replied : '';
      expect(() => loadScenarios(`${given}${before}  - ${example}\n`), example).not.toThrow();
    }
  });

  test('what can be expected is all there', () => {
    const answer = rowsOf(section(page, 'What can be expected'), 'member').flatMap(([cell = '']) => inCode(cell));
    expect(answer.toSorted()).toEqual(Object.keys(answerSchema.shape).toSorted());
    const looks = rowsOf(section(page, 'What can be expected'), 'look').map(([look = '', members = '']) => {
      const [, kind = ''] = /\{ (\w+):/.exec(look) ?? [];
      return [kind, [kind, ...inCode(members)].toSorted()];
    });
    const expected = Object.entries(lookSchemas).map(([kind, { shape }]) => [kind, Object.keys(shape)]);
    const known = expected.map(([kind, keys]) => [kind, [...new Set([kind, ...(keys ?? [])])].toSorted()]);
    expect(Object.fromEntries(looks)).toEqual(
      // A pool's and a volumes' own key are members of other looks, too.
      Object.fromEntries(known),
    );
  });
});

function lineOf(heading: string): number {
  const lines = textOf('README.md').split('\n');
  return lines.indexOf(heading);
}
