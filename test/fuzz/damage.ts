import type { Draws } from './random.js';

type Container = Record<string, unknown>;

/** What takes the place of a part. */
const odd: readonly unknown[] = [
  ...[0, -1, 1, 2, 7, 0.5, 99, 100, 1e6, 1e15, 1e308, 2 ** 53 - 1, 2 ** 53],
  ...['', 'x', ' ', '0', '5 min', '1 TiB', '-1 s', '1e400', '__proto__', 'constructor', 'a'.repeat(300), '\ud800'],
  ...[null, true, false, [], {}, [[]], [1, 2, 3], { name: 'db' }, [null], JSON.parse('{"__proto__":{"x":1}}')],
];

/** A copy of plain data of which one to three parts were changed by their structure: taken out, replaced, doubled, brought into another
 * order, or exchanged for a part of another sample.
 */
export function damaged<Data>(draws: Draws, data: Data, others: readonly unknown[]): Data {
  const copy = structuredClone(data);
  for (let left = 1 + draws.below(3); left > 0; left--) {
    const parts = containersIn(copy);
    // Most parts lie deep: every other time it is one of the outer ones.
    const part = draws.chance(0.5) ? draws.pick(parts) : draws.pick(parts.slice(0, 12));
    damage(draws, part, others);
  }
  return copy;
}

function damage(draws: Draws, part: Container, others: readonly unknown[]): void {
  const keys = Object.keys(part);
  if (keys.length === 0) return void Object.assign(part, { unheardOf: draws.pick(odd) });
  const key = draws.pick(keys);
  const other = draws.pick(keys);
  switch (draws.below(8)) {
    case 0:
      if (Array.isArray(part)) part.splice(Number(key), 1);
      else delete part[key];
      break;
    case 1:
      if (Array.isArray(part)) part.splice(Number(key), 0, structuredClone(part[key]));
      else set(part, draws.pick(['unheardOf', `${key}s`, other]), structuredClone(part[key]));
      break;
    case 2:
      [part[key], part[other]] = [part[other], part[key]];
      break;
    case 3: {
      const donor = draws.pick(containersIn(draws.pick(others)));
      const given = Object.values(donor);
      if (given.length > 0) set(part, key, structuredClone(draws.pick(given)));
      break;
    }
    case 4:
      set(part, key, nudged(draws, part[key]));
      break;
    case 5:
      set(part, key, draws.chance(0.5) ? [part[key]] : { [draws.pick(keys)]: part[key] });
      break;
    default:
      set(part, key, structuredClone(draws.pick(odd)));
  }
}

/** What is nearly the same. */
function nudged(draws: Draws, value: unknown): unknown {
  if (typeof value === 'number') return draws.pick([value + 1, value - 1, -value, value * 1000, value / 3, `${value}`]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return String(value).slice(0, 50);
  return draws.pick([value.slice(1), `${value}${value}`, value.toUpperCase(), ` ${value}`, `${value}0`, [...value]]);
}

/** As a member of its own, whatever it is called. */
function set(part: Container, key: string, value: unknown): void {
  Object.defineProperty(part, key, { value, writable: true, enumerable: true, configurable: true });
}

/** A text of which one or two lines, or a few characters, were taken out, doubled, exchanged or replaced. */
export function damagedText(draws: Draws, text: string): string {
  const lines = text.split('\n');
  const [one, other] = [draws.below(lines.length), draws.below(lines.length)];
  const [line = '', otherLine = ''] = [lines[one], lines[other]];
  const at = draws.below(line.length + 1);
  const inserted = draws.pick([
    '',
    ':',
    '*',
    '{',
    '}',
    '[',
    '- ',
    '"',
    '&a ',
    '*a',
    '!!js',
    '%',
    '9'.repeat(30),
    '\t',
    '#',
  ]);
  switch (draws.below(5)) {
    case 0:
      lines.splice(one, 1);
      break;
    case 1:
      lines.splice(other, 0, line);
      break;
    case 2:
      [lines[one], lines[other]] = [otherLine, line];
      break;
    case 3:
      lines[one] = line.slice(0, at) + line.slice(at + 1 + draws.below(4));
      break;
    default:
      lines[one] = line.slice(0, at) + inserted + line.slice(at);
  }
  return lines.join('\n');
}

function containersIn(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  // Lists have keys, too.
  const found: Container[] = [value as Container];
  for (const part of found) {
    for (const member of Object.values(part))
      if (typeof member === 'object' && member !== null) found.push(member as Container);
  }
  return found.length === 0 ? [] : found;
}
