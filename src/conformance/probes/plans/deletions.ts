import type { FaultInput } from '../../../faults/planSchema.js';
import * as claims from './claims.js';
import {
  after,
  at,
  before,
  both,
  type Claim,
  type Deletion,
  type EffectTrial,
  ofCalls,
  ofJobs,
  second,
} from './effectTrial.js';

type Points = Parameters<typeof at>[0];

const failed = { code: 'failed' } as const;

/** What strikes a deletion: it deletes nothing, or all of it, and what it has made never was there. */
export const deletions: readonly EffectTrial[] = (['StorageVolume.Delete', 'Pool.Delete'] as const).flatMap(
  (method) => [
    ...of(method, ['service'], { return: 5 }, 'before', claims.isAnswered(5)),
    ...of(method, ['authenticate'], 'badCredential', 'before', claims.isRefused),
    ...of(method, ['service'], 'loseRequest', 'before', claims.isSilent),
    ...of(
      method,
      ['connect', 'authenticate', 'findService', 'readCapabilities', 'invoke'],
      'loseRequest',
      'before',
      claims.isNotGranted,
    ),
    ...of(method, ['serviceReply'], 'loseReply', 'without', claims.isSilent),
    ...of(method, ['invokeReply'], 'loseReply', 'either', claims.isNotGranted),
    ...of(method, before, { restartProvider: '5 s' }, 'asAnswered'),
    ...of(method, after, { restartProvider: '5 s' }, 'either'),
    ...(['none', 'target'] as const).flatMap((residue) =>
      of(method, ['array'], { partial: { fraction: 0.5, ...failed, residue } }, 'before', claims.isAnswered(4)),
    ),
    ...of(method, ['invoke'], { duplicate: 2 }, 'without', claims.isGrantedYet),
    ...of(method, ofCalls, { delay: '2 s' }, 'asAnswered', claims.callTakes(2 * second)),
    ...of(method, ['invoke'], { hold: 'gate' }, 'without'),
    ...of(method, ofJobs, { failJob: failed }, 'before', claims.jobFails(4)),
    ...of(method, ofJobs, { stallJob: '20 s' }, 'without', both(claims.jobCompletes, claims.jobTakes(20 * second))),
    ...of(method, ['jobStart', 'jobEnd'], { hold: 'gate' }, 'without', claims.jobTakesUntilHealed),
  ],
);

function of(
  method: Deletion,
  points: Points,
  effect: FaultInput['do'],
  leaves: EffectTrial['leaves'],
  wrong?: Claim,
): EffectTrial[] {
  return at(points, effect, leaves, wrong, { method, ...(isHeld(effect) ? { healAfterMs: 120 * second } : {}) });
}

function isHeld(effect: FaultInput['do']): boolean {
  return typeof effect === 'object' && 'hold' in effect;
}
