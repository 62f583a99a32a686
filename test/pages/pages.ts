import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('../..', import.meta.url).pathname;

/** The pages for people, whose snippets, tables and links are tested. */
export const pages = [
  'README.md',
  'src/CHANGELOG.md',
  'src/README.md',
  'src/operations/README.md',
  'src/faults/README.md',
  'src/conformance/README.md',
  'src/explore/README.md',
  'src/server/README.md',
  'scenarios/README.md',
  'test/README.md',
  'test/bench/README.md',
  'test/mutation/README.md',
  '.github/CONTRIBUTING.md',
] as const;

export type Page = (typeof pages)[number];

/** A block of code in a page. */
export interface Block {
  readonly page: Page;
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** What the comment before it says: `<!-- not run: why -->` or `<!-- from: src/a.ts -->`. */
  readonly mark: Mark | null;
}

export interface Mark {
  readonly kind: string;
  readonly says: string;
}

export function textOf(page: Page): string {
  return readFileSync(join(root, page), 'utf8');
}

export function blocksOf(page: Page): readonly Block[] {
  const text = textOf(page);
  const found = text.matchAll(/^(?:<!-- ([a-z ]+): (.*) -->\n)?```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].map(({ index, 1: kind, 2: says = '', 3: language = '', 4: code = '' }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    language,
    text: code,
    mark: kind === undefined ? null : { kind, says },
  }));
}

/** The part under a heading of any level, up to the next one of that level or above. */
export function section(page: Page, heading: string): string {
  const text = textOf(page);
  const start = new RegExp(`^(#+) ${heading}$`, 'm').exec(text);
  if (start === null) throw new Error(`${page} has no heading '${heading}'`);
  const rest = text.slice(start.index + start[0].length);
  const end = new RegExp(`^#{1,${start[1]?.length ?? 1}} `, 'm').exec(rest);
  return rest.slice(0, end?.index);
}

/** The rows of the table whose first column has this head: their cells, without the marks of code. */
export function rowsOf(text: string, head: string): string[][] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  if (at === -1) throw new Error(`no table begins with '${head}'`);
  const rest = lines.slice(at + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end === -1 ? undefined : end).map((line) =>
    line
      // A bar in code is written with a backslash before it.
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}

/** The first cells of a table. */
export function firstColumn(text: string, head: string): string[] {
  return rowsOf(text, head).map(([cell = '']) => bare(cell));
}

/** A cell that is code alone, without its marks. */
export function bare(cell: string): string {
  return cell.replace(/^`([^`]*)`$/, '$1');
}
