import { addHashes, type Hash, Hasher, hashOf, hexOf } from '../determinism/hash.js';
import { planStateDigest } from '../faults/planEdits.js';
import { tablesOf } from './allTables.js';
import { canonical } from './canonicalDigest.js';
import { configurationDigest } from './configuration.js';
import { jobList } from './jobRow.js';
import { copiedNow, jobsOn, withProgressInRows } from './progress.js';
import { roomNow } from './roomNow.js';
import { settingsDigests } from './settings.js';
import { timerSums } from './timers.js';
import type { World } from './world.js';

export const digestKinds = ['identity', 'observable', 'canonical'] as const;

/** - `identity`: everything that affects what comes next; equal after a fork and after save and load.
 * - `observable`: elements, capacity and unfinished jobs, without counters, connections and finished jobs; a refusal
 *   keeps it, and so does creating and deleting.
 * - `canonical`: what is observable, calls in flight and the agenda, with minted ids replaced by the names of what they stand for;
 *   equal when calls commute. Volumes of one name in one pool are told apart by what they are, and not by what is related to them.
 */
export type DigestKind = (typeof digestKinds)[number];

/** @returns 16 hexadecimal digits */
export function digest(world: World, kind: DigestKind): string {
  switch (kind) {
    case 'identity':
      return hexOf(identity(world));
    case 'observable':
      return hexOf(observable(world));
    case 'canonical':
      return hexOf(canonical(world));
  }
}

/** Of the rows as they are saved. */
function identity(inLanes: World): Hash {
  const world = withProgressInRows(inLanes);
  const hasher = new Hasher().text('identity');
  for (const table of tablesOf(world)) {
    hasher.hash(table.digests().identity).number(table.length);
  }
  hasher.hash(configurationDigest(world.configuration)).hash(settingsDigests(world.settings).identity);
  hasher.hash(hashOf(world.jobLists)).hash(timerSums(world).identity).number(world.agenda.added);
  if (world.hostWrites.size > 0)
    hasher.hash(hashOf(world.hostWrites.entries().map(([volume, runs]) => [volume, runs.toJSON()])));
  if (world.faults !== undefined) {
    const { planState, calls, jobs, changes } = world.faults;
    hasher.hash(planStateDigest(planState)).hash(hashOf([calls.entries(), jobs.entries(), changes]));
  }
  if (world.shown !== undefined) hasher.hash(identity(world.shown));
  hasher.number(world.nowMs).number(world.revision).number(world.copiedAtMs);
  return hasher.number(world.connected).number(world.operating).number(world.deletedButCached).end();
}

function observable(world: World): Hash {
  let sum = settingsDigests(world.settings).observable;
  for (const table of [world.pools, world.volumes, world.contents, world.synchronizations, world.jobs, world.drives]) {
    sum = addHashes(sum, table.digests().observable);
  }
  // What moves while jobs copy is not in the rows: no more jobs are active than there are slots.
  sum = addHashes(sum, roomNow(world, 'handle'));
  for (const job of jobsOn(world, jobList.active)) {
    const copied = copiedNow(world, world.jobs.read(job));
    sum = addHashes(sum, new Hasher().text('progress').number(job).number(copied).end());
  }
  return sum;
}
