import { badInput } from '../vocabulary/input/badInput.js';
import { argumentOf, effectArguments, memberOfValue } from './effectArguments.js';
import { namedKinds } from './effectKinds.js';
import { bare } from './planSchema.js';

type Kind = (typeof namedKinds)[number];

/** Reads an effect of the short form into the long one: its name, a mere value, and `key=value` for members, in any order.
 *
 * `stealCapacity 10 GiB pool=gold`
 * @throws BadInputError naming the line, and what can't be read
 */
export function readShortEffect(text: string, field: string): unknown {
  const [name = '', ...words] = text.split(/\s+/);
  const kind = namedKinds.find((one) => one === name);
  if (kind === undefined) {
    return badInput({ field, value: name, expected: `one of ${namedKinds.join(', ')}`, among: namedKinds });
  }
  const place = `${field} ${kind}`;
  const { value, members } = parted(kind, words);
  const written = Object.entries(members).map(([key, one]) => [key, readArgument(kind, key, one, place)]);
  if (value === '' && written.length === 0) {
    if (bare.some((one) => one === kind)) return kind;
    return badInput({
      field,
      value: kind,
      expected: `what it needs after it, as in '${effectArguments[kind].example}'`,
    });
  }
  if (value === '') return { [kind]: Object.fromEntries(written) };
  if (argumentOf(kind, '') === undefined) {
    const needsNothing = Object.keys(effectArguments[kind].members).length === 0;
    const expected = needsNothing ? `nothing after '${kind}'` : `'key=value', as in '${effectArguments[kind].example}'`;
    return badInput({ field: place, value, expected });
  }
  const read = readArgument(kind, '', value, place);
  if (written.length === 0) return { [kind]: read };
  const member = memberOfValue(kind);
  if (member === undefined || member in members) {
    badInput({ field: place, value, expected: `nothing beside ${Object.keys(members).join(', ')}` });
  }
  return { [kind]: { ...Object.fromEntries(written), [member]: read } };
}

/** The words that are members, and the others. A unit that stands apart belongs to the member before it: `down=30 s`. */
function parted(kind: Kind, words: readonly string[]) {
  const members: Record<string, string> = {};
  const plain: string[] = [];
  let last = '';
  for (const word of words) {
    const at = word.indexOf('=');
    const before = members[last];
    if (at > 0) {
      last = word.slice(0, at);
      members[last] = word.slice(at + 1);
    } else if (before !== undefined && isMereNumber(before) && measured.has(argumentOf(kind, last)?.type ?? '')) {
      members[last] = `${before} ${word}`;
    } else plain.push(word);
  }
  return { value: plain.join(' '), members };
}

const timed: ReadonlySet<string> = new Set(['time', 'skew', 'mean']);
const measured: ReadonlySet<string> = new Set([...timed, 'size']);
const textual: ReadonlySet<string> = new Set(['account', 'pool', 'tag', 'text']);
const listed: ReadonlySet<string> = new Set(['range', 'forgotten']);

function readArgument(kind: Kind, name: string, text: string, field: string): unknown {
  const type = argumentOf(kind, name)?.type ?? '';
  if (textual.has(type)) return text;
  if (listed.has(type)) {
    const parts = text.split(',');
    return type === 'range' ? parts.map((part) => withUnit(kind, name, part, field)) : parts;
  }
  return timed.has(type) ? withUnit(kind, name, text, field) : scalar(text);
}

/** A mere number might mean minutes as well as milliseconds. */
function withUnit(kind: Kind, name: string, text: string, field: string): string {
  if (!isMereNumber(text)) return text;
  const such = name === '' ? `${kind} ${text} s` : `${kind} ${name}=${text}s`;
  return badInput({ field, value: text, expected: `a time with its unit (d, h, min, s, ms), as in '${such}'` });
}

export function isMereNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function scalar(text: string): unknown {
  if (isMereNumber(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
