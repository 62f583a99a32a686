import type { Timer } from '../../determinism/timer.js';
import { TimerQueue } from '../../determinism/timerQueue.js';
import { loadPlanState, savePlanState } from '../../faults/savedPlanState.js';
import type { FaultState } from '../../store/faultState.js';
import { SharedMap } from '../../store/sharedMap.js';
import type { World } from '../../store/world.js';

/** The fault plan and what it has done, as JSON; null without one. Its timers are saved with all others. */
export function saveFaults({ faults }: World): unknown {
  if (faults === undefined) return null;
  const { planState, calls, jobs, changes, timers, restarts } = faults;
  return {
    planState: savePlanState(planState),
    calls: calls.entries(),
    jobs: jobs.entries(),
    changes,
    timers: [...timers],
    restarts,
  };
}

/** Takes back what {@link saveFaults} has written, and only that: a checksum vouches for it. */
export function loadFaults(saved: unknown): FaultState | undefined {
  if (saved === null) return undefined;
  type Saved = Pick<FaultState, 'changes' | 'restarts'> & {
    readonly timers: readonly Timer[];
    readonly planState: unknown;
    readonly calls: Iterable<readonly [never, never]>;
    readonly jobs: Iterable<readonly [never, never]>;
  };
  // As saveFaults wrote it.
  const { planState, calls, jobs, changes, timers, restarts } = saved as Saved;
  return {
    planState: loadPlanState(planState),
    calls: SharedMap.of(calls),
    jobs: SharedMap.of(jobs),
    changes,
    timers: TimerQueue.of(timers),
    restarts,
  };
}
