import CliTable3 from 'cli-table3';
import { type Page, plainText } from './page.js';

/** A column of a table: its cells from the top down. */
export interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  /** How narrow it may get before others do, in columns of the terminal; its texts take several lines then. */
  readonly least?: number;
  /** Whether it may be left out where there is no room for it. */
  readonly optional?: true;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string, row: number) => string;
}

/** A table without rules, no wider than the page where that is a terminal.
 * @param columns in order; one without a text in any cell is left out
 * @returns the lines of the head, and then those of each row
 */
export function renderRows(columns: readonly Column[], page: Page): string[][] {
  const laid = page.isTerminal ? layOut(columns, page.width) : layOut(columns, Number.MAX_SAFE_INTEGER);
  const table = new CliTable3({
    chars: noRules,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colWidths: laid.map(({ width }) => width),
    colAligns: laid.map(({ column }) => column.align ?? 'left'),
  });
  const heights: number[] = [];
  const push = (cells: readonly (readonly string[])[]) => {
    heights.push(Math.max(1, ...cells.map((lines) => lines.length)));
    table.push(cells.map((lines) => lines.join('\n')));
  };
  push(laid.map(({ column, width }) => broken(column.head, width).map((line) => page.colours.dim(line))));
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    push(
      laid.map(({ column: { cells, paint = (text: string) => text }, width }) =>
        // An empty cell would become two escape sequences around nothing.
        broken(cells[row] ?? '', width).map((line) => (line === '' ? line : paint(line, row))),
      ),
    );
  }
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  return heights.map((height) => lines.splice(0, height));
}

/** The lines of {@link renderRows}. */
export function renderTable(columns: readonly Column[], page: Page): string[] {
  return renderRows(columns, page).flat();
}

/** A text in lines of at most so many columns, none of which begins or ends in the middle of a word that fits into one. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const piece of piecesOf(text).flatMap((one) => one.match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])) {
    const last = `${lines.at(-1)}${piece}`;
    if (last.trimEnd().length <= width) lines[lines.length - 1] = last;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** What may stand on lines of their own: words, and the parts of a name. */
function piecesOf(text: string): string[] {
  return plainText(text).split(/(?<=[\s/_;:,-])/u);
}

const gap = '  ';

const noRules = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: gap,
};

interface Laid {
  readonly column: Column;
  readonly width: number;
}

function layOut(columns: readonly Column[], width: number): Laid[] {
  const shown = columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const natural = shown.map((column) => ({ column, width: naturalWidth(column) }));
  const first = shrink(natural, width, ({ least, ...column }) =>
    least === undefined ? naturalWidth(column) : Math.max(least, narrowest(column)),
  );
  if (widthOf(first) <= width) return first;
  const without = shown.findLast(({ optional }) => optional);
  if (without === undefined) return shrink(shrink(first, width, narrowest), width, () => 8);
  return layOut(
    columns.filter((column) => column !== without),
    width,
  );
}

/** Takes column by column of the terminal away from whichever is the widest then, so that none suffers alone. */
function shrink(laid: readonly Laid[], width: number, leastOf: (column: Column) => number): Laid[] {
  const shrunk = laid.map(({ column, width: wanted }) => ({ column, width: wanted, least: leastOf(column) }));
  for (let over = widthOf(shrunk) - width; over > 0; over--) {
    const [first, ...others] = shrunk.filter(({ width: now, least }) => now > least);
    if (first === undefined) break;
    const widest = others.reduce((most, giver) => (giver.width >= most.width ? giver : most), first);
    widest.width--;
  }
  return shrunk;
}

/** Narrower, a word would be broken; but for one that is longer than any word should be. */
function narrowest({ head, cells }: Column): number {
  const longest = [head, ...cells].flatMap(piecesOf).reduce((most, piece) => Math.max(most, piece.trim().length), 1);
  return Math.min(longest, longestWord);
}

const longestWord = 30;

function widthOf(laid: readonly Laid[]): number {
  return laid.reduce((sum, { width }) => sum + width, gap.length * Math.max(0, laid.length - 1));
}

function naturalWidth({ head, cells }: Column): number {
  return [head, ...cells].reduce((most, cell) => Math.max(most, plainText(cell).length), 1);
}
