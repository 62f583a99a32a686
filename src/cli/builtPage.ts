import { readFileSync } from 'node:fs';

/** A page as the build made it, without data. */
export function readPage(name: 'report' | 'console'): string {
  return readFileSync(new URL(`../console/${name}.html`, import.meta.url), 'utf8');
}
