import { percentNow } from '../../store/progress.js';
import type { Carriers } from '../components.js';
import { onCall, onDetach, onJob, onJobAt } from './about.js';

/** Effects after which the array is as before, but for residue that they declare. */
export const refusing: Pick<
  Carriers,
  'return' | 'deny' | 'badCredential' | 'tls' | 'failJob' | 'partial' | 'failRead'
> = {
  return: (injection, { code, outcome, message }) => {
    onDetach(injection, { failsBecause: message ?? `fault '${injection.fired.fault.id}'` });
    onCall(injection, { returns: { code, outcome, message } });
  },

  deny: (injection) => onCall(injection, { denied: true }),

  badCredential: (injection) => onCall(injection, { badCredential: true }),

  tls: (injection, { problem }) => onCall(injection, { tls: problem }),

  failJob: (injection, effect) => {
    const { atPercent, code, outcome, residue, message } = effect;
    const { job, world } = injection;
    if (job === null) return;
    if (atPercent !== null && percentNow(world, world.jobs.read(job.handle)) < atPercent) {
      onJobAt(injection, atPercent, effect);
    } else onJob(injection, { fails: { code, outcome, residue, message } });
  },

  partial: (injection, { fraction, code, outcome, residue }) =>
    onCall(injection, { partial: { fraction, code, outcome, residue } }),

  failRead: ({ read, fired }, { why }) => {
    if (read !== null) read.fails = { why, fault: fired.fault.id };
  },
};
