import { posix } from 'node:path';
import type { Import, SourceFile } from './sources.js';

/** The folders of src in the order in which they may import: each from those before it, and from its own. Those of one
 * line are siblings, which do not import each other.
 */
const order: readonly (readonly string[])[] = [
  ['vocabulary'],
  ['determinism', 'lifecycle'],
  ['faults'],
  ['store'],
  ['operations'],
  ['engine'],
  ['cim', 'scenario', 'report', 'client', 'conformance'],
  ['subjects', 'explore'],
  ['server', 'console', 'testing'],
  ['cli'],
];

/** Nothing left of these touches a clock, chance, a process or a file. */
export const pureLayers: readonly string[] = order.slice(0, 6).flat();

/** Reports render what scenarios result in, the class model, and what the suite found out; clients read instances; the console's page has
 * the types of what its server sends.
 */
const amongSiblings: Readonly<Record<string, readonly string[]>> = {
  report: ['cim', 'scenario', 'conformance'],
  client: ['cim'],
  console: ['server'],
};

/** What may be imported where the order would allow more. */
const only: Readonly<Record<string, readonly string[]>> = {
  // A suite that shares the engine's code can't find its mistakes.
  conformance: ['vocabulary', 'faults'],
};

/** The packages of the layer at the bottom; the others choose their own. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  vocabulary: ['zod', 'immer', 'fastest-levenshtein'],
};

/** src/index.ts, src/conformance.ts: public entries, which nothing but the command line imports. */
const entries: readonly string[] = ['index.ts', 'conformance.ts'];

/** Imports that go the wrong way, also those of types alone, in sentences. */
export function wrongArrows(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((one) => {
      const why = wrong(file, one);
      return why === undefined ? [] : [`${file.path}:${one.line}: ${why}`];
    }),
  );
}

function wrong(file: SourceFile, { from }: Import): string | undefined {
  const layer = layerOf(file.path);
  if (rankOf(layer) === undefined) return `'${layer}' has no place in the order of layers`;
  if (!from.startsWith('.')) {
    const packages = packagesOf[layer];
    return packages === undefined || packages.includes(from) ? undefined : `${layer} imports the package '${from}'`;
  }
  const target = layerOf(resolved(file.path, from));
  return mayImport(layer, target) ? undefined : `${layer} imports ${target}`;
}

function mayImport(layer: string, target: string): boolean {
  if (layer === target) return true;
  if (amongSiblings[layer]?.includes(target)) return true;
  const allowed = only[layer];
  if (allowed !== undefined) return allowed.includes(target);
  return (rankOf(target) ?? Number.POSITIVE_INFINITY) < (rankOf(layer) ?? 0);
}

/** Entries stand just below the command line. */
function rankOf(layer: string): number | undefined {
  if (entries.includes(layer)) return order.length - 1.5;
  const rank = order.findIndex((siblings) => siblings.includes(layer));
  return rank === -1 ? undefined : rank;
}

/** Ways from a file back to itself along imports, also those of types alone, each once: who is in such a ring can't be understood
 * without all of it.
 */
export function importCycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const { from } of byPath.get(path)?.imports ?? []) {
      if (from.startsWith('.')) walk(resolved(path, from), [...way, path]);
    }
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return cycles;
}

/** The folder below src, or the file's name where there is none: `src/engine/array.ts` is 'engine'. */
export function layerOf(path: string): string {
  return path.split('/')[1] ?? path;
}

/** The path of what a file imports from beside it; a page's parts begin with a capital, and have markup in them. */
export function resolved(path: string, from: string): string {
  const ending = /\/[A-Z]\w*\.js$/.test(from) && layerOf(path) === 'console' ? '.tsx' : '.ts';
  return posix.join(posix.dirname(path), from).replace(/\.js$/, ending);
}
