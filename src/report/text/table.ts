import CliTable3 from 'cli-table3';
import { type Page, plainText } from './page.js';

/** A column of a table: its cells from the top down, each one line. */
export interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  /** How narrow it may get, in columns of the terminal; what is cut off ends in an ellipsis. As wide as it is when left out. */
  readonly least?: number;
  /** Whether it may be left out where even the least widths are too wide. */
  readonly optional?: true;
  readonly align?: 'left' | 'right';
  readonly paint?: (text: string, row: number) => string;
}

/** A table without rules, no wider than the page.
 * @param columns in order; one without a text in any cell is left out
 * @returns the head and then exactly one line a row
 */
export function renderTable(columns: readonly Column[], page: Page): string[] {
  const laid = layOut(columns, page.width);
  const table = new CliTable3({
    chars: noRules,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    truncate: '…',
    colWidths: laid.map(({ width }) => width),
    colAligns: laid.map(({ column }) => column.align ?? 'left'),
  });
  table.push(laid.map(({ column }) => page.colours.dim(column.head)));
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    table.push(
      laid.map(({ column: { cells, paint } }) => {
        const text = plainText(cells[row] ?? '');
        // An empty cell would become two escape sequences around nothing.
        return paint === undefined || text === '' ? text : paint(text, row);
      }),
    );
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
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
  const shrunk = shrink(natural, width);
  const without = shown.findLast(({ optional }) => optional);
  if (widthOf(shrunk) <= width || without === undefined) return shrunk;
  return layOut(
    columns.filter((column) => column !== without),
    width,
  );
}

/** Takes column by column of the terminal away from whichever is the widest then, so that none suffers alone. */
function shrink(natural: readonly Laid[], width: number): Laid[] {
  const shrunk = natural.map(({ column, width: wanted }) => ({ column, width: wanted }));
  for (let over = widthOf(shrunk) - width; over > 0; over--) {
    const givers = shrunk.filter(({ column, width: now }) => column.least !== undefined && now > column.least);
    const [first, ...others] = givers;
    if (first === undefined) break;
    const widest = others.reduce((most, giver) => (giver.width >= most.width ? giver : most), first);
    widest.width--;
  }
  return shrunk;
}

function widthOf(laid: readonly Laid[]): number {
  return laid.reduce((sum, { width }) => sum + width, gap.length * Math.max(0, laid.length - 1));
}

function naturalWidth({ head, cells }: Column): number {
  return [head, ...cells].reduce((most, cell) => Math.max(most, plainText(cell).length), 1);
}
