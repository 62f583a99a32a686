/** Rows a leaf of a table holds. */
export const fanOut = 32;

/** What a table's rows consist of, and which columns count where. */
export interface Shape<R, Payload> {
  readonly name: string;
  readonly columns: readonly (keyof R & string)[];
  /** Columns that are rebuilt from the others on load: neither saved nor digested. */
  readonly derived: readonly (keyof R & string)[];
  /** Columns of the observable digest; none of the table when left out. */
  readonly observable?: readonly (keyof R & string)[];
  /** Whether a row counts in the observable digest at all. */
  readonly counts?: (row: Readonly<R>) => boolean;
  /** The part of the payload that both digests see; the whole when left out. */
  readonly digestedPayload?: (payload: Payload) => unknown;
}

/** A {@link Shape} with a place for each of its columns. */
export interface Columns<R, Payload> {
  readonly shape: Shape<R, Payload>;
  /** Cells a row. */
  readonly width: number;
  readonly emptyCells: readonly number[];
  readonly emptyPayloads: readonly undefined[];
  /** Places of the columns that are saved and digested. */
  readonly kept: readonly number[];
  readonly observed: readonly number[] | undefined;
}

type AnyShape = Shape<Record<string, number>, never>;

/** Finds places for the columns of several tables.
 *
 * All rows are seen through one class of windows, which lets the compiler inline every read and write, whatever the
 * table. So a column name has the same place in every table that has it, and names of one table have different ones.
 */
export function columnsOf<Shapes extends Readonly<Record<string, unknown>>>(
  shapes: {
    readonly [Name in keyof Shapes]: Shapes[Name] extends Columns<infer R, infer Payload> ? Shape<R, Payload> : never;
  },
): Shapes {
  // Every member is some table's shape; which row and payload it is for does not matter to places.
  const all = Object.values(shapes) as unknown as AnyShape[];
  placeColumns(all);
  const columns = Object.entries(shapes).map(([name, shape]) => [name, columnsOfShape(shape as unknown as AnyShape)]);
  // One set of columns a shape, under the same name.
  return Object.fromEntries(columns) as Shapes;
}

/** A window on one row's cells. */
export function windowOn<R>(cells: number[], at: number): R {
  // `columnsOf` gave the class an accessor for every column of every table, so for those of R.
  return new Window(cells, at) as unknown as R;
}

class Window {
  constructor(
    readonly cells: number[],
    readonly at: number,
  ) {}
}

const places = new Map<string, number>();

/** The columns that most tables have come first; each takes the first place that no neighbour of it in any table has. */
function placeColumns(shapes: readonly AnyShape[]): void {
  const unplaced = [...new Set(shapes.flatMap(({ columns }) => columns))].filter((column) => !places.has(column));
  const tables = unplaced.map((column) => ({ column, of: shapes.filter(({ columns }) => columns.includes(column)) }));
  for (const { column, of } of tables.sort((left, right) => right.of.length - left.of.length)) {
    const taken = new Set(of.flatMap(({ columns }) => columns.map((neighbour) => places.get(neighbour))));
    // A constant, which the compiler writes into every read and write of a cell.
    const place = firstBut(taken);
    places.set(column, place);
    Object.defineProperty(Window.prototype, column, {
      get(this: Window) {
        return this.cells[this.at + place];
      },
      set(this: Window, value: number) {
        this.cells[this.at + place] = value;
      },
    });
  }
}

/** The place of a column among the cells of a row.
 * @throws for a column that no table has
 */
export function placeOf(column: string): number {
  const place = places.get(column);
  if (place === undefined) throw new Error(`column ${column} has no place`);
  return place;
}

function firstBut(taken: ReadonlySet<number | undefined>): number {
  let place = 0;
  while (taken.has(place)) place++;
  return place;
}

function columnsOfShape(shape: AnyShape): Columns<Record<string, number>, never> {
  const width = Math.max(-1, ...shape.columns.map(placeOf)) + 1;
  return {
    shape,
    width,
    // Filled with a fraction first: V8 then stores unboxed doubles, and keeps doing so whatever is written later.
    emptyCells: Array.from({ length: width * fanOut }, () => 0.5).fill(0),
    emptyPayloads: Array.from({ length: fanOut }, () => undefined),
    kept: shape.columns.filter((column) => !shape.derived.includes(column)).map(placeOf),
    observed: shape.observable?.map(placeOf),
  };
}
