import { createArray } from '../../src/engine/createArray.js';
import type { Failure, ReplyCode, ScenarioResult, StepRow } from '../../src/scenario/perform/result.js';
import { labelOf } from '../../src/vocabulary/methods/codes.js';
import type { MethodName } from '../../src/vocabulary/methods/index.js';
import type { Step } from '../../src/vocabulary/steps.js';

/** A result by hand: two calls on a small array, the second refused for lack of room. */
export function resultWith(changes: Partial<ScenarioResult> = {}): ScenarioResult {
  const array = createArray({
    pools: [{ name: 'gold', size: '200 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  array.createClone('db');
  array.createClone('db');
  return {
    name: 'two clones',
    file: 'two-clones.yaml',
    seed: 0,
    version: '2016',
    profile: 'full-copy',
    ledger: [],
    rows: [
      { ...row(1, 'CreateClone db', 4096, 'serviceReply', 'jobStarted'), ok: true },
      { ...row(2, 'CreateClone db', 40002, 'array', 'free'), ok: true },
      { ...row(3, 'advance 1 h'), atMs: 3_600_000 },
    ],
    pools: array.pools(),
    codes: [code(4096, 'serviceReply', 'jobStarted'), code(40002, 'array', 'free')],
    jobs: array.jobs(),
    failures: [],
    trace: array.trace(),
    endMs: array.now,
    ...changes,
  };
}

/** A line of a step; with a code, of a clone. */
export function row(number: number, what: string, code?: number | null, step: Step | '' = '', because = ''): StepRow {
  const method = code === undefined ? undefined : 'CreateClone';
  const label = code == null ? '' : (labelOf('CreateClone', code) ?? '');
  return { atMs: 0, number, what, method, code, label, step, because, ok: true, events: 0 };
}

export function code(
  number: number | null,
  step: Step,
  because: string,
  forced = false,
  method: MethodName = 'CreateClone',
): ReplyCode {
  const label = number === null ? '' : (labelOf(method, number) ?? '');
  return { method, code: number, label, step, because, forced, atMs: 0 };
}

export function failure(number: number, changes: Partial<Failure> = {}): Failure {
  const field = `steps[${number - 1}].expect.code`;
  const message = `At 00:00:00.000 in step ${number}, CreateClone db: expected code 0, got 40002.`;
  return { number, atMs: 0, field, place: { line: 4, column: 3 }, expected: '0', actual: '40002', message, ...changes };
}
