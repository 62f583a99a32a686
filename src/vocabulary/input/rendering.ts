const longest = 60;

/** A value in a few words, for messages; whatever it is, nothing of it is called. */
export function render(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return `'${JSON.stringify(cut(value)).slice(1, -1).replaceAll('\\"', '"')}'`;
  if (typeof value === 'bigint') return cut(`${value}n`);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' ? renderObject(value) : cut(String(value));
}

/** The beginning of a text.
 * @param most how many characters
 */
export function cut(text: string, most = longest): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function renderObject(value: object | null): string {
  try {
    return cut(jsonOf(value, longest + 1, []));
  } catch (reason) {
    return reason === cycle ? 'an object that contains itself' : 'an object that cannot be read';
  }
}

const cycle = new Error('an object contains itself');

/** The beginning of a value as JSON, with so many characters at least, where it has them. */
function jsonOf(value: unknown, room: number, within: readonly object[]): string {
  if (typeof value === 'string') return JSON.stringify(cut(value, room));
  if (typeof value === 'bigint') return cut(`"${value}n"`, room);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof Date) return JSON.stringify(Date.prototype.toISOString.call(value));
  if (within.includes(value)) throw cycle;
  const inside = [...within, value];
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  const keys = isList ? value.keys() : Object.keys(value);
  for (const key of keys) {
    if (text.length >= room) return text;
    const member: unknown = Object.getOwnPropertyDescriptor(value, key)?.value;
    const isSaid = isList || ['string', 'number', 'bigint', 'boolean', 'object'].includes(typeof member);
    if (!isSaid) continue;
    if (text.length > 1) text += ',';
    if (!isList) text += `${JSON.stringify(cut(String(key), room))}:`;
    text += jsonOf(member, Math.max(0, room - text.length), inside);
  }
  return text + (isList ? ']' : '}');
}
