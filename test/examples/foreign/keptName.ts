import type { Wrong } from './switches.js';

export const longestName = 64;

/** What an array that is wrong makes of a name. */
const spoiled: Partial<Record<Wrong, (name: string) => string>> = {
  namesLowered: (name) => name.toLowerCase(),
  namesTrimmed: (name) => name.trim(),
  namesAscii: (name) => name.replace(/[^\x20-\x7e]/gu, '?'),
  namesEscaped: (name) => name.replaceAll('&', '&amp;'),
  longestNameCut: (name) => name.slice(0, longestName - 1),
};

/** The name that a volume gets when this one is asked for. */
export function keptName(name: string | undefined, wrong: Wrong | null): string | undefined {
  return name === undefined ? undefined : (spoiled[wrong ?? 'jobNotThere']?.(name) ?? name);
}
