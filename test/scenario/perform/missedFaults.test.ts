import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { loadScenario, scenarioOf } from '../scenarios.js';

/** A scenario of one clone of db and what comes of it, under a plan that is added to it. */
const runUnder = (faults: PlanInput, ...more: string[]) =>
  runScenario(loadScenario(scenarioOf('{ call: CreateClone, on: db }', ...more)), { faults });

const must = (name: string): PlanInput => ({
  faults: [{ id: 'late', at: 'array', when: { element: name }, do: { delay: '1 s' }, expect: 'must' }],
});

describe('a fault that must fire and has not', () => {
  test('fails the run, at its last step, and says what came closest', () => {
    const missed = "array was visited once; the closest: element.name is 'db' or 'gold', expected 'dbx'";
    expect(runUnder(must('dbx'), 'settle: true').failures).toEqual([
      {
        number: 2,
        atMs: 102_600,
        field: 'faults',
        expected: 'fault late to fire',
        actual: missed,
        place: null,
        message: `By 00:01:42.600 fault 'late' had to fire and has not: ${missed}.`,
      },
    ]);
  });

  test('fails the run of a scenario that brings it itself', () => {
    const text = scenarioOf('{ call: CreateClone, on: db }').replace(
      'steps:',
      '  faults: { faults: [{ id: never, at: jobEnd, do: { failJob: 4 }, expect: must }] }\nsteps:',
    );
    expect(runScenario(loadScenario(text)).failures.map(({ expected }) => expected)).toEqual(['fault never to fire']);
  });

  test('fails the run once for each such fault', () => {
    const faults = ['a', 'b'].map((id) => ({ id, at: 'jobEnd', do: 'failJob', expect: 'must' }) as const);
    expect(runUnder({ faults }).failures.map(({ expected }) => expected)).toEqual([
      'fault a to fire',
      'fault b to fire',
    ]);
  });
});

test('an expectation of a fault that has not fired says what came closest', () => {
  const far: PlanInput = { faults: [{ id: 'far', at: 'array', when: { element: 'dbx' }, do: { delay: '1 s' } }] };
  const { failures } = runUnder(far, 'expect: { fault: far, fired: 1 }');
  expect(failures.map(({ message }) => message)).toEqual([
    "At 00:00:00.000 in step 2, fault far: expected fired 1, got 0 (array was visited once; the closest: element.name is 'db' or 'gold', expected 'dbx').",
  ]);
});

test('a fault that must fire and has fired fails no run, nor does one that only may', () => {
  expect(runUnder(must('db')).failures).toEqual([]);
  expect(runUnder({ faults: [{ id: 'may', at: 'jobEnd', do: 'failJob', expect: 'may' }] }).failures).toEqual([]);
  expect(runUnder({ faults: [{ id: 'unsaid', at: 'jobEnd', do: 'failJob' }] }).failures).toEqual([]);
});
