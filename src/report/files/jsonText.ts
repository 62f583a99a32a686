import { plainJson } from './plainJson.js';

/** Indented JSON with an end of line; a bigint becomes the string of its digits. */
export function jsonText(value: unknown): string {
  const digits = (_key: string, part: unknown) => (typeof part === 'bigint' ? part.toString() : part);
  return `${plainJson(JSON.stringify(value, digits, 2))}\n`;
}
