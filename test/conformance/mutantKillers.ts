import { readFileSync } from 'node:fs';

/** The property that finds each mutant out first, at the default budget: a line a mutant, '-' for one that nobody can find out. */
export const mutantKillers: ReadonlyMap<string, string> = new Map(
  readFileSync(new URL('../golden/mutantKillers.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [name = '', property = ''] = line.split(/\s+/);
      return [name, property];
    }),
);
