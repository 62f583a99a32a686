import type { FaultInput } from '../../../faults/planSchema.js';
import * as claims from './claims.js';
import {
  anywhere,
  at,
  beside,
  both,
  type Claim,
  denied,
  type EffectTrial,
  minute,
  reported,
  second,
  type TrialAbout,
  withdrawn,
} from './effectTrial.js';

const thenRefuses = claims.thenAnswers(false);
const again = { callsAgain: 1 } as const;

/** Effects that change the array for as long as they are in force, at each point; and when they end by themselves. */
export const changes: readonly EffectTrial[] = [
  ...at(anywhere, { stealCapacity: '1 MiB' }, 'asAnswered', claims.steals(2 ** 20)),
  ...at(
    ['jobStart', 'jobPercent', 'jobEnd', 'serviceReply'],
    { stealCapacity: 'all' },
    'asAnswered',
    claims.nothingFree,
  ),
  // More than is free: the job's own room goes, too, and the job with it.
  ...at(
    ['jobPercent', 'jobEnd'],
    { stealCapacity: { size: '1 TiB' } },
    'asAnswered',
    claims.unlessShared(both(claims.jobFails('notEnoughResources'), claims.nothingFree)),
  ),
  ...(['degraded', 'offline', 'readOnly'] as const).flatMap((state) =>
    at(anywhere, { poolState: state }, 'asAnswered', claims.poolIs(state)),
  ),
  // The job feels it at once, and not only at its end.
  ...at(['jobPercent'], { poolState: 'offline' }, 'asAnswered', claims.jobFails(null, 50)),
  ...at(anywhere, { poolState: 'degraded' }, 'without', both(claims.isGrantedYet, claims.jobCompletes)),
  ...(['offline', 'readOnly'] as const).flatMap((state) =>
    at(['serviceReply', 'jobEnd'], { poolState: state }, 'asAnswered', thenRefuses, again),
  ),
  ...at(anywhere, withdrawn, 'asAnswered', thenRefuses, again),
  ...at(anywhere, 'expireCredential', 'asAnswered', thenRefuses, again),
  ...at(anywhere, denied, 'asAnswered', thenRefuses, again),
  ...at(['service', 'serviceReply', 'jobStart'], { clockSkew: '1 h' }, 'asAnswered', claims.skews(60 * minute)),
  ...at(['service'], { clockSkew: '-1 s' }, 'asAnswered', claims.skews(-second)),
  ...whileItLasts(
    { stealCapacity: 'all' },
    ({ pool }) => ({ stealCapacity: { pool, size: 'all' } }),
    claims.unlessShared,
  ),
  ...whileItLasts({ poolState: 'offline' }, ({ pool }) => ({ poolState: { pool, to: 'offline' } })),
  ...whileItLasts({ poolState: 'readOnly' }, ({ pool }) => ({ poolState: { pool, to: 'readOnly' } })),
  ...whileItLasts(withdrawn),
  ...whileItLasts('expireCredential'),
  ...whileItLasts(denied),
  // A span of time is one moment for it, whatever else comes at a time of its own in it.
  ...at(['serviceReply'], { stealCapacity: '1 MiB' }, 'asAnswered', claims.unlessShared(claims.steals(3 * 2 ** 20)), {
    healAfterMs: 2 * minute,
    more: ({ nowMs, pool }) => ({
      at: 'time',
      do: { stealCapacity: { pool, size: '1 MiB' } },
      when: { time: [nowMs + 30 * second, nowMs + 5 * minute] },
      fire: {},
    }),
    others: ({ nowMs, pool }) => [
      { id: 'tick', at: 'time', when: { time: nowMs + minute }, do: { stealCapacity: { pool, size: '2 MiB' } } },
    ],
  }),
  // The provider goes on to tell of clones that it does not make any more.
  ...at(['serviceReply'], reported, 'asAnswered', thenRefuses, {
    callsAgain: 1,
    others: () => [beside('serviceReply', withdrawn)],
  }),
  // It ends by itself.
  ...at(
    ['service'],
    { poolState: 'degraded' },
    'asAnswered',
    both(claims.poolIs('degraded'), claims.poolIsThen('online')),
    {
      callsAgain: 3,
      more: () => ({ lasts: { calls: 2 } }),
    },
  ),
  // One that lasts matches again while it is in force, and changes and takes back once all the same; another one each time.
  ...at(['service'], { stealCapacity: '1 MiB' }, 'asAnswered', claims.stealsThen(2 ** 20), {
    callsAgain: 2,
    more: () => ({ fire: {}, lasts: { ms: '1 h' } }),
    isFrequent: true,
  }),
  ...at(['service'], { stealCapacity: '1 MiB' }, 'asAnswered', claims.stealsThen(2 * 2 ** 20), {
    callsAgain: 2,
    more: () => ({ fire: { max: 2 } }),
    isFrequent: true,
  }),
  ...at(['service'], { poolState: 'offline' }, 'asAnswered', claims.poolIsThen('offline'), {
    callsAgain: 2,
    more: () => ({ fire: {}, lasts: { ms: '1 h' } }),
    isFrequent: true,
  }),
  ...at(
    ['service'],
    { slowLink: '1 s' },
    'asAnswered',
    both(claims.callTakes(second, 20 * second), claims.thenTakesAsBefore),
    {
      callsAgain: 3,
      more: () => ({ lasts: { calls: 2 } }),
    },
  ),
  // One change over another: the older one ends, the younger stays.
  ...at(['serviceReply'], { poolState: 'offline' }, 'asAnswered', claims.poolIs('offline'), {
    healAfterMs: 2 * minute,
    others: () => [older({ poolState: 'readOnly' }, '10 s')],
  }),
  // And the other way round.
  ...at(['serviceReply'], { poolState: 'offline' }, 'asAnswered', claims.poolIs('readOnly'), {
    healAfterMs: 2 * minute,
    more: () => ({ lasts: { ms: '10 s' } }),
    others: () => [older({ poolState: 'readOnly' }, '1 h')],
  }),
];

