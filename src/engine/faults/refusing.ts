import { percentNow } from '../../store/progress.js';
import { onCall, onJob, onJobAt } from './about.js';
import type { Carriers } from './moment.js';

/** Effects after which the array is as before, but for residue that they declare. */
export const refusing: Pick<Carriers, 'return' | 'deny' | 'badCredential' | 'tls' | 'failJob' | 'partial'> = {
  return: (moment, { code, message }) => onCall(moment, { returns: { code, message } }),

  deny: (moment) => onCall(moment, { denied: true }),

  badCredential: (moment) => onCall(moment, { badCredential: true }),

  tls: (moment, { problem }) => onCall(moment, { tls: problem }),

  failJob: (moment, effect) => {
    const { atPercent, code, residue, message } = effect;
    const { job, world } = moment;
    if (job === null) return;
    if (atPercent !== null && percentNow(world, world.jobs.read(job.handle)) < atPercent) {
      onJobAt(moment, atPercent, effect);
    } else onJob(moment, { fails: { code, residue, message } });
  },

  partial: (moment, { fraction, code, residue }) => onCall(moment, { partial: { fraction, code, residue } }),
};
