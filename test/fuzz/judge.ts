import { BadInputError, NoReplyError, ReadFailedError, type StorageArray } from '../../src/index.js';
import { Planted } from './hostileValues.js';
import type { Target } from './targets.js';

/** What came of a call. */
export interface Outcome {
  readonly kind: 'returned' | 'refused' | 'failed' | 'pending';
  readonly value: unknown;
  /** What is wrong with it, in a sentence; null when nothing is. */
  readonly flaw: string | null;
}

const longestMessage = 5000;
/** One call may take so much of the processor, on a slow machine and with everything that it loads. */
const longestMs = 10_000;

/** Calls something, and judges what came of it: a value, an error that is documented, and no change where it was refused. */
export async function judged(target: Target, given: readonly unknown[], array: StorageArray): Promise<Outcome> {
  const before = pictureOf(array);
  const inputs = given.map(shapeOf);
  const since = process.cpuUsage();
  const { kind, value } = await outcomeOf(target, given);
  const { user } = process.cpuUsage(since);
  const flaw =
    flawOfError(kind, value) ??
    (user > longestMs * 1000 ? `took ${Math.round(user / 1000)} ms of the processor` : null) ??
    (given.some((one, at) => shapeOf(one) !== inputs[at]) ? 'changed what it was given' : null) ??
    (kind === 'refused' && !mayPass(value) && pictureOf(array) !== before
      ? 'refused, and the array has changed'
      : null) ??
    pollution();
  return { kind, value, flaw };
}

async function outcomeOf({ act, self }: Target, given: readonly unknown[]): Promise<Pick<Outcome, 'kind' | 'value'>> {
  try {
    const answer = Reflect.apply(act, self, given);
    if (!(answer instanceof Promise)) return { kind: 'returned', value: answer };
    // What waits for a moment that does not come may wait.
    return await Promise.race([
      answer.then((value: unknown) => ({ kind: 'returned' as const, value })),
      turns(4).then(() => ({ kind: 'pending' as const, value: undefined })),
    ]);
  } catch (error) {
    return { kind: nameOf(error) === 'BadInputError' ? 'refused' : 'failed', value: error };
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What is thrown as documented. */
export function flawOfError(kind: Outcome['kind'], error: unknown): string | null {
  if (kind === 'refused' && error instanceof BadInputError) {
    const { message, field, expected } = error;
    if (message.length > longestMessage) return `has a message of ${message.length} characters`;
    return message.startsWith(`${field}: got `) && expected !== '' ? null : `has the message '${message}'`;
  }
  if (kind !== 'failed' && kind !== 'refused') return null;
  if (error instanceof NoReplyError || error instanceof ReadFailedError || error instanceof Planted) return null;
  // Documented as errors of a test, or of a driver.
  if (['SubjectError', 'Breach'].includes(nameOf(error))) return null;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.constructor === Error && documented.some((one) => one.test(message))) return null;
  return `threw ${error instanceof Error ? placeOf(error) : message}`;
}

function placeOf({ stack = '' }: Error): string {
  const ours = stack.split('\n').filter((line) => /\/src\//.test(line));
  return [stack.split('\n    at ')[0]?.slice(0, 200), ...ours.slice(0, 4).map((line) => line.trim())].join('\n    ');
}

const documented: readonly RegExp[] = [/^faults that had to fire have not/];

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Waiting in vain is refused, and the time has passed. */
function mayPass(error: unknown): boolean {
  return error instanceof BadInputError && /^(jobs\.wait|finish|settle)\b/.test(error.field);
}

export function pictureOf(array: StorageArray): string {
  return `${array.digest('identity')} ${array.trace().hash} ${array.now}`;
}

/** What can be seen of a value without calling anything of it, as far as 200 parts. */
function shapeOf(value: unknown): string {
  const seen: object[] = [];
  const look = (part: unknown): string => {
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null)
      return `${typeof part} ${String(part)}`;
    if (seen.includes(part) || seen.length > 200) return '…';
    seen.push(part);
    // Of arrays and the like the identity digest tells.
    if (!isPlain(part)) return 'object';
    const members = Object.entries(Object.getOwnPropertyDescriptors(part)).slice(0, 50);
    return `{${Object.isFrozen(part)}${members.map(([key, { value: member }]) => `${key}:${look(member)}`).join()}}`;
  };
  try {
    return look(value);
  } catch {
    return 'unreadable';
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype;
}

const natural = [Object.prototype, Array.prototype, Function.prototype].map((one) => Reflect.ownKeys(one).length);

function pollution(): string | null {
  const now = [Object.prototype, Array.prototype, Function.prototype].map((one) => Reflect.ownKeys(one).length);
  return now.join() === natural.join() ? null : 'has polluted a prototype';
}
