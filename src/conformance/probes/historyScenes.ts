import { cloneOf, usualPool } from '../model/methods/createClone.js';
import type { Run } from '../run/run.js';
import { action, cloning, deleting, virtualTime } from '../subject/needs.js';
import { isGranted, settle, targetOf } from './clientViews.js';
import { deleted } from './deleting.js';
import { product, type Scene, type Theme } from './scenes.js';

/** Clones of which source, by their places in the family: the source itself is 0. */
type Family = readonly number[];

/** Three clones of one source; a chain of three; and one of each. */
const families: readonly Family[] = [
  [0, 0, 0],
  [0, 1, 2],
  [0, 1, 0],
];

/** All orders of so many. */
function ordersOf(count: number): number[][] {
  if (count === 0) return [[]];
  return ordersOf(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}

/** Makes a family of clones, with writes to all sides between, and deletes it in an order, with writes to those that are left. */
function lifeOf(family: Family, order: readonly number[]): Scene {
  return async (run) => {
    const members: string[] = smallest(run);
    for (const [at, of] of family.entries()) {
      await writeTo(run, members, at);
      const source = members[of];
      const reply = source === undefined ? undefined : await run.call(cloneOf(source, usualPool(run, 0)));
      if (reply === undefined || !isGranted(reply)) return;
      // Under way or not: what is written to the source now is not on the clone.
      await write(run, source, 2, `over ${at}`);
      await settle(run);
      const made = targetOf(run, reply);
      if (made === undefined) return;
      members.push(made);
      await run.look();
    }
    await writeTo(run, members, family.length);
    const left = new Set(members);
    for (const [at, place] of order.entries()) {
      const volume = members[place];
      if (volume === undefined) continue;
      if (await deleted(run, volume)) left.delete(volume);
      await run.look();
      if (at % 2 === 0) await writeTo(run, [...left], at);
    }
    // What others stood against goes now.
    for (const volume of left) await deleted(run, volume);
  };
}

/** A volume that can be written, as the only one of its family. */
function smallest({ state, advertised }: Run): string[] {
  const there = Object.entries(state.volumes).filter(([, one]) => one.usable === true && !one.isSnapshot);
  const [first] = there.toSorted(([, one], [, other]) => one.size - other.size);
  return first === undefined || advertised.clones.source === 'offline' ? [] : [first[0]];
}

async function writeTo(run: Run, members: readonly string[], round: number): Promise<void> {
  for (const [at, volume] of members.entries()) await write(run, volume, round + at, `${round} to ${at}`);
  await run.look();
}

/** Writes around the edge between two extents: up to it, from it on, across it, all of one, two at once. */
async function write(run: Run, volume: string | undefined, way: number, tag: string): Promise<void> {
  const known = volume === undefined ? undefined : run.state.volumes[volume];
  if (volume === undefined || known?.usable !== true) return;
  const { extent } = run.advertised.allocation;
  const ways = [
    [extent - block, block],
    [extent, block],
    [extent - block, 2 * block],
    [0, extent],
    [extent + block, extent],
    [2 * extent, block],
    [0, 2 * extent],
  ] as const;
  const [offset, length] = ways[way % ways.length] ?? ways[0];
  if (offset + length <= known.size) await run.act({ do: 'write', volume, offset, length, tag });
}

const block = 512;

/** More volumes, one after the other, than tables that grow by powers of two have room for at once. */
async function many(run: Run): Promise<void> {
  const { clones, time } = run.advertised;
  const { jobsEndWithinMs, finishedJobsStayMs } = time;
  const [source] = smallest(run);
  // A list of jobs that are never removed grows, and is read with every call.
  const isListed = clones.copies !== 'withinCall' && finishedJobsStayMs === null;
  if (source === undefined || isListed) return;
  for (let at = 0; at < manyVolumes; at++) {
    const reply = await run.call(cloneOf(source, { ...usualPool(run, 0), ElementName: `one of many ${at}` }));
    if (!isGranted(reply)) return;
    // Jobs that have finished are no part of it.
    if (reply.Job !== null) await run.advance(jobsEndWithinMs + (finishedJobsStayMs ?? 0));
    const made = targetOf(run, reply);
    if (made === undefined || !(await deleted(run, made))) return;
    if (at % 128 === 0) await run.look();
  }
}

const manyVolumes = 1_100;

/** What volumes may go through that have to do with each other. */
export const historyThemes: readonly Theme[] = [
  {
    needs: [cloning, deleting, action('write'), virtualTime],
    tier: 'roomy',
    scenes: () => product(families, ordersOf(4)).map(([family, order]) => lifeOf(family, order)),
  },
  { needs: [cloning, deleting, virtualTime], tier: 'roomy', scenes: () => [many] },
];
