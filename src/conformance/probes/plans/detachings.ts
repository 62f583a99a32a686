import type { FaultInput } from '../../../faults/planSchema.js';
import * as claims from './claims.js';
import { at, both, type Claim, type EffectTrial, minute } from './effectTrial.js';

const often = { isFrequent: true, more: () => ({ fire: {} }) } as const;
const later = { healAfterMs: 2 * minute } as const;

/** What strikes the service when it detaches a clone, at the end of its copy and before a deletion. */
export const detachings: readonly EffectTrial[] = [
  // The relation stays, and keeps the clone and its source from being deleted until it is healed.
  ...([{ return: { code: 'detachFailed' } }, 'loseRequest'] as const).flatMap((effect) => [
    ...of(effect, 'anything', claims.staysAssociated),
    ...of(effect, 'before', both(claims.staysAssociated, claims.deletionWaitsForHealing), {
      ...often,
      deletes: 'clone',
    }),
    ...of(effect, 'anything', both(claims.staysAssociated, claims.deletionWaitsForHealing), {
      ...often,
      deletes: 'source',
    }),
    // What has failed once the deletion does again.
    ...of(effect, 'before', both(claims.staysAssociated, claims.isDeleted), { deletes: 'clone' }),
  ]),
  ...of({ delay: '30 s' }, 'without', claims.isDetached, later),
  ...of({ delay: '10 min' }, 'anything', claims.staysAssociated, later),
  // A deletion takes so much longer than the call does itself, and not twice that.
  ...of({ delay: '5 min' }, 'before', both(claims.isDeleted, claims.deletionTakes(5 * minute, 9 * minute)), {
    ...often,
    deletes: 'clone',
  }),
  // The end of the copy is no deletion.
  ...of({ return: { code: 'detachFailed' } }, 'without', claims.isDetached, {
    isNever: true,
    more: () => ({ when: { method: 'StorageVolume.Delete' } }),
  }),
];

function of(
  effect: FaultInput['do'],
  leaves: EffectTrial['leaves'],
  wrong: Claim,
  more: Partial<EffectTrial> = {},
): EffectTrial[] {
  return at(['detach'], effect, leaves, wrong, more);
}