function older(effect: FaultInput['do'], ms: string): FaultInput {
  return { id: 'older', at: 'serviceReply', do: effect, fire: { max: 1 }, lasts: { ms }, mode: 'stack' };
}

/** A change that comes at its time, and one that is over by itself: after a while, after some calls, when something holds.
 * @param named the same where nothing else says which pool is meant
 */
export function whileItLasts(
  effect: FaultInput['do'],
  named: (about: TrialAbout) => FaultInput['do'] = () => effect,
  only: (claim: Claim) => Claim = (claim) => claim,
): EffectTrial[] {
  const struck = (wrong: EffectTrial['wrong'], more: Partial<EffectTrial>) =>
    at(['serviceReply'], effect, 'asAnswered', only(wrong), { callsAgain: 1, ...more });
  const later = { healAfterMs: 2 * minute } as const;
  const from =
    (ms: number) =>
    ({ nowMs }: TrialAbout): Partial<FaultInput> => ({
      lasts: { until: { time: [nowMs + ms, nowMs + 60 * minute] } },
    });
  return [
    ...struck(both(claims.isGrantedYet, thenRefuses), {
      ...later,
      more: (about) => ({ at: 'time', do: named(about), when: { time: about.nowMs + minute } }),
    }),
    ...struck(claims.thenAnswers(true), { ...later, more: () => ({ lasts: { ms: '30 s' } }) }),
    ...struck(thenRefuses, { ...later, more: () => ({ lasts: { ms: '10 min' } }) }),
    ...struck(claims.thenAnswers(false, true), { callsAgain: 2, more: () => ({ lasts: { calls: 1 } }) }),
    ...struck(claims.thenAnswers(false, false, true), { callsAgain: 3, more: () => ({ lasts: { calls: 2 } }) }),
    ...struck(claims.thenAnswers(true), { ...later, more: from(minute) }),
    ...struck(thenRefuses, { ...later, more: from(30 * minute) }),
  ];
}
