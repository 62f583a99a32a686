import { onCall, onJob } from './about.js';
import type { Carriers } from './moment.js';
import { release } from './release.js';

/** Effects that change the order of events, and nothing else. */
export const scheduling: Pick<Carriers, 'hold' | 'release'> = {
  hold: (moment, { tag }) => {
    const { call, fired } = moment;
    if (call !== null) onCall(moment, { heldBy: tag, holds: [...call.strike.holds, { fault: fired.fault.id, tag }] });
    onJob(moment, { heldBy: tag });
  },
  release: ({ engine, world }, { tag }) => release(engine, world, (heldBy) => heldBy === tag),
};
