import type { ElementKind, FoldedKind, Frame } from './film.js';
import { folded, sizeOf } from './folding.js';

/** Frames that are kept, however long they are: then elements are left out instead. */
const framesAtLeast = 400;

type Change = Frame['changes'][number];

interface Fewer {
  readonly frames: readonly Frame[];
  /** How many moments one of them stands for. */
  readonly times: number;
  /** Elements that are left out, from first to last. */
  readonly left: readonly FoldedKind[];
}

/** Frames that take no more than so many characters: neighbours are put together, again and again; where that is not enough, elements are
 * left out that are like others.
 * @param moments events of the trace: frames that end with one of them do so for ever
 */
export function fewerFrames(all: readonly Frame[], most: number, moments: readonly number[]): Fewer {
  const ends = new Set(moments);
  let [frames, times] = [all, 1];
  while (frames.length > 2 * framesAtLeast && sizeOf(frames) > most) {
    frames = inPairs(frames, ends);
    times *= 2;
  }
  return sizeOf(frames) <= most ? { frames, times, left: [] } : { times, ...withFewerElements(frames, most) };
}

/** The first has the whole array, and stays alone. */
function inPairs(frames: readonly Frame[], ends: ReadonlySet<number>): Frame[] {
  const there = new Set<string>();
  const pairs: Frame[] = [];
  let waiting: Frame | undefined;
  for (const [at, frame] of frames.entries()) {
    const isAlone = at === 0 || at === frames.length - 1 || ends.has(frame.events);
    if (!isAlone && waiting === undefined) {
      waiting = frame;
      continue;
    }
    const pair = waiting === undefined ? frame : together(waiting, frame, there);
    for (const [kind, id, fields] of pair.changes) {
      if (fields === null) there.delete(`${kind} ${id}`);
      else there.add(`${kind} ${id}`);
    }
    pairs.push(pair);
    waiting = undefined;
  }
  return pairs;
}

/** @param there what was there before both: what comes and goes within them is not told of */
function together(one: Frame, other: Frame, there: ReadonlySet<string>): Frame {
  const merged = new Map<string, Change>(one.changes.map((change) => [`${change[0]} ${change[1]}`, change]));
  for (const change of other.changes) {
    const [kind, id, fields] = change;
    const key = `${kind} ${id}`;
    const known = merged.get(key)?.[2];
    if (fields === null && !there.has(key)) merged.delete(key);
    else merged.set(key, fields === null || known == null ? change : [kind, id, { ...known, ...fields }]);
  }
  return { ...other, changes: [...merged.values()] };
}

function withFewerElements(frames: readonly Frame[], most: number): Pick<Fewer, 'frames' | 'left'> {
  const elements = new Map<string, { readonly kind: ElementKind; readonly key: string; readonly changes: Change[] }>();
  for (const { changes } of frames)
    for (const change of changes) {
      const key = `${change[0]} ${change[1]}`;
      const known = elements.get(key);
      if (known === undefined) elements.set(key, { kind: change[0], key, changes: [change] });
      else known.changes.push(change);
    }
  const { kept, left } = folded([...elements.values()], {
    kindOf: ({ kind }) => kind,
    isWanted: ({ kind }) => kind === 'pool',
    // Each frame has its own time, too.
    most: most - 40 * frames.length,
  });
  const keys = new Set(kept.map(({ key }) => key));
  const counts = new Map<string, number>();
  for (const { kind } of left) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    frames: frames.map((frame) => ({
      ...frame,
      changes: frame.changes.filter(([kind, id]) => keys.has(`${kind} ${id}`)),
    })),
    left: [...counts].map(([kind, count]) => ({ kind, count })),
  };
}
