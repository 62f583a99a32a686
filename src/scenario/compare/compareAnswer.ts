import { labelOf } from '../../vocabulary/methods/codes.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import { parseBytes } from '../../vocabulary/units/sizes.js';
import type { Outcome } from '../perform/runContext.js';
import { numberOf } from '../read/checkStep.js';
import type { Answer } from '../read/schema.js';
import { inUnits } from './compareSize.js';
import { type Comparison, type Mismatch, mismatchesOf, same } from './mismatch.js';

/** Holds an answer against what was expected of it. Without a word about it, a reply is expected, whatever it says. */
export function compareAnswer(expected: Answer = {}, { reply, decided }: Outcome): Mismatch[] {
  const { step, because, message, details, out = {} } = expected;
  const status = reply?.ExtendedStatus;
  const comparisons = [
    compareCode(expected.code, reply?.ReturnValue, decided.method),
    ...same('step', step, decided.step),
    ...same('because', because, decided.because),
    ...Object.entries(out).map(([name, value]) => compareOut(name, value, { ...reply })),
    ...part('message', message, status?.SMMessage ?? ''),
    ...part('details', details, status?.SMDetails ?? ''),
  ];
  const words =
    status == null ? '' : `: ${[status.SMMessage, status.SMDetails].filter((text) => text !== '').join('; ')}`;
  return mismatchesOf('', comparisons, `decided at ${decided.step} because ${decided.because}${words}`);
}

function compareCode(expected: Answer['code'], actual: number | undefined, method: CalledName): Comparison {
  const got = actual === undefined ? 'no reply' : inWords(actual, method);
  if (expected === undefined) {
    return { what: 'code', expected: 'of any value', actual: got, holds: actual !== undefined };
  }
  if (expected === 'noReply') return { what: 'code', expected: 'noReply', actual: got, holds: actual === undefined };
  const number = numberOf(expected, method);
  const wanted = number === undefined ? `${expected}, which ${method} does not have` : inWords(number, method);
  return { what: 'code', expected: wanted, actual: got, holds: number === actual };
}

function inWords(code: number, method: CalledName): string {
  return `${code} ${labelOf(method, code) ?? ''}`.trimEnd();
}

function compareOut(name: string, expected: unknown, reply: Readonly<Record<string, unknown>>): Comparison {
  const actual = reply[name];
  return {
    what: `out.${name}`,
    expected: outText(expected, actual),
    actual: outText(actual, actual),
    holds: isSame(expected, actual),
  };
}

/** Sizes come as bytes, and are written as people do. Of an instance the members that are named count. */
function isSame(expected: unknown, actual: unknown): boolean {
  if (Array.isArray(expected) && Array.isArray(actual))
    return expected.length === actual.length && expected.every((one, at) => isSame(one, actual[at]));
  if (isRecord(expected) && isRecord(actual))
    return Object.entries(expected).every(([name, value]) => isSame(value, actual[name]));
  if (typeof actual !== 'bigint') return expected === (actual ?? null);
  return (typeof expected === 'string' || typeof expected === 'number') && parseBytes(expected) === actual;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function outText(value: unknown, like: unknown): string {
  if (Array.isArray(value)) {
    const others = Array.isArray(like) ? like : [];
    return `[${value.map((one, at) => outText(one, others[at])).join(', ')}]`;
  }
  if (typeof value === 'bigint') return inUnits(value);
  if (typeof like === 'bigint' && typeof value === 'string') return inUnits(parseBytes(value));
  if (isRecord(value)) return JSON.stringify(value);
  return value === undefined ? 'nothing' : String(value);
}

function part(what: 'message' | 'details', expected: string | undefined, text: string): Comparison[] {
  if (expected === undefined) return [];
  const actual = text === '' ? 'nothing' : `'${text}'`;
  return [{ what, expected: `with '${expected}' in it`, actual, holds: text.includes(expected) }];
}
