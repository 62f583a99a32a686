import { badInput } from '../vocabulary/input/badInput.js';
import { invocables, methodsCalled } from '../vocabulary/methods/names.js';
import { points } from './points.js';
import { isMereNumber, readShortEffect } from './shortEffect.js';

/** Reads the short form, a fault a line, into the long one; '#' begins a comment.
 *
 * `[id =] point[@percent or @time] [method] [element] [key=value ...] [20%] [3*] [after 2] [nth 2] [every 2]
 * [per caller] [from 1 min to 6 min] [for 5 min] [must] : effect [argument] [; effect ...]`
 *
 * `invoke Delete 20% 3*: return 43016` is a chance of 20 % at every Delete, three times at most.
 * @throws BadInputError naming the line, and the word that can't be read
 */
export function planFromText(
  text: string,
  field: string,
): { readonly version: 1; readonly faults: readonly unknown[] } {
  const faults = linesOf(text).map(({ line, number }) => readLine(line, `${field} line ${number}`, number));
  return { version: 1, faults: numbered(faults) };
}

/** How a complaint about a fault that was read from lines names its field: `plan.faults[1].do` is `plan line 3 do`. */
export function fieldInLines(text: string, field: string): (complained: string) => string {
  const lines = linesOf(text);
  return (complained) => {
    const [, index, member = ''] = /^\.faults\[(\d+)\](?:\.(.*))?$/.exec(complained.slice(field.length)) ?? [];
    const line = index === undefined ? undefined : lines[Number(index)];
    return line === undefined ? complained : `${field} line ${line.number} ${member}`.trimEnd();
  };
}

