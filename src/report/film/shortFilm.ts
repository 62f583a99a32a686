import { fewerFrames } from './fewerFrames.js';
import type { Film, FilmedCall, FilmedJob, FoldedBucket, FoldedKind, Frame, Note } from './film.js';
import { fairShares, folded, sizeOf } from './folding.js';
import { verdictOf } from './verdict.js';

/** In how many stretches of a run calls are counted that are not shown one by one. */
const stretches = 400;
/** Kinds that are told with their number; the rarest are not. */
const kindsAtMost = 100;

/** How many characters a film takes as JSON, of what can be folded. */
export function lengthOf({ frames, calls, jobs, notes }: Film): number {
  return [frames, calls, jobs, notes].reduce((sum, list) => sum + sizeOf(list), 0);
}

/** A film that takes no more than this: moments are put together, two and two, and calls, jobs and notes are folded: of each kind some
 * are kept, all over the run, and the others counted. What happened around moments that are looked at first is kept before all else.
 * @param most characters as JSON
 * @param moments events of the trace around which nothing is folded, as far as there is room
 */
export function shortFilm(film: Film, most: number, moments: readonly number[] = []): Film {
  if (lengthOf(film) <= most) return film;
  const { frames, calls, jobs, notes } = film;
  const [forFrames = 0, forCalls = 0, forJobs = 0, forNotes = 0] = fairShares(
    [frames, calls, jobs, notes].map(sizeOf),
    most,
  );
  const isNear = (event: number) => moments.some((moment) => event > moment - 60 && event <= moment + 20);
  const shorter = fewerFrames(frames, forFrames, moments);
  const keptCalls = folded(calls, {
    kindOf: callKind,
    isWanted: ({ event, reply }) => isNear(event) || (reply !== null && isNear(reply.event)),
    most: forCalls,
  });
  const keptJobs = folded(jobs, {
    kindOf: jobKind,
    isWanted: ({ states }) => states.some(([, , event]) => isNear(event)),
    most: forJobs,
  });
  const keptNotes = folded(notes, { kindOf: noteKind, isWanted: ({ event }) => isNear(event), most: forNotes });
  const before = film.folded;
  return {
    ...film,
    every: film.every * shorter.times,
    frames: shorter.frames,
    calls: keptCalls.kept,
    jobs: keptJobs.kept,
    notes: keptNotes.kept,
    names: namesIn(shorter.frames, film.names),
    folded: {
      calls: kindsOf(keptCalls.left, callKind, before?.calls),
      jobs: kindsOf(keptJobs.left, jobKind, before?.jobs),
      notes: kindsOf(keptNotes.left, noteKind, before?.notes),
      elements: added(before?.elements ?? [], shorter.left),
      buckets: bucketsOf(keptCalls.left, film.events, before?.buckets),
    },
  };
}

function callKind({ method, reply }: FilmedCall): string {
  if (reply === null) return `${method}, in flight`;
  const by = reply.fault === null ? '' : `, by fault '${reply.fault}'`;
  return `${method}, ${reply.code ?? 'no reply'} at ${reply.step}: ${reply.because}${by}`;
}

function jobKind({ method, states }: FilmedJob): string {
  return `${method}, ${states.at(-1)?.[0] ?? 'new'}`;
}

/** Without the names that it is about. */
function noteKind({ kind, text }: Note): string {
  return `${kind}: ${text.split(/ (?:of|on|to|from|is) | \{/)[0]}`;
}

/** How many of each kind, the most frequent first, with those that were folded before. */
function kindsOf<Item>(
  left: readonly Item[],
  kindOf: (item: Item) => string,
  before: readonly FoldedKind[] = [],
): FoldedKind[] {
  const sorted = added(
    before,
    left.map((item) => ({ kind: kindOf(item), count: 1 })),
  ).sort((one, other) => other.count - one.count);
  const rest = sorted.slice(kindsAtMost).reduce((sum, { count }) => sum + count, 0);
  return [...sorted.slice(0, kindsAtMost), ...(rest === 0 ? [] : [{ kind: 'of rarer kinds', count: rest }])];
}

function added(some: readonly FoldedKind[], more: readonly FoldedKind[]): FoldedKind[] {
  const counts = new Map<string, number>();
  for (const { kind, count } of [...some, ...more]) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** Calls that are folded, stretch by stretch of the run. */
function bucketsOf(left: readonly FilmedCall[], events: number, before: readonly FoldedBucket[] = []): FoldedBucket[] {
  const width = Math.max(1, Math.ceil(events / stretches));
  const buckets = new Map(before.map((bucket) => [Math.floor(bucket.event / width), bucket]));
  for (const { reply, event, beganMs } of left) {
    const at = reply?.event ?? event;
    const place = Math.floor(at / width);
    const bucket = buckets.get(place) ?? {
      event: at,
      atMs: reply?.atMs ?? beganMs,
      done: 0,
      refused: 0,
      lost: 0,
      open: 0,
    };
    const verdict = verdictOf(reply);
    buckets.set(place, { ...bucket, [verdict]: bucket[verdict] + 1 });
  }
  return [...buckets.values()].sort((one, other) => one.event - other.event);
}

/** The names of what frames are about. */
function namesIn(frames: readonly Frame[], names: Film['names']): Record<string, string> {
  const met = new Set<unknown>();
  for (const { changes } of frames)
    for (const [, id, fields] of changes) {
      met.add(id);
      for (const value of Object.values(fields ?? {})) if (typeof value === 'string') met.add(value);
    }
  return Object.fromEntries(Object.entries(names).filter(([id]) => met.has(id)));
}
