import { type Hash, hashOf } from '../determinism/hash.js';
import { tableNames } from '../store/allTables.js';
import { type Columns, placeOf } from '../store/columns.js';
import { columns } from '../store/tables.js';
import { Mixer } from './mixing.js';
import type { Actor } from './program.js';
import { rowColumns, type TableName } from './rowColumns.js';
import { actorOf, type State, type TableSums, withoutActor } from './state.js';

/** Tells rows by what they are, and by who made them; and sums what it tells up, for each actor what is its own. */
export class TableHasher {
  readonly mixer = new Mixer();
  /** The place of the sum for what is nobody's. */
  readonly rest: number;

  /** @param lengths of the tables at the beginning: rows below have their handles for names */
  constructor(
    private readonly actors: readonly Actor[],
    private readonly lengths: readonly number[],
  ) {
    this.rest = actors.length;
  }

  /** What all tables add to each sum.
   * @param before as it was known last: of a table that nobody has written to since, it is the same
   */
  sums(state: State, before: TableSums | undefined): TableSums {
    const roots = tablePlaces.map(({ name }) => state.world[name].nodes);
    const parts = tablePlaces.map((table, at) => {
      const known = before?.roots[at] === roots[at] ? before?.parts[at] : undefined;
      return known ?? this.sumsOf(state, table);
    });
    const sum = new Uint32Array(2 * (this.rest + 1));
    for (const part of parts) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (part[at] ?? 0);
    return { roots, parts, sum };
  }

  /** Whether nobody has written to any table since. */
  areOf({ roots }: TableSums, { world }: State): boolean {
    for (let at = 0; at < roots.length; at++)
      if (roots[at] !== world[tablePlaces[at]?.name ?? 'pools'].nodes) return false;
    return true;
  }

  private sumsOf(state: State, { index, name, plain, flags, references, digested }: TablePlaces): Uint32Array {
    const sums = new Uint32Array(2 * (this.rest + 1));
    const { mixer } = this;
    state.world[name].forEach((cells: readonly number[], at: number, payload: unknown, handle: number) => {
      const label = this.labelOf(state, index, handle);
      const owner = label < 0 ? this.rest : this.placeOf(label);
      mixer.begin(index).number(label < 0 ? label : withoutActor(label));
      for (let column = 0; column < plain.length; column++) mixer.number(cells[at + (plain[column] ?? 0)] ?? 0);
      for (let column = 0; column < flags.length; column++) mixer.word(cells[at + (flags[column] ?? 0)] === 0 ? 0 : 1);
      for (const [place, other] of references) this.mixReference(state, other, cells[at + place] ?? 0, owner);
      this.mixPayload(digested(payload), owner);
      mixer.addTo(sums, owner);
    });
    return sums;
  }

  /** Of a row that was there at the beginning a negative number. */
  labelOf(state: State, table: number, handle: number): number {
    const first = this.lengths[table] ?? 0;
    return handle < first ? -2 - handle : (state.made[table]?.[handle - first] ?? 0);
  }

  /** Where what a label's actor has is summed up. */
  placeOf(label: number): number {
    return Math.min(actorOf(label), this.rest);
  }

  /** @param owner whose row it is that refers: its own rows need no name */
  mixReference(state: State, table: number, handle: number, owner: number): void {
    const { mixer } = this;
    if (handle < 0) {
      mixer.word(0);
      return;
    }
    const label = this.labelOf(state, table, handle);
    const isOwn = label >= 0 && this.placeOf(label) === owner;
    mixer.word(isOwn ? 1 : 2).number(isOwn ? withoutActor(label) : label);
  }

  private mixPayload(payload: unknown, owner: number): void {
    if (payload === undefined) return;
    if (typeof payload === 'string') this.mixName(payload, owner);
    else this.mixHash(hashOf(payload));
  }

  /** A name that only its actor uses is as good as that of another who is alike. */
  private mixName(name: string, owner: number): void {
    const own = this.actors[owner]?.names.indexOf(name) ?? -1;
    if (own >= 0) this.mixer.word(3).word(own);
    else this.mixer.text(name);
  }

  mixHash({ hi, lo }: Hash): void {
    this.mixer.word(hi).word(lo);
  }
}

/** A table, with places instead of the names of its columns. */
interface TablePlaces {
  readonly index: number;
  readonly name: TableName;
  readonly plain: readonly number[];
  readonly flags: readonly number[];
  /** The place of a cell, and the table that it leads to. */
  readonly references: readonly (readonly [number, number])[];
  readonly digested: (payload: unknown) => unknown;
}

const tablePlaces: readonly TablePlaces[] = tableNames.flatMap((name, index) => {
  if (name === 'calls') return [];
  const { references, flags, elsewhere } = rowColumns[name];
  const { shape } = shapes()[name];
  const named = new Set<string>([...Object.keys(references), ...flags, ...elsewhere]);
  return [
    {
      index,
      name,
      plain: shape.columns.filter((column) => !named.has(column)).map(placeOf),
      flags: flags.map(placeOf),
      references: Object.entries(references).map(
        ([column, table]) => [placeOf(column), tableNames.indexOf(table)] as const,
      ),
      // Each table's payload is what its shape digests.
      digested: (shape.digestedPayload ?? ((payload) => payload)) as (payload: unknown) => unknown,
    },
  ];
});

function shapes(): Readonly<Record<TableName, Columns<never, never>>> {
  const { pool, volume, contents, layer, family, synchronization, job, call, account, session, drive } = columns;
  const byTable = {
    pools: pool,
    volumes: volume,
    contents,
    layers: layer,
    families: family,
    synchronizations: synchronization,
    jobs: job,
    calls: call,
    accounts: account,
    sessions: session,
    drives: drive,
  };
  // Only their columns' names and their payloads are looked at.
  return byTable as unknown as Readonly<Record<TableName, Columns<never, never>>>;
}
