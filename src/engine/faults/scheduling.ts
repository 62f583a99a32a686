import type { Carriers } from '../components.js';
import { onCall, onJob } from './about.js';
import { release } from './release.js';

/** Effects that change the order of events, and nothing else. */
export const scheduling: Pick<Carriers, 'hold' | 'release'> = {
  hold: (injection, { tag }) => {
    const { call, fired } = injection;
    if (call !== null)
      onCall(injection, { heldBy: tag, holds: [...call.injected.holds, { fault: fired.fault.id, tag }] });
    onJob(injection, { heldBy: tag });
  },
  release: ({ engine, world }, { tag }) => release(engine, world, (heldBy) => heldBy === tag),
};
