/** How deep what is read may be nested: what people and programs write is nested ten levels deep at most. */
const deepest = 100;
/** How many values it may have in all: an array of a million volumes has some four million. */
const mostValues = 20_000_000;

/** A value as plain data, or where it is none, and what was expected there. */
type PlainReading = { readonly plain: unknown } | { readonly path: readonly PropertyKey[]; readonly expected: string };

/** A copy of a value of somebody whom nothing holds, as plain data: what lists and objects have of their own.
 *
 * Each property is read once, so what is checked is what is used, whatever a getter answers the next time. Functions stay as they are,
 * for those who take one; dates are copied.
 */
export function plainOf(value: unknown): PlainReading {
  // Most values are these, and need no reader.
  if (typeof value !== 'object' || value === null) return { plain: value };
  const reader = new Reader();
  try {
    return { plain: reader.read(value) };
  } catch (reason) {
    return { path: reader.path, expected: reason instanceof Unreadable ? reason.expected : readable };
  }
}

/** A copy of an object that has the members that it has itself, each read once.
 * @returns undefined where one can't be read
 */
export function membersOf(value: object): Record<string, unknown> | undefined {
  try {
    return { ...value };
  } catch {
    // A getter of theirs has thrown.
    return undefined;
  }
}

/** A member of whatever it is; undefined where it has none, or it can't be read. */
export function memberOf(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    // A getter of theirs has thrown.
    return undefined;
  }
}

const readable = 'what can be read: it throws';

/** What keeps a value from being plain. */
class Unreadable extends Error {
  constructor(readonly expected: string) {
    super(expected);
  }
}

class Reader {
  /** Where it is. */
  readonly path: PropertyKey[] = [];
  private readonly within: object[] = [];
  private count = 0;

  read(value: unknown): unknown {
    if (++this.count > mostValues) throw new Unreadable(`at most ${mostValues} values in all`);
    if (typeof value !== 'object' || value === null) return value;
    if (this.within.includes(value)) throw new Unreadable('no object that contains itself');
    if (this.within.length >= deepest) throw new Unreadable(`at most ${deepest} levels within each other`);
    this.within.push(value);
    const plain = Array.isArray(value) ? this.list(value) : value instanceof Date ? dateOf(value) : this.record(value);
    this.within.pop();
    return plain;
  }

  private list(value: readonly unknown[]): unknown[] {
    const { length } = value;
    if (length > mostValues) throw new Unreadable(`at most ${mostValues} values in all`);
    const plain: unknown[] = [];
    for (let at = 0; at < length; at++) plain.push(this.member(value, at));
    return plain;
  }

  private record(value: object): Record<string, unknown> {
    const plain: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const member = this.member(value, key);
      // An assignment would make it the prototype.
      if (key === '__proto__') Object.defineProperty(plain, key, { value: member, enumerable: true });
      else plain[key] = member;
    }
    return plain;
  }

  private member(value: object, key: PropertyKey): unknown {
    this.path.push(key);
    const member = this.read(Reflect.get(value, key));
    this.path.pop();
    return member;
  }
}

function dateOf(date: Date): Date {
  return new Date(Date.prototype.getTime.call(date));
}
