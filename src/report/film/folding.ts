import { textAtMost } from '../files/plainJson.js';

/** What was kept of a list, and how many of each kind were not. */
interface Folded<Item> {
  readonly kept: readonly Item[];
  readonly left: readonly Item[];
}

interface How<Item> {
  /** Items of one kind are like each other: each kind keeps some before any keeps many. */
  readonly kindOf: (item: Item) => string;
  /** Whether an item goes before all others. */
  readonly isWanted: (item: Item) => boolean;
  /** Characters that the kept ones may have, all together. */
  readonly most: number;
}

/** Keeps as many items as there is room for: those that are wanted, then of each kind its first, its last and the middle, then what is
 * between these, and so on, so that what is kept of a kind is spread over all of it. The order stays as it was.
 */
export function folded<Item>(items: readonly Item[], { kindOf, isWanted, most }: How<Item>): Folded<Item> {
  const kinds = new Map<string, number[]>();
  const wanted: number[] = [];
  for (const [at, item] of items.entries()) {
    if (isWanted(item)) {
      wanted.push(at);
      continue;
    }
    const kind = kindOf(item);
    const others = kinds.get(kind);
    if (others === undefined) kinds.set(kind, [at]);
    else others.push(at);
  }
  const kept = new Set<number>();
  // A comma each, and the brackets, which are one more.
  let room = most - 1;
  const keep = (at: number) => {
    room -= sizeOf(items[at]) + 1;
    if (room >= 0) kept.add(at);
    return room >= 0;
  };
  const turns = [wanted, ...inTurns([...kinds.values()].map(spread))];
  for (const turn of turns) if (!turn.every(keep)) break;
  return {
    kept: items.filter((_, at) => kept.has(at)),
    left: items.filter((_, at) => !kept.has(at)),
  };
}

/** How many characters data take on a page. */
export function sizeOf(data: unknown): number {
  return JSON.stringify(data, asOnPage)?.length ?? 0;
}

function asOnPage(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' ? value.slice(0, textAtMost) : value;
}

/** The same numbers, the outermost first, and then always what is in the middle of the widest gaps. */
function spread(places: readonly number[]): number[] {
  const order: number[] = [];
  const [first, last] = [places[0], places.at(-1)];
  if (first !== undefined) order.push(first);
  if (last !== undefined && places.length > 1) order.push(last);
  let gaps: (readonly [from: number, to: number])[] = [[0, places.length - 1]];
  while (gaps.length > 0) {
    const next: (readonly [from: number, to: number])[] = [];
    for (const [from, to] of gaps) {
      const middle = (from + to) >> 1;
      const place = places[middle];
      if (middle === from || place === undefined) continue;
      order.push(place);
      next.push([from, middle], [middle, to]);
    }
    gaps = next;
  }
  return order;
}

/** The first of each list, then the second of each, and so on. */
function* inTurns(lists: readonly (readonly number[])[]): Generator<number[]> {
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  let open = lists;
  for (let turn = 0; turn < longest; turn++) {
    open = open.filter(({ length }) => length > turn);
    yield open.flatMap((list) => list[turn] ?? []);
  }
}

/** How much of `most` each gets: what it needs where that is no more than a fair share, and of what these leave the others a fair share.
 * @param needs of each
 */
export function fairShares(needs: readonly number[], most: number): number[] {
  const shares = needs.map(() => 0);
  const ascending = [...needs.keys()].sort((one, other) => (needs[one] ?? 0) - (needs[other] ?? 0));
  let left = most;
  for (const [done, at] of ascending.entries()) {
    const share = Math.min(needs[at] ?? 0, Math.floor(left / (ascending.length - done)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
