import type { FaultInput } from '../../../faults/planSchema.js';
import { whileItLasts } from './changes.js';
import * as claims from './claims.js';
import {
  after,
  anywhere,
  at,
  before,
  beside,
  both,
  type Claim,
  type EffectTrial,
  minute,
  ofJobs,
  second,
} from './effectTrial.js';

const partitioned = { linkState: 'partitioned' } as const;
const degraded = { linkState: 'degraded' } as const;
const later = { healAfterMs: 2 * minute } as const;
const again = { callsAgain: 1 } as const;
const refusesMore = claims.thenAnswers(false);
const grantsMore = claims.thenAnswers(true);

/** That the job copies as slowly as is declared of a degraded link, from one part of the copy on; that it is completed, where nothing is. */
function copiesSlowly(from = 0): Claim {
  return (struck, advertised) => {
    const { speedOverDegradedLink: speed } = advertised.declares;
    return (speed === undefined ? claims.jobCompletes : claims.jobCopiesAt(speed, from))(struck, advertised);
  };
}

const trials: readonly EffectTrial[] = [
  // Neither system reaches the other: no clone is made, and what is copied stands still.
  ...at(before, partitioned, 'before', both(claims.isRefused, refusesMore), again),
  ...at(after, partitioned, 'either', refusesMore, { ...later, ...again }),
  ...at(['serviceReply', 'jobStart'], partitioned, 'without', both(claims.standsStill(0), claims.jobTakesUntilHealed), {
    ...later,
  }),
  ...at(['jobPercent'], partitioned, 'without', both(claims.standsStill(50), claims.jobTakesUntilHealed), later),
  ...at(ofJobs, partitioned, 'asAnswered', refusesMore, { ...later, ...again }),
  // It is repaired by itself, and the copy goes on.
  ...at(['serviceReply'], partitioned, 'asAnswered', both(claims.jobTakesUntil(30 * second), grantsMore), {
    ...later,
    ...again,
    more: () => ({ lasts: { ms: '30 s' } }),
  }),
  ...whileItLasts(partitioned),
  // A slow one carries all that it is asked for.
  ...at(anywhere, degraded, 'asAnswered', claims.jobCompletes),
  ...at(['service', 'serviceReply'], degraded, 'without', both(claims.isGrantedYet, copiesSlowly())),
  ...at(['jobStart'], degraded, 'without', copiesSlowly()),
  ...at(['jobPercent'], degraded, 'without', copiesSlowly(0.5)),
  ...at(['serviceReply'], degraded, 'asAnswered', grantsMore, again),
  // Of several faults, some are healed.
  ...healed(both(claims.jobIsCompleted, grantsMore), 'fault'),
  ...healed(both(claims.jobIsCompleted, grantsMore), 'fault', beside('serviceReply', degraded)),
  ...healed(both(claims.isUnderWay, refusesMore), 'beside', beside('serviceReply', degraded)),
  ...healed(both(claims.isUnderWay, refusesMore), 'fault', beside('serviceReply', partitioned)),
];

/** What strikes the replication link to the peer system, tried with clones that cross it. */
export const links: readonly EffectTrial[] = trials.map((trial) => ({ ...trial, crossesLink: true }));

function healed(wrong: Claim, first: string, ...others: readonly FaultInput[]): EffectTrial[] {
  const more = { healAfterMs: minute, healsFirst: [first], others: () => others };
  return at(['serviceReply'], partitioned, 'anything', wrong, { ...more, ...again });
}
