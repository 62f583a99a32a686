/** The first member in which plain data differs, in words: `limits.volumes was 10, and is 12`. */
export function changeIn(before: unknown, after: unknown): string {
  return changeAt('', before, after) ?? 'its members come in another order';
}

function changeAt(path: string, before: unknown, after: unknown): string | null {
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
    return JSON.stringify(before) === JSON.stringify(after)
      ? null
      : `${path} was ${said(before)}, and is ${said(after)}`;
  if (Array.isArray(before) && before.length !== Reflect.get(after, 'length'))
    return `${path} was ${said(before)}, and is ${said(after)}`;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const member = Array.isArray(before) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const found = changeAt(member, Reflect.get(before, key), Reflect.get(after, key));
    if (found !== null) return found;
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function said(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
