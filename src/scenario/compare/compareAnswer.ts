import { labelOf } from '../../vocabulary/methods/returnCodes.js';
import type { Outcome } from '../perform/runContext.js';
import { numberOf } from '../read/checkStep.js';
import type { Answer } from '../read/schema.js';
import { type Comparison, type Mismatch, mismatchesOf, same } from './mismatch.js';

/** Holds an answer against what was expected of it. Without a word about it, a reply is expected, whatever it says. */
export function compareAnswer(expected: Answer = {}, { reply, decided }: Outcome): Mismatch[] {
  const { step, because, message, details } = expected;
  const status = reply?.ExtendedStatus;
  const comparisons = [
    compareCode(expected.code, reply?.ReturnValue),
    ...same('step', step, decided.step),
    ...same('because', because, decided.because),
    ...part('message', message, status?.SMMessage ?? ''),
    ...part('details', details, status?.SMDetails ?? ''),
  ];
  const words =
    status == null ? '' : `: ${[status.SMMessage, status.SMDetails].filter((text) => text !== '').join('; ')}`;
  return mismatchesOf('', comparisons, `decided at ${decided.step} because ${decided.because}${words}`);
}

function compareCode(expected: Answer['code'], actual: number | undefined): Comparison {
  const got = actual === undefined ? 'no reply' : inWords(actual);
  if (expected === undefined) {
    return { what: 'code', expected: 'of any value', actual: got, holds: actual !== undefined };
  }
  if (expected === 'noReply') return { what: 'code', expected: 'noReply', actual: got, holds: actual === undefined };
  const number = numberOf(expected);
  return { what: 'code', expected: inWords(number), actual: got, holds: number === actual };
}

function inWords(code: number): string {
  return `${code} ${labelOf('CreateClone', code) ?? ''}`.trimEnd();
}

function part(what: 'message' | 'details', expected: string | undefined, text: string): Comparison[] {
  if (expected === undefined) return [];
  const actual = text === '' ? 'nothing' : `'${text}'`;
  return [{ what, expected: `with '${expected}' in it`, actual, holds: text.includes(expected) }];
}
