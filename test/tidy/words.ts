import { layerOf, pureLayers } from './arrows.js';
import type { SourceFile, TextFile } from './sources.js';

interface Rule {
  readonly what: string;
  readonly pattern: RegExp;
}

/** The longest that a file of src may be, in lines. */
export const longestFile = 300;

/** What one idea keeps together: tables that share rows between forks, and all reasons to refuse a clone. */
const longerFiles: Readonly<Record<string, number>> = {
  'src/store/table.ts': 400,
  'src/operations/createClone.ts': 320,
};

const impure: readonly Rule[] = [
  { what: 'reads a clock', pattern: /\bDate\.now\b|\bnew Date\(\)|\bDate\(\)|\bperformance\.now\b/ },
  { what: 'draws unseeded chance', pattern: /\bMath\.random\b|\bcrypto\.(?:randomUUID|getRandomValues)\b/ },
  { what: 'waits in real time', pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/ },
  { what: 'looks at the process', pattern: /\bprocess\./ },
  { what: 'uses what only Node has', pattern: /['"]node:/ },
];

/** Judged in code, not in comments, where 'as any other' is English. */
const untyped: readonly Rule[] = [{ what: 'gives up types', pattern: /\bas any\b|:\s*any\b|<any>/ }];

const silenced: readonly Rule[] = [
  { what: 'silences a tool', pattern: /@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore/ },
];

// Put together here, so that this file does not hold the words it looks for.
const unfinished = [['TO', 'DO'].join(''), ['FIX', 'ME'].join('')];
const machineFolders = ['home', 'root', 'work'].map((folder) => `/${folder}/`);
const outside = ['shared', ''].join('/');

const anywhere: readonly Rule[] = [
  { what: 'is unfinished', pattern: new RegExp(`\\b(?:${unfinished.join('|')})\\b`) },
  { what: "names a machine's folder", pattern: new RegExp(`(?<![\\w.])(?:${machineFolders.join('|')})`) },
  { what: 'names a folder outside of the project', pattern: new RegExp(`\\b${outside}`) },
];

/** What a pure layer touches that it must not, in sentences. */
export function impurities(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => pureLayers.includes(layerOf(path)))
    .flatMap(({ path, code }) => found(path, code, impure));
}

/** Where src gives up types, or silences what checks it. */
export function typeHoles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, code, text }) => [...found(path, code, untyped), ...found(path, text, silenced)]);
}

/** Files that need a look for a second idea in them. */
export function longFiles(files: readonly TextFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > (longerFiles[path] ?? longestFile))
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

/** Words that no file of the project may have. */
export function strangeWords(files: readonly TextFile[]): string[] {
  return files.flatMap(({ path, text }) => found(path, text, anywhere));
}

/** Addresses in a lockfile, which would tie the project to one registry. */
export function lockedAddresses({ path, text }: TextFile): string[] {
  return found(path, text, [{ what: 'has an address', pattern: /"resolved"\s*:/ }]);
}

function found(path: string, text: string, rules: readonly Rule[]): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      rules
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${path}:${index + 1}: ${what}: ${line.trim().slice(0, 120)}`),
    );
}
