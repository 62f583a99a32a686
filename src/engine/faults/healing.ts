import { heal } from '../../faults/planEdits.js';
import { callPhase } from '../../store/callRow.js';
import {
  dropPlanTimer,
  editFaults,
  providerUp,
  setCallFault,
  setJobFault,
  setPlanTimer,
} from '../../store/faultEdits.js';
import type { JobFault } from '../../store/faultState.js';
import { noteCallReady } from '../../store/note.js';
import type { World } from '../../store/world.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { moveServer } from '../controls/changes.js';
import { resumeJob } from '../jobs/control.js';
import { catchUp, share } from '../jobs/copying.js';
import { takeBack } from './inject.js';

/** Ends the faults that are chosen, or all: none of them fires any more, what they have changed is taken back, what they have
 * stopped goes on, unless another fault has stopped it, too.
 */
export function healFaults(engine: Engine, world: World, chosen?: ReadonlySet<string>): void {
  if (world.faults === undefined) return;
  const { planState } = heal(world.faults.planState, chosen);
  editFaults(world, { planState });
  const isChosen = (fault: string) => chosen?.has(fault) ?? true;
  takeBack(engine, world, ({ fault }) => isChosen(fault));
  catchUp(world);
  letCallsGo(world, isChosen);
  healJobs(engine, world, isChosen);
  startProvider(engine, world, isChosen);
  share(engine, world);
  world.revision++;
}

function letCallsGo(world: World, isChosen: (fault: string) => boolean): void {
  for (const [call, injected] of world.faults?.calls.entries() ?? []) {
    const holds = injected.holds.filter(({ fault }) => !isChosen(fault));
    if (injected.heldBy === null || holds.length === injected.holds.length) continue;
    const heldBy = holds.at(-1)?.tag ?? null;
    setCallFault(world, call, { ...injected, heldBy, holds });
    if (heldBy !== null) continue;
    world.calls.edit(call).phase = callPhase.ready;
    if (world.happened !== undefined) noteCallReady(world, call);
  }
}

function healJobs(engine: Engine, world: World, isChosen: (fault: string) => boolean): void {
  const before = world.faults?.jobs.entries() ?? [];
  // All are healthy before the first goes on: one that ends may start another.
  for (const [job, injected] of before) setJobFault(world, job, healed(injected, isChosen));
  for (const [job, was] of before) {
    const injected = world.faults?.jobs.get(job);
    if (injected?.pausedAt == null || injected.appliedEffects.length === was.appliedEffects.length) continue;
    const waitsMs = (appliedEffects: JobFault['appliedEffects']) =>
      appliedEffects.reduce((sum, { part }) => sum + (part.waitsMs ?? 0), 0);
    const spared = waitsMs(was.appliedEffects) - waitsMs(injected.appliedEffects);
    const dueMs = injected.wakes === null ? null : injected.wakes.dueMs - spared;
    const isLate = dueMs === null || dueMs <= world.nowMs || waitsMs(injected.appliedEffects) === 0;
    if (injected.heldBy === null && isLate) resumeJob(engine, world, job);
    else if (injected.wakes !== null && spared > 0) {
      world.agenda.cancel(injected.wakes);
      setJobFault(world, job, { wakes: isLate ? null : world.agenda.add(dueMs, 'jobWakes', job) });
    }
  }
}

/** What is injected into a job, without what the chosen faults did. */
function healed(injected: JobFault, isChosen: (fault: string) => boolean): JobFault {
  const marks = injected.marks.filter(({ fault }) => !isChosen(fault));
  const appliedEffects = injected.appliedEffects.filter(({ fault }) => !isChosen(fault));
  const { heldBy, stalled, speed, fails } = Object.assign(
    { heldBy: null, stalled: false, speed: 1, fails: null } satisfies Partial<JobFault>,
    ...appliedEffects.map(({ part }) => part),
  ) as Pick<JobFault, 'heldBy' | 'stalled' | 'speed' | 'fails'>; // what each effect wrote is a part of a JobFault
  return {
    ...injected,
    fault: appliedEffects.at(-1)?.fault ?? injected.fault,
    heldBy,
    stalled,
    speed,
    fails,
    marks,
    appliedEffects,
  };
}

/** The provider comes up when the last fault that keeps it down would have let it. */
function startProvider(engine: Engine, world: World, isChosen: (fault: string) => boolean): void {
  const restarts = world.faults?.restarts ?? [];
  const left = restarts.filter(({ fault }) => !isChosen(fault));
  if (left.length === restarts.length) return;
  editFaults(world, { restarts: left });
  const up = providerUp(world);
  if (up === undefined) return;
  const upMs = Math.max(...left.map((one) => one.upMs));
  if (upMs === up.dueMs) return;
  dropPlanTimer(world, up);
  if (upMs > world.nowMs) return setPlanTimer(world, upMs, 'providerUp', none);
  const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
  if (server === 'stopped') moveServer(engine, world, 'running');
}
