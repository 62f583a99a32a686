import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Import {
  /** As it is written: './array.js', 'zod'. */
  readonly from: string;
  /** Whether it is still there when the types are gone; an empty `import {}` is. */
  readonly atRunTime: boolean;
  readonly line: number;
}

/** A text file of the project. */
export interface TextFile {
  /** From the project's folder on, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface SourceFile extends TextFile {
  /** The text with its comments blanked out, line by line as before. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const root = new URL('../..', import.meta.url).pathname;

/** Every text file that the project keeps: all but what .gitignore names. */
export function projectFiles(): TextFile[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  const left = new Set(['.git', ...ignored.map((line) => line.replace(/\/$/, ''))]);
  const endings = ignored.filter((line) => line.startsWith('*.')).map((line) => line.slice(1));
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (left.has(path) || endings.some((ending) => path.endsWith(ending))) return [];
      return entry.isDirectory() ? below(path) : entry.isFile() ? [path] : [];
    });
  return below('').flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return text.includes('\0') ? [] : [{ path, text }];
  });
}

/** Reads the imports of a TypeScript file. */
export function sourceFile({ path, text }: TextFile): SourceFile {
  const code = withoutComments(text);
  return { path, text, code, imports: importsOf(code) };
}

/** A `//` that follows neither a blank nor a line's start is part of a string, such as an address. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, (_, before: string) => before);
}

function importsOf(code: string): Import[] {
  const declared = /^(?:import|export)\s+(?:(type)\s+)?(?:[\w$*{][^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  const called = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  const lineAt = (index: number) => code.slice(0, index).split('\n').length;
  return [
    ...[...code.matchAll(declared)].map((match) => ({
      from: match[2] ?? '',
      atRunTime: match[1] === undefined,
      line: lineAt(match.index),
    })),
    ...[...code.matchAll(called)].map((match) => ({
      from: match[1] ?? '',
      atRunTime: true,
      line: lineAt(match.index),
    })),
  ];
}
