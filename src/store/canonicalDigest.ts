import { addHashes, type Hash, Hasher, hashOf, zeroHash } from '../determinism/hash.js';
import { planStateDigest } from '../faults/planEdits.js';
import { none, type PoolHandle, type VolumeHandle } from '../vocabulary/units/ids.js';
import { jobList } from './jobRow.js';
import { copiedNow, jobsOn } from './progress.js';
import { roomNow } from './roomNow.js';
import { settingsDigests } from './settings.js';
import { sumOf } from './tableNodes.js';
import { timerSums } from './timers.js';
import type { World } from './world.js';

/** What the canonical digest sees. Handles are replaced by the names of what they stand for, so that an order in which things were made
 * does not show. A row's hash is kept beside its node until the row is written: so it may depend on names of other rows, of which
 * whoever changes one touches the rows that refer to it (`touchReferences`), and on nothing else of them.
 */
export function canonical(world: World): Hash {
  const { settings, faults } = world;
  const parts = [
    settingsDigests(settings).observable,
    pools(world),
    roomNow(world, 'name'),
    drives(world),
    volumes(world),
    contents(world),
    relations(world),
    jobs(world),
    progress(world),
    calls(world),
    sessions(world),
    faults === undefined ? zeroHash : planStateDigest(faults.planState),
    timerSums(world).canonical,
  ];
  return parts.reduce(addHashes);
}

function pools({ pools }: World): Hash {
  return pools.sum(sumOf.canonical, ({ goneAt, total, stolen, state, deleting, growth, setting }, name) => {
    if (goneAt !== 0) return zeroHash;
    const hasher = new Hasher().text('pool').text(name).number(total).number(stolen).number(state);
    return hasher.number(deleting).number(growth).number(setting).end();
  });
}

function drives(world: World): Hash {
  return world.drives.sum(sumOf.canonical, ({ size, state, spare, holder, joining }, name) => {
    const hasher = new Hasher().text('drive').text(name).number(size).number(state).number(spare).number(joining);
    return hasher.text(poolName(world, holder)).end();
  });
}

function volumes(world: World): Hash {
  return world.volumes.sum(sumOf.canonical, (row, name) => {
    if (row.goneAt !== 0) return zeroHash;
    const { size, state, usage, snapshot, exposed, charge, depth, linkedClones } = row;
    const hasher = new Hasher().text('volume').text(name).text(poolName(world, row.pool));
    hasher.number(size).number(state).number(usage).number(snapshot);
    return hasher.number(exposed).number(charge).number(depth).number(linkedClones).end();
  });
}

function contents(world: World): Hash {
  return world.contents.sum(sumOf.canonical, ({ history }, _runs, volume) =>
    reference(world, new Hasher().text('contents'), volume).number(history).end(),
  );
}

function relations(world: World): Hash {
  return world.synchronizations.sum(sumOf.canonical, ({ source, target, state }) => {
    const hasher = reference(world, new Hasher().text('relation'), source);
    return reference(world, hasher, target).number(state).end();
  });
}

function jobs(world: World): Hash {
  return world.jobs.sum(sumOf.canonical, ({ list, target, pool, method, state }) => {
    if (list === jobList.finished) return zeroHash;
    const hasher = reference(world, new Hasher().text('job'), target).text(poolName(world, pool));
    return hasher.number(method).number(state).end();
  });
}

/** What moves without a write to a row: no more jobs copy than there are slots. */
function progress(world: World): Hash {
  let sum = zeroHash;
  for (const handle of jobsOn(world, jobList.active)) {
    const job = world.jobs.read(handle);
    const hasher = reference(world, new Hasher().text('progress'), job.target).number(job.method);
    sum = addHashes(sum, hasher.number(copiedNow(world, job)).end());
  }
  return sum;
}

/** What a call is called on, and names, its request says; what it has made may be gone before its reply is taken. */
function calls({ calls }: World): Hash {
  return calls.sum(sumOf.canonical, ({ step, phase, verdict, done }, { request }) => {
    const hasher = new Hasher().text('call').hash(hashOf(request)).number(step);
    return hasher.number(phase).number(verdict).number(done).end();
  });
}

function sessions({ sessions }: World): Hash {
  return sessions.sum(sumOf.canonical, ({ ended, known, calls }, { caller }) =>
    new Hasher().text('session').text(caller).number(ended).number(known).number(calls).end(),
  );
}

/** What a row names by the handle of a volume: its name, and that of its pool. */
function reference(world: World, hasher: Hasher, handle: VolumeHandle | -1): Hasher {
  const row = world.volumes.peek(handle);
  // A handle of a row that is there.
  if (row === undefined) return hasher.number(0);
  return hasher.text(world.volumes.payload(handle as VolumeHandle)).text(poolName(world, row.pool));
}

function poolName({ pools }: World, handle: PoolHandle | -1): string {
  return handle !== none && pools.has(handle) ? pools.payload(handle) : '';
}
