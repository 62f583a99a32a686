import type { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import type { LedgerEntry } from '../faults/ledger.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { memberOf } from '../vocabulary/input/plain.js';
import type { Reply } from '../vocabulary/methods/call.js';
import { codeOf, codesOf, labelOf, type Outcome, outcomeOf } from '../vocabulary/methods/codes.js';
import { type CalledName, methodNames } from '../vocabulary/methods/index.js';
import { unmodelledNames } from '../vocabulary/methods/unmodelled/index.js';
import { type Exercised, exercised } from './exercised.js';
import { countsOf, type ExerciseFloor, inFloorWords, readFloor, whatToLookFor } from './exerciseFloor.js';

/** What a matcher of vitest answers. */
interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Matchers for tests: `expect.extend(matchers)` of vitest. */
export const matchers = {
  /** `expect(reply).toHaveReturnCode('jobStarted')`, or by its number: what it means to the method that replied. */
  toHaveReturnCode(reply: Reply, expected: Outcome | Capitalize<Outcome> | number): Verdict {
    demandReply(reply);
    const { ReturnValue, decided, ExtendedStatus } = reply;
    const { method } = decided;
    const wanted = codeNamed(method, expected);
    const codeText = (code: number) => inWords(method, code);
    const pass = ReturnValue === wanted;
    return {
      pass,
      message: () =>
        [
          `expected ${pass ? 'another return code than' : 'return code'} ${codeText(wanted)}`,
          `${pass ? 'and' : 'but'} got ${pass ? 'it' : codeText(ReturnValue)}, decided at ${decided.step} because ${decided.because}`,
          ...(ExtendedStatus === null ? [] : [`  ${ExtendedStatus.SMMessage}`]),
        ].join('\n'),
    };
  },

  /** `expect(array).toHaveFired('lost-reply')`, or with how often; without a fault, each that must fire. */
  toHaveFired(array: StorageArray, fault?: string, times?: number): Verdict {
    demandArray(array, 'toHaveFired of');
    if (times !== undefined && (!Number.isSafeInteger(times) || times < 0)) {
      badInput({ field: 'toHaveFired.times', value: times, expected: 'a whole number of 0 or more, or nothing' });
    }
    const ledger = array.faults.ledger();
    if (fault === undefined) return mustHaveFired(ledger);
    const entry = ledger.find((one) => one.fault === fault);
    if (entry === undefined) {
      const among = ledger.map((one) => one.fault);
      return badInput({ field: 'toHaveFired', value: fault, expected: 'the id of a fault of the plan', among });
    }
    const { fired, matched, closest } = entry;
    const pass = times === undefined ? fired > 0 : fired === times;
    const wanted = times === undefined ? 'at least once' : `${times} times`;
    const why = closest ?? `it matched ${matched} times`;
    return {
      pass,
      message: () =>
        `expected fault '${fault}' ${pass ? 'not ' : ''}to have fired ${wanted}, it has ${fired} times: ${why}`,
    };
  },

  /** `expect(array).toConserveCapacity()`: all room of every pool is free, used, reserved or stolen, and has an owner. */
  toConserveCapacity(array: StorageArray): Verdict {
    demandArray(array, 'toConserveCapacity of');
    const unbalanced = array
      .pools()
      .filter(({ total, free, used, reserved, stolen }) => total !== free + used + reserved + stolen)
      .map(
        ({ name, total, free, used, reserved, stolen }) =>
          `pool '${name}': free ${free} + used ${used} + reserved ${reserved} + stolen ${stolen} is not total ${total}`,
      );
    const wrong = [...unbalanced, ...array.violations()];
    return {
      pass: wrong.length === 0,
      message: () =>
        wrong.length === 0
          ? 'expected capacity not to be conserved, it is: every pool has total = free + used + reserved + stolen'
          : `expected capacity to be conserved\n${wrong.map((line) => `  ${line}`).join('\n')}`,
    };
  },

  /** `expect(array).toHaveExercised({ clones: 1 })`: that much at least has happened, so that a test that is green has shown
   * something. Of a list all arrays together: those of all runs of a property.
   */
  toHaveExercised(run: Exercised, least: ExerciseFloor): Verdict {
    const had = exercised(run);
    const wanted = readFloor(least);
    const short = wanted.filter(([what, count]) => had[what] < count);
    return {
      pass: short.length === 0,
      message: () =>
        short.length === 0
          ? `expected less than ${inFloorWords(wanted)}, the run had ${inFloorWords(countsOf(had))}`
          : [
              `expected at least ${inFloorWords(wanted)}, the run had ${inFloorWords(countsOf(had))}`,
              ...whatToLookFor(
                run,
                had,
                short.map(([what]) => what),
              ).map((line) => `  ${line}`),
            ].join('\n'),
    };
  },

  /** `expect(array).toBeUnchangedSince(before)`: a fork that was taken before, which shows the difference, or its
   * observable digest.
   */
  toBeUnchangedSince(array: StorageArray, before: StorageArray | string): Verdict {
    demandArray(array, 'toBeUnchangedSince of');
    if (typeof before !== 'string') demandArray(before, 'toBeUnchangedSince');
    else if (!/^[0-9a-f]{16}$/.test(before)) {
      const expected = "a fork that was taken before, or its digest('observable'): 16 hexadecimal digits";
      badInput({ field: 'toBeUnchangedSince', value: before, expected });
    }
    const digest = typeof before === 'string' ? before : before.digest('observable');
    const now = array.digest('observable');
    return {
      pass: now === digest,
      message: () => {
        if (now === digest) return `expected the array to have changed, it is as it was (observable digest ${digest})`;
        return typeof before === 'string'
          ? `expected the observable digest ${digest}, got ${now} (a fork instead of its digest would show the difference)`
          : `expected the array to be as it was\n${differences(before, array).join('\n')}`;
      },
    };
  },
};

/** What the matchers are called on in a test of vitest. */
export interface ArraysimMatchers<Result = unknown> {
  /** Of a reply: it has the return code, by its outcome's name or its number. */
  toHaveReturnCode(expected: Outcome | Capitalize<Outcome> | number): Result;
  /** Of an array: a fault of its plan has fired, so often or at least once; without its id, each that must fire. */
  toHaveFired(fault?: string, times?: number): Result;
  /** Of an array: all room of every pool is free, used, reserved or stolen, and has an owner. */
  toConserveCapacity(): Result;
  /** Of an array, or of a list of arrays: at least so much has happened. */
  toHaveExercised(least: ExerciseFloor): Result;
  /** Of an array: it is as it was when the fork was taken, or the observable digest. */
  toBeUnchangedSince(before: StorageArray | string): Result;
}

function mustHaveFired(ledger: readonly LedgerEntry[]): Verdict {
  const must = ledger.filter(({ expect }) => expect === 'must');
  if (must.length === 0) {
    const expected = "the id of a fault, or a plan with a fault that must fire ('must')";
    return badInput({ field: 'toHaveFired', value: undefined, expected });
  }
  const missed = must.filter((entry) => entry.missed);
  const lines = missed.map(({ fault, closest }) => `  ${fault}: ${closest}`);
  return {
    pass: missed.length === 0,
    message: () =>
      missed.length === 0
        ? 'expected a fault that must fire not to have fired, all have'
        : `expected all faults that must fire to have fired\n${lines.join('\n')}`,
  };
}

function codeNamed(method: CalledName, expected: string | number): number {
  const field = 'toHaveReturnCode';
  if (typeof expected === 'number') {
    if (outcomeOf(method, expected) !== undefined) return expected;
    const near = nearestCodes(method, expected)
      .map((code) => inWords(method, code))
      .join(', ');
    return badInput({ field, value: expected, expected: `a return code of ${method}; the nearest are ${near}` });
  }
  const name = typeof expected === 'string' ? `${expected.charAt(0).toLowerCase()}${expected.slice(1)}` : expected;
  const code = typeof name === 'string' ? codeOf(method, name) : undefined;
  if (code !== undefined) return code;
  const among = codesOf(method).map(({ outcome }) => outcome);
  const words = `an outcome of ${method} such as '${among.includes('jobStarted') ? 'jobStarted' : 'success'}', or its number`;
  return badInput({ field, value: expected, expected: words, among });
}

/** The documented codes that are next to a number, ascending. */
function nearestCodes(method: CalledName, code: number): number[] {
  const apart = (one: number) => (Number.isFinite(code) ? Math.abs(one - code) : one);
  return codesOf(method)
    .map((one) => one.code)
    .sort((left, right) => apart(left) - apart(right))
    .slice(0, 3)
    .sort((left, right) => left - right);
}

function demandReply(reply: unknown): void {
  const method = memberOf(memberOf(reply, 'decided'), 'method');
  if (typeof memberOf(reply, 'ReturnValue') === 'number' && typeof method === 'string' && isCalled(method)) return;
  const isPromise = typeof memberOf(reply, 'then') === 'function' ? ': await it first' : '';
  const expected = `a reply of a call, with ReturnValue and decided${isPromise}`;
  badInput({ field: 'toHaveReturnCode of', value: reply, expected });
}

/** Whether the facts of a method of that name are there. */
function isCalled(method: string): boolean {
  return [...methodNames, ...unmodelledNames].some((name) => name === method);
}

function inWords(method: CalledName, code: number): string {
  const outcome = outcomeOf(method, code);
  return `${code}${outcome === undefined ? '' : ` (${outcome}: ${labelOf(method, code)})`}`;
}

function differences(before: StorageArray, after: StorageArray): string[] {
  const lines = [
    ...compare('volume', before.volumes(), after.volumes()),
    ...compare('pool', before.pools(), after.pools()),
    ...compare('job', before.jobs(), after.jobs()),
  ];
  return lines.length === 0 ? ['  (in what no view shows: limits, capabilities, contents)'] : lines;
}

function compare<View extends { readonly id: string }>(
  kind: string,
  before: readonly View[],
  after: readonly View[],
): string[] {
  const was = new Map(before.map((view) => [view.id, view]));
  const is = new Map(after.map((view) => [view.id, view]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [left, right] = [was.get(id), is.get(id)];
    if (left === undefined) return [`  + ${kind} ${id} ${nameOf(right)}`];
    if (right === undefined) return [`  - ${kind} ${id} ${nameOf(left)}`];
    return Object.entries(right).flatMap(([key, value]) => {
      const old: unknown = Object.getOwnPropertyDescriptor(left, key)?.value;
      return shown(old) === shown(value)
        ? []
        : [`  ~ ${kind} ${id} ${nameOf(right)} ${key}: ${shown(old)} -> ${shown(value)}`];
    });
  });
}

function nameOf(view: object | undefined): string {
  return view !== undefined && 'name' in view ? `'${view.name}'` : '';
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part} B` : part)) ?? 'undefined';
}