/** The lines that have a fault, without their comments; the first of a text is 1. */
function linesOf(text: string): { readonly line: string; readonly number: number }[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.replace(/(^|\s)#.*$/, '').trim(), number: index + 1 }))
    .filter(({ line }) => line !== '');
}

type Written = Record<string, unknown>;

function readLine(line: string, field: string, number: number): Written {
  const colon = line.search(/:(\s|$)/);
  if (colon === -1)
    return badInput({ field, value: line, expected: "':' before an effect, as in 'invoke Delete: return 43016'" });
  const [, id, head = ''] = /^(?:([\w-]+)\s*=\s+)?(.*)$/.exec(line.slice(0, colon).trim()) ?? [];
  const fault: Written = { id: id ?? '', ...readHead(head, field) };
  const effects = line
    .slice(colon + 1)
    .split(';')
    .map((part) => readShortEffect(part.trim(), field));
  fault.do = effects.length === 1 ? effects[0] : effects;
  if (id === undefined) fault.id = `line ${number}`;
  return fault;
}

/** Lines without an id go by what they do: the first `return`, the second `return 2`. */
function numbered(faults: readonly Written[]): readonly Written[] {
  const taken = new Set(faults.map(({ id }) => id));
  return faults.map((fault) => {
    if (typeof fault.id !== 'string' || !fault.id.startsWith('line ')) return fault;
    const [first] = Array.isArray(fault.do) ? fault.do : [fault.do];
    const base = typeof first === 'string' ? first : (Object.keys(Object(first))[0] ?? 'fault');
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base} ${number}`;
    taken.add(id);
    return { ...fault, id };
  });
}

function readHead(head: string, field: string): Written {
  const [place = '', ...words] = head.split(/\s+/).filter((word) => word !== '');
  const [point = '', where] = place.split('@');
  if (!points.some((one) => one === point)) {
    badInput({ field, value: point, expected: `one of ${points.join(', ')}`, among: points });
  }
  const when: Written = {};
  const fire: Written = {};
  const fault: Written = { at: point };
  if (where !== undefined) Object.assign(when, readPlace(point, where, words, field));
  const next = (word: string) =>
    words.shift() ?? badInput({ field, value: word, expected: `something after '${word}'` });
  const said = new Set<string>();
  const once = (what: string, word: string) => {
    if (said.has(what)) badInput({ field, value: word, expected: `${what} once` });
    said.add(what);
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, chance, times] = /^([\d.]+)%$|^$/.exec(word) ?? [null, null, /^(\d+)\*$/.exec(word)?.[1]];
    const [key, value] = word.includes('=')
      ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
      : [];
    if (chance != null) {
      once("a chance such as '20%'", word);
      fire.p = Number(chance) / 100;
    } else if (times != null) {
      once("a number of times such as '3*'", word);
      fire.max = Number(times);
    } else if (word === 'after' || word === 'nth' || word === 'every') {
      once(`'${word}'`, word);
      fire[word] = Number(next(word));
    } else if (word === 'per') {
      once("'per'", word);
      fire.per = next(word);
    } else if (word === 'must') {
      once("'must'", word);
      fault.expect = 'must';
    } else if (word === 'from') {
      once("'from'", word);
      if (place.startsWith('time@'))
        badInput({ field, value: word, expected: `nothing of the kind beside '${place}'` });
      when.time = readPeriod(words, field);
    } else if (word === 'for') {
      once("'for'", word);
      fault.lasts = readSpan(words, field);
    } else if (methodsCalled(word).length > 0) {
      once('a method', word);
      when.method = word;
    } else if (key === 'caller') {
      once("'caller='", word);
      when.caller = value;
    } else if (key === 'element' || key === 'volume' || key === 'pool' || key === 'job') {
      if (key in when) badInput({ field, value: word, expected: `'${key}=' once` });
      when[key] = value;
    } else if (key === 'ElementName' || key === 'TargetPool' || key === 'username') {
      once(`'${key}='`, word);
      when.argument = { ...Object(when.argument), [key]: value };
    } else if (key !== undefined) {
      const keys = ['caller', 'element', 'volume', 'pool', 'job', 'ElementName', 'TargetPool', 'username'];
      badInput({ field, value: key, expected: `one of ${keys.join(', ')} before '='`, among: keys });
    } else if (/^\d+$/.test(word)) {
      const expected = `'${word}%' for a chance, '${word}*' for so many times, 'element=${word}' for an element`;
      badInput({ field, value: word, expected });
    } else if (/^[\w.-]+$/.test(word) && !/^[A-Z]/.test(word)) {
      if (['element', 'volume', 'pool', 'job'].some((one) => one in when)) {
        const expected = "an element once; a name with blanks needs the long form: 'when: { volume: my db }'";
        badInput({ field, value: word, expected });
      }
      when.element = word;
    } else
      badInput({
        field,
        value: word,
        expected: "a method, an element, 'key=value', '20%', '3*', 'after 2', 'for 5 min'",
        among: invocables,
      });
  }
  if (Object.keys(when).length > 0) fault.when = when;
  if (Object.keys(fire).length > 0) fault.fire = fire;
  return fault;
}

/** What stands after '@': a percent, or a moment, whose unit may stand apart. */
function readPlace(point: string, where: string, words: string[], field: string): Written {
  if (point === 'time') {
    const time = wholeSpan(where, words);
    return { time: withUnit(time, `${field} time`, `'time@${time || 5} ms' or 'time@5 min'`) };
  }
  const value = `${point}@${where}`;
  if (point !== 'jobPercent') badInput({ field, value, expected: "'@' after jobPercent or time alone" });
  if (!/^\d+(\.\d+)?%?$/.test(where))
    badInput({ field, value, expected: "a percent after '@', as in 'jobPercent@73'" });
  return { jobPercent: Number(where.replace('%', '')) };
}

/** `5 min`, or `3 calls`. */
function readSpan(words: string[], field: string): Written {
  const amount = words.shift() ?? badInput({ field, value: 'for', expected: "a span after 'for': '5 min', '3 calls'" });
  if (words[0] === 'calls' || words[0] === 'call') {
    words.shift();
    return { calls: Number(amount) };
  }
  const span = wholeSpan(amount, words);
  return { ms: withUnit(span, `${field} for`, `'for ${span} min' or 'for ${span} calls'`) };
}

/** `1 min to 6 min` */
function readPeriod(words: string[], field: string): readonly [string, string] {
  const such = "'from 1 min to 6 min'";
  const from = withUnit(wholeSpan(words.shift() ?? '', words), `${field} from`, such);
  const to = words.shift();
  if (to !== 'to') badInput({ field: `${field} from`, value: to, expected: `'to' after its beginning, as in ${such}` });
  return [from, withUnit(wholeSpan(words.shift() ?? '', words), `${field} to`, such)];
}

/** A mere number might mean minutes as well as milliseconds. */
function withUnit(span: string, field: string, such: string): string {
  return isMereNumber(span) ? badInput({ field, value: span, expected: `a time with its unit, as in ${such}` }) : span;
}

/** A span whose parts stand apart: `1 h 30 min`. */
function wholeSpan(first: string, words: string[]): string {
  const parts = [first];
  if (isUnit(words[0])) parts.push(...words.splice(0, 1));
  while (/^\d+(\.\d+)?$/.test(words[0] ?? '') && isUnit(words[1])) parts.push(...words.splice(0, 2));
  return parts.join(' ');
}

function isUnit(word: string | undefined): boolean {
  return word !== undefined && ['d', 'h', 'min', 's', 'ms'].includes(word);
}
