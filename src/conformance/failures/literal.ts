/** Plain data as the source text of JavaScript, as a person would write it: on one line, or a member a line where it is long.
 * @param indent of the line that it begins on
 */
export function literal(value: unknown, indent = ''): string {
  const short = onOneLine(value);
  if (short.length + indent.length <= widest || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((one) => literal(one, inner))
    : membersOf(value).map(([key, one]) => `${keyText(key)}: ${literal(one, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}${close}`;
}

const widest = 100;

/** The same on one line, however long. */
export function onOneLine(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = membersOf(value).map(([key, one]) => `${keyText(key)}: ${onOneLine(one)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return String(value);
}

function membersOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, one]) => one !== undefined);
}

/** `__proto__` would be no key of a literal's own. */
function keyText(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  // JSON's escapes are JavaScript's; only the quotes differ.
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return text.includes("'") && !text.includes('"') ? JSON.stringify(text) : `'${inner.replaceAll("'", "\\'")}'`;
}
