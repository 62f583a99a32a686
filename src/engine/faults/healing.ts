import { heal } from '../../faults/keeping.js';
import {
  dropPlanTimer,
  editFaults,
  type JobStrike,
  setPlanTimer,
  strikeCall,
  strikeJob,
} from '../../store/faultState.js';
import { callPhase } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { none } from '../../vocabulary/units/ids.js';
import { moveServer } from '../controls/changes.js';
import { catchUp, share } from '../jobs/copying.js';
import { resumeJob } from '../jobs/jobs.js';
import type { Engine } from '../parts.js';
import { takeBack } from './strike.js';

/** Ends the faults that are chosen, or all: none of them fires any more, what they have changed is taken back, what they have
 * stopped goes on, unless another fault has stopped it, too.
 */
export function healFaults(engine: Engine, world: World, isChosen: (fault: string) => boolean = () => true): void {
  if (world.faults === undefined) return;
  const { book } = heal(world.faults.book, isChosen);
  editFaults(world, { book });
  takeBack(engine, world, ({ fault }) => isChosen(fault));
  catchUp(world);
  letCallsGo(world, isChosen);
  healJobs(engine, world, isChosen);
  startProvider(engine, world, isChosen);
  share(engine, world);
  world.revision++;
}

function letCallsGo(world: World, isChosen: (fault: string) => boolean): void {
  for (const [call, strike] of world.faults?.calls.entries() ?? []) {
    const holds = strike.holds.filter(({ fault }) => !isChosen(fault));
    if (strike.heldBy === null || holds.length === strike.holds.length) continue;
    const heldBy = holds.at(-1)?.tag ?? null;
    strikeCall(world, call, { ...strike, heldBy, holds });
    if (heldBy === null) world.calls.edit(call).phase = callPhase.ready;
  }
}

function healJobs(engine: Engine, world: World, isChosen: (fault: string) => boolean): void {
  const before = world.faults?.jobs.entries() ?? [];
  // All are healthy before the first goes on: one that ends may start another.
  for (const [job, struck] of before) strikeJob(world, job, healed(struck, isChosen));
  for (const [job, was] of before) {
    const struck = world.faults?.jobs.get(job);
    if (struck?.pausedAt == null || struck.deeds.length === was.deeds.length) continue;
    const waitsMs = (deeds: JobStrike['deeds']) => deeds.reduce((sum, { part }) => sum + (part.waitsMs ?? 0), 0);
    const spared = waitsMs(was.deeds) - waitsMs(struck.deeds);
    const dueMs = struck.wakes === null ? null : struck.wakes.dueMs - spared;
    const isLate = dueMs === null || dueMs <= world.nowMs || waitsMs(struck.deeds) === 0;
    if (struck.heldBy === null && isLate) resumeJob(engine, world, job);
    else if (struck.wakes !== null && spared > 0) {
      world.agenda.cancel(struck.wakes);
      strikeJob(world, job, { wakes: isLate ? null : world.agenda.add(dueMs, 'jobWakes', job) });
    }
  }
}

/** A job's strike without what the chosen faults did. */
function healed(struck: JobStrike, isChosen: (fault: string) => boolean): JobStrike {
  const marks = struck.marks.filter(({ fault }) => !isChosen(fault));
  const deeds = struck.deeds.filter(({ fault }) => !isChosen(fault));
  const { heldBy, stalled, speed, fails } = Object.assign(
    { heldBy: null, stalled: false, speed: 1, fails: null } satisfies Partial<JobStrike>,
    ...deeds.map(({ part }) => part),
  ) as Pick<JobStrike, 'heldBy' | 'stalled' | 'speed' | 'fails'>; // deeds are parts of a strike
  return { ...struck, fault: deeds.at(-1)?.fault ?? struck.fault, heldBy, stalled, speed, fails, marks, deeds };
}

/** The provider comes up when the last fault that keeps it down would have let it. */
function startProvider(engine: Engine, world: World, isChosen: (fault: string) => boolean): void {
  const { restarts = [], timers = [] } = world.faults ?? {};
  const left = restarts.filter(({ fault }) => !isChosen(fault));
  if (left.length === restarts.length) return;
  editFaults(world, { restarts: left });
  const up = timers.find(({ kind }) => kind === 'providerUp');
  if (up === undefined) return;
  const upMs = Math.max(...left.map((one) => one.upMs));
  if (upMs === up.dueMs) return;
  dropPlanTimer(world, up);
  if (upMs > world.nowMs) return setPlanTimer(world, upMs, 'providerUp', none);
  const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
  if (server === 'stopped') moveServer(engine, world, 'running');
}
