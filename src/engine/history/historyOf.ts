import type { World } from '../../store/world.js';
import { frozen } from '../../vocabulary/input/frozen.js';
import type { ArrayHistory } from '../arrayApi.js';
import { eventsIn, type Moments } from './moments.js';

/** What can be come back to, to be looked at. */
export function historyOf({ trace }: World, moments: Moments): ArrayHistory {
  const steps = moments.steps().toReversed();
  return {
    steps: steps.map(({ world }, at) => {
      const events = eventsIn(world);
      return { steps: at + 1, atMs: world.nowMs, events, did: frozen(trace?.event(events + 1) ?? null) };
    }),
    checkpoints: moments
      .checkpoints()
      .map(([name, { world }]) => ({ name, atMs: world.nowMs, events: eventsIn(world) })),
  };
}
