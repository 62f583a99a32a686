import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashText } from '../../src/determinism/hash.js';
import { type Columns, columnsOf } from '../../src/store/columns.js';
import { type NamedRow, NameIndex, several } from '../../src/store/nameIndex.js';
import { Table } from '../../src/store/table.js';
import { none } from '../../src/vocabulary/units/ids.js';

const { named: columns } = columnsOf<{ named: Columns<NamedRow, string> }>({
  named: { name: 'named', columns: ['nextName'], derived: ['nextName'] },
});

/** Rows with an index on them, and the same as a map of sets. */
class Directory {
  private constructor(
    readonly rows: Table<NamedRow, number, string>,
    readonly index: NameIndex<NamedRow, number, string>,
    readonly model: Map<string, Set<number>>,
  ) {}

  static empty(): Directory {
    return new Directory(
      Table.empty<NamedRow, number, string>(columns),
      NameIndex.empty<NamedRow, number, string>((name) => name),
      new Map(),
    );
  }

  fork(): Directory {
    const model = new Map([...this.model].map(([name, handles]) => [name, new Set(handles)]));
    return new Directory(this.rows.fork(), this.index.fork(), model);
  }

  add(name: string): void {
    const handle = this.rows.append(name);
    this.index.insert(this.rows, handle);
    this.known(name).add(handle);
  }

  remove(handle: number): void {
    this.known(this.rows.payload(handle)).delete(handle);
    this.index.remove(this.rows, handle);
    this.rows.remove(handle);
  }

  rename(handle: number, name: string): void {
    this.known(this.rows.payload(handle)).delete(handle);
    this.index.remove(this.rows, handle);
    this.rows.setPayload(handle, name);
    this.index.insert(this.rows, handle);
    this.known(name).add(handle);
  }

  /** Names for which index and model differ. */
  disagreements(names: Iterable<string> = this.model.keys()): string[] {
    const wrong: string[] = [];
    for (const name of names) {
      const expected = [...(this.model.get(name) ?? [])].sort((left, right) => left - right);
      const found = this.index.find(this.rows, name);
      const only = this.index.only(this.rows, name);
      const onlyExpected = expected.length > 1 ? several : (expected[0] ?? none);
      if (found.join() !== expected.join() || only !== onlyExpected) wrong.push(`${name}: ${found}, only ${only}`);
    }
    return wrong;
  }

  private known(name: string): Set<number> {
    const handles = this.model.get(name) ?? new Set();
    this.model.set(name, handles);
    return handles;
  }
}

const commands = fc.array(
  fc.record({
    do: fc.constantFrom('add', 'add', 'add', 'remove', 'rename', 'rename', 'fork'),
    who: fc.nat(),
    at: fc.nat(),
    // Few names, so that they repeat; the empty one and those of Object.prototype among them.
    name: fc.oneof(
      fc.constantFrom('', 'a', 'b', 'constructor', '__proto__', 'Größe'),
      fc.nat(30).map((n) => `v${n}`),
    ),
  }),
  { minLength: 10, maxLength: 200 },
);

test('for all sequences of adding, renaming, removing and forking, finds what a map of sets has', () => {
  fc.assert(
    fc.property(commands, (all) => {
      const population = [Directory.empty()];
      for (const { do: verb, who, at, name } of all) {
        const one = population[who % population.length] ?? Directory.empty();
        const live = [...one.rows.handles()];
        const handle = live[at % live.length];
        if (verb === 'add') one.add(name);
        else if (verb === 'fork' && population.length < 5) population.push(one.fork());
        else if (handle !== undefined && verb === 'remove') one.remove(handle);
        else if (handle !== undefined && verb === 'rename') one.rename(handle, name);
        expect(one.disagreements([name])).toEqual([]);
      }
      for (const one of population) {
        expect(one.disagreements()).toEqual([]);
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

describe('with thousands of names', () => {
  const count = 20_000;
  const grown = (): Directory => {
    const directory = Directory.empty();
    for (let ordinal = 0; ordinal < count; ordinal++) directory.add(`volume-${ordinal}`);
    return directory;
  };

  test('finds each of them, and none that was never there', () => {
    const directory = grown();
    expect(directory.disagreements()).toEqual([]);
    expect(directory.index.only(directory.rows, 'volume-20000')).toBe(none);
    expect(directory.index.find(directory.rows, 'volume-20000')).toEqual([]);
  });

  test('tells names apart whose hashes are the same', () => {
    const twins = ['twin-813509', 'twin-1600380'] as const;
    expect(hashText(twins[0])).toBe(hashText(twins[1]));
    const directory = grown();
    for (const name of twins) directory.add(name);
    const fork = directory.fork();
    expect(directory.disagreements()).toEqual([]);
    expect(twins.map((name) => directory.index.only(directory.rows, name))).toEqual([count, count + 1]);
    directory.remove(count);
    expect(twins.map((name) => directory.index.only(directory.rows, name))).toEqual([none, count + 1]);
    expect(directory.disagreements()).toEqual([]);
    expect(fork.disagreements()).toEqual([]);
  });

  test('finds them while they come and go', () => {
    const directory = Directory.empty();
    for (let ordinal = 0; ordinal < 1_000; ordinal++) directory.add(`volume-${ordinal}`);
    for (let ordinal = 1_000; ordinal < 10_000; ordinal++) {
      const oldest = directory.index.only(directory.rows, `volume-${ordinal - 1_000}`);
      if (ordinal % 2 === 0) directory.rename(oldest, `volume-${ordinal}`);
      else {
        directory.remove(oldest);
        directory.add(`volume-${ordinal}`);
      }
    }
    expect(directory.disagreements()).toEqual([]);
  });

  test('a fork keeps its names whatever happens to the other side', () => {
    const directory = grown();
    const fork = directory.fork();
    for (let handle = 0; handle < count; handle += 2) directory.remove(handle);
    for (let handle = 1; handle < count; handle += 2) fork.rename(handle, `renamed-${handle}`);
    expect(directory.disagreements()).toEqual([]);
    expect(fork.disagreements()).toEqual([]);
    expect(fork.index.only(fork.rows, 'volume-0')).toBe(0);
    expect(directory.index.only(directory.rows, 'volume-1')).toBe(1);
  });

  test('a name that hundreds share is found as several, oldest first', () => {
    const directory = grown();
    for (let times = 0; times < 300; times++) directory.add('same');
    expect(directory.index.only(directory.rows, 'same')).toBe(several);
    const found = directory.index.find(directory.rows, 'same');
    expect(found).toEqual(Array.from({ length: 300 }, (_, at) => count + at));
    for (const handle of found.slice(1)) directory.remove(handle);
    expect(directory.index.only(directory.rows, 'same')).toBe(count);
  });
});
