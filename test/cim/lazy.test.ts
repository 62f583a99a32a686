import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { projectFiles, type SourceFile, sourceFile } from '../tidy/sources.js';

const sources = new Map(
  projectFiles().flatMap((file) => (/^src\/.*\.ts$/.test(file.path) ? [[file.path, sourceFile(file)]] : [])),
);

/** What a file loads at once: not what it imports in a call. */
function loadedBy(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const from of importsOf(sources.get(path))) {
    loadedBy(posix.join(posix.dirname(path), from).replace(/\.js$/, '.ts'), found);
  }
  return found;
}

function importsOf(file: SourceFile | undefined): string[] {
  if (file === undefined) throw new Error('every import of a source is a source');
  const lines = file.code.split('\n');
  return file.imports.flatMap(({ from, atRunTime, line }) =>
    atRunTime && from.startsWith('.') && !lines[line - 1]?.includes('import(') ? [from] : [],
  );
}

const cim = (path: string) => [...loadedBy(path)].filter((file) => file.startsWith('src/cim/'));

test.each(['src/cli/main.ts', 'src/cli/run.ts', 'src/engine/createArray.ts'])(
  '%s loads nothing of the class model',
  (path) => expect(cim(path)).toEqual([]),
);

test('the command about classes loads it, but reads no element', () => {
  const loaded = cim('src/cli/classes.ts');
  expect(loaded).toContain('src/cim/model/volumes.ts');
  expect(loaded.filter((file) => file.startsWith('src/cim/sources/'))).toEqual([]);
});
