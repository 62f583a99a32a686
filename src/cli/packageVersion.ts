import { readFileSync } from 'node:fs';

/** The version of arraysim, as its package says. */
export function packageVersion(): string {
  // The package's own file, two folders up from here both in src and in dist.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
