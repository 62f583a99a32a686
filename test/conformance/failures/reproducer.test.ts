import { describe, expect, test } from 'vitest';
import { literal } from '../../../src/conformance/failures/literal.js';
import { readRecordedFailure } from '../../../src/conformance/failures/recorded.js';
import { type DriverModule, reproducerFile } from '../../../src/conformance/failures/reproducer.js';
import type { RecordedFailure } from '../../../src/conformance/options.js';
import type { RunStep } from '../../../src/conformance/run/steps.js';
import type { Call } from '../../../src/conformance/subject/call.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import { clone } from '../clone.js';
import { failure } from '../failures.js';

const property = 'SHORTAGE-TIGHT';
const statement = "for all clones, the shortage's code answers if and only if need > free";
const fileFor = (driverModule: DriverModule) => reproducerFile({ property, statement, failure, driverModule });
const ofDriver = { from: './driver.mjs', as: 'default', made: false } as const;

/** Runs a reproducer with stand-ins for what it imports, and gives what it did. */
async function replayed(text: string, expectation: (name: string) => void = () => {}) {
  const steps: RunStep[] = [];
  const did =
    (make: (...values: never[]) => RunStep) =>
    async (...values: never[]) =>
      void steps.push(make(...values));
  let began: unknown[] = [];
  const replayByHand = async (...values: unknown[]) => {
    began = values;
    return {
      call: did((call: Call) => ({ do: 'call', ...call })),
      overlap: did((calls, order) => ({ do: 'overlap', calls, order })),
      act: did((action) => ({ do: 'act', action })),
      advance: did((ms) => ({ do: 'advance', ms })),
      settle: did(() => ({ do: 'settle' })),
      arm: did((plan) => ({ do: 'arm', plan })),
      look: did(() => ({ do: 'look' })),
      heal: did(() => ({ do: 'heal' })),
      probe: did((property, calls, number) => ({ do: 'probe', property, calls, number })),
      expect: expectation,
    };
  };
  const tests: { name: string; act: () => Promise<void> }[] = [];
  const given = {
    replayByHand,
    simulator: (...values: unknown[]) => ['simulator', ...values],
    test: (name: string, act: () => Promise<void>) => tests.push({ name, act }),
    driver: 'the driver',
    makeDriver: async () => 'made',
  };
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const body = text.replace(/^import .*$/gm, '');
  const names = Object.entries(given).filter(([name]) => !body.includes(`const ${name} =`));
  await new AsyncFunction(...names.map(([name]) => name), body)(...names.map(([, value]) => value));
  for (const { act } of tests) await act();
  return { steps, began, names: tests.map(({ name }) => name) };
}

describe('a reproducer', () => {
  test('is a test that a person can read', async () => {
    await expect(fileFor(ofDriver)).toMatchFileSnapshot('../../golden/conformance/reproducer.txt');
  });

  test('does the run again, and holds its property', async () => {
    const expected: string[] = [];
    const { steps, began, names } = await replayed(fileFor(ofDriver), (name) => expected.push(name));
    expect(steps).toEqual(failure.run.steps);
    expect(began).toEqual(['the driver', 'tight']);
    expect(names).toEqual([`${property}: ${statement}`]);
    expect(expected).toEqual([property]);
  });

  test.each<[DriverModule, RegExp, unknown]>([
    [ofDriver, /^import driver from '\.\/driver\.mjs';$/m, 'the driver'],
    [{ ...ofDriver, as: 'driver' }, /^import \{ driver \} from '\.\/driver\.mjs';$/m, 'the driver'],
    [{ ...ofDriver, made: true }, /^import makeDriver from '\.\/driver\.mjs';$/m, 'made'],
    [
      { from: '../d.mjs', as: 'driver', made: true },
      /^import \{ driver as makeDriver \} from '\.\.\/d\.mjs';$/m,
      'made',
    ],
    [
      { simulator: 'full-copy', version: null },
      /^import \{ replayByHand, simulator \} from 'arraysim\/conformance';$/m,
      ['simulator', 'full-copy'],
    ],
    [
      { simulator: 'sim', version: '2012' },
      /^const driver = simulator\('sim', \{ version: '2012' \}\);$/m,
      ['simulator', 'sim', { version: '2012' }],
    ],
  ])('takes its driver from %j', async (module, line, driver) => {
    const text = fileFor(module);
    expect(text).toMatch(line);
    expect((await replayed(text)).began[0]).toEqual(driver);
  });

  test('stays one test, whatever the texts hold', async () => {
    const hostile = "*/ '\n`$(x)` \u2028 \\'); process.exit(";
    const text = reproducerFile({
      property,
      statement: hostile,
      failure: { ...failure, message: hostile, answers: failure.answers.map(() => hostile) },
      driverModule: ofDriver,
    });
    const { steps, names } = await replayed(text);
    expect(steps).toEqual(failure.run.steps);
    expect(names).toEqual([`${property}: ${hostile.replace(/\s+/g, ' ')}`]);
  });
});

test.each([
  [5, '5'],
  ['it', "'it'"],
  ["it's", `"it's"`],
  [`it's "it"`, `'it\\'s "it"'`],
  ['a\nb\\', "'a\\nb\\\\'"],
  [null, 'null'],
  [{}, '{}'],
  [[], '[]'],
  [{ a: undefined, 'b-c': [true] }, "{ 'b-c': [true] }"],
  [JSON.parse('{"__proto__":1}'), "{ ['__proto__']: 1 }"],
])('the literal of %j is %s', (value, text) => expect(literal(value)).toBe(text));

describe('the file of a failure', () => {
  const recorded: RecordedFailure = {
    format: 'arraysim-conformance',
    version: 2,
    subject: 'small array',
    property,
    message: failure.message,
    run: failure.run,
  };
  const step = (changes: object) => JSON.stringify({ ...recorded, run: { tier: 'tight', steps: [changes] } });

  test('reads back', () => expect(readRecordedFailure(JSON.stringify(recorded), 'x.json')).toEqual(recorded));

  test.each([
    ['no JSON', '{', /^x\.json: got '\{', expected the JSON of a failure \(SyntaxError/],
    ['another format', '{"format":"arraysim-trace"}', /^x\.json\.format: got 'arraysim-trace', expected 'arraysim-/],
    ['an unknown step', step({ do: 'cll' }), /^x\.json\.run\.steps\[0\]\.do: got 'cll', .*\(did you mean 'call'\?\)$/],
    [
      'an unknown argument',
      step({ do: 'call', ...clone('db', { elementName: 'x' }) }),
      /with\.elementName: .*'ElementName'/,
    ],
    [
      'an unknown action',
      step({ do: 'act', action: { do: 'remove', volume: 'x' } }),
      /steps\[0\]\.action\.do: got 'remove'/,
    ],
    ['a plan with a slip', step({ do: 'arm', plan: 'aray: return 4' }), /^x\.json\.run\.steps\[0\]\.plan/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => readRecordedFailure(text, 'x.json')).toThrow(BadInputError);
    expect(() => readRecordedFailure(text, 'x.json')).toThrow(message);
  });
});
