import type { StorageArray } from '../engine/array.js';
import { badInput } from '../vocabulary/badInput.js';
import type { CreateCloneReply } from '../vocabulary/call.js';
import { type CreateCloneOutcome, codeOf, createCloneCodes, labelOf, outcomeOf } from '../vocabulary/returnCodes.js';

/** What a matcher of vitest, or of jest, answers. */
interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Matchers for tests: `expect.extend(matchers)` of vitest, or of jest. */
export const matchers = {
  /** `expect(reply).toHaveReturnCode('jobStarted')`, or by its number. */
  toHaveReturnCode(
    reply: CreateCloneReply,
    expected: CreateCloneOutcome | Capitalize<CreateCloneOutcome> | number,
  ): Verdict {
    const wanted = codeNamed(expected);
    const { ReturnValue, decided, ExtendedStatus } = reply;
    return {
      pass: ReturnValue === wanted,
      message: () =>
        [
          `expected return code ${codeText(wanted)}`,
          `but got ${codeText(ReturnValue)}, decided at ${decided.step} because ${decided.because}`,
          ...(ExtendedStatus === null ? [] : [`  ${ExtendedStatus.SMMessage}`]),
        ].join('\n'),
    };
  },

  /** `expect(array).toHaveFired('lost-reply')`, or with how often. */
  toHaveFired(array: StorageArray, fault: string, times?: number): Verdict {
    const ledger = array.faults.ledger();
    const entry = ledger.find((one) => one.fault === fault);
    if (entry === undefined) {
      const among = ledger.map((one) => one.fault);
      return badInput({ field: 'toHaveFired', value: fault, expected: 'the id of a fault of the plan', among });
    }
    const { fired, matched, armed, missed } = entry;
    const wanted = times === undefined ? 'at least once' : `${times} times`;
    const why = missed ?? (armed ? `it matched ${matched} times` : 'it was not armed in this run');
    return {
      pass: times === undefined ? fired > 0 : fired === times,
      message: () => `expected fault '${fault}' to have fired ${wanted}, it has ${fired} times: ${why}`,
    };
  },

  /** `expect(array).toConserveCapacity()`: all room of every pool is free, used, reserved or stolen, and has an owner. */
  toConserveCapacity(array: StorageArray): Verdict {
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
      message: () => `expected capacity to be conserved\n${wrong.map((line) => `  ${line}`).join('\n')}`,
    };
  },

  /** `expect(array).toBeUnchangedSince(before)`: a fork that was taken before, which shows the difference, or its
   * observable digest.
   */
  toBeUnchangedSince(array: StorageArray, before: StorageArray | string): Verdict {
    const digest = typeof before === 'string' ? before : before.digest('observable');
    return {
      pass: array.digest('observable') === digest,
      message: () =>
        typeof before === 'string'
          ? `expected the observable digest ${digest}, got ${array.digest('observable')} (a fork instead of its digest would show the difference)`
          : `expected the array to be as it was\n${differences(before, array).join('\n')}`,
    };
  },
};

/** What the matchers are called on in a test of vitest. */
export interface ArraysimMatchers<Result = unknown> {
  toHaveReturnCode(expected: CreateCloneOutcome | Capitalize<CreateCloneOutcome> | number): Result;
  toHaveFired(fault: string, times?: number): Result;
  toConserveCapacity(): Result;
  toBeUnchangedSince(before: StorageArray | string): Result;
}

function codeNamed(expected: string | number): number {
  if (typeof expected === 'number') return expected;
  const name = `${expected.charAt(0).toLowerCase()}${expected.slice(1)}`;
  const among = Object.keys(createCloneCodes);
  if (!among.includes(name)) badInput({ field: 'toHaveReturnCode', value: expected, expected: 'an outcome', among });
  // One of the table's keys.
  return codeOf(name as CreateCloneOutcome);
}

function codeText(code: number): string {
  const outcome = outcomeOf(code);
  return `${code}${outcome === undefined ? '' : ` (${outcome}: ${labelOf('CreateClone', code)})`}`;
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
