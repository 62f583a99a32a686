import type { Job } from '../../src/index.js';
import type { Glance, Transition } from './transition.js';

/** Why a job may end in Exception: told from the outside, as the causes of a refusal are. */
export interface Ending {
  readonly because: string;
  /** What its ErrorDescription says. */
  readonly says: RegExp;
  /** Whether it held at the command's beginning or end. */
  readonly holds: (job: Job, view: Glance, transition: Transition) => boolean;
}

export const endings: readonly Ending[] = [
  {
    because: 'poolLost',
    says: /^(pool '.*' of the target is offline|the pool of the target is gone)$/,
    holds: ({ target }, { pools }, { before, after }) => {
      const known = before.volumes.get(target) ?? after.volumes.get(target);
      const pool = pools.get(known?.pool ?? '');
      // A target that came and went within one command was not seen anywhere.
      return known === undefined || pool === undefined || pool.state === 'offline';
    },
  },
  {
    because: 'sourceLost',
    says: /^the source ('.*' is .*|is gone)$/,
    holds: ({ source }, { volumes }, { arrayKind: { profile } }) => {
      const state = volumes.get(source)?.state ?? 'failed';
      return state === 'failed' || (state === 'offline' && profile.clones.requireOnlineSource);
    },
  },
  {
    because: 'targetLost',
    says: /^the target '.*' has failed$/,
    // A failed job takes its target away: only the command tells that it had failed before.
    holds: ({ target }, _, { command }) =>
      (command.do === 'set' || command.do === 'outOfBand') &&
      'volume' in command.change &&
      command.change.volume === target &&
      command.change.state === 'failed',
  },
];
