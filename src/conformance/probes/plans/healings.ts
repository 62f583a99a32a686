import type { FaultInput } from '../../../faults/planSchema.js';
import * as claims from './claims.js';
import { at, beside, both, type Claim, denied, type EffectTrial, minute, ofJobs, withdrawn } from './effectTrial.js';

const again = { callsAgain: 1 } as const;
const own = ['fault'] as const;
const other = ['beside'] as const;
const waits = { healAfterMs: minute } as const;

/** Of several faults, some are healed: what the others have changed or stopped stays so. */
export const healings: readonly EffectTrial[] = [
  ...(['stallJob', { hold: 'gate' }, { delay: '1 h' }] as const).flatMap((effect) => [
    // Alone, it goes on.
    ...of(['jobStart'], effect, claims.jobIsCompleted, own, null),
    // By another fault it is still stopped.
    ...of(['jobStart'], effect, claims.standsStill(0), own, beside('jobStart', { hold: 'another' })),
    ...of(['jobStart'], effect, claims.standsStill(0), own, beside('jobStart', 'stallJob')),
    ...of(['jobStart'], effect, claims.standsStill(0), other, beside('jobStart', { hold: 'another' })),
    ...of(['jobStart'], effect, claims.standsStill(0), other, beside('jobStart', 'stallJob')),
    ...of(['jobStart'], effect, claims.jobIsCompleted, [...own, ...other], beside('jobStart', 'stallJob')),
  ]),
  ...of(['jobPercent', 'jobEnd'], 'stallJob', claims.jobIsCompleted, own, null),
  ...of(['jobPercent', 'jobEnd'], { hold: 'gate' }, claims.jobIsCompleted, own, null),
  ...of(ofJobs, { hold: 'gate' }, claims.isUnderWay, other, null, [beside('serviceReply', { poolState: 'degraded' })]),
  // What was to come at a percent does not come any more.
  ...of(
    ['jobStart'],
    { failJob: { atPercent: 90, code: 'failed' } },
    claims.jobIsCompleted,
    own,
    beside('jobStart', { delay: '90 s' }),
  ),
  ...of(['jobStart'], { slowJob: 0.001 }, claims.jobIsCompleted, own, null),
  // A change is as before, and the other one stays.
  ...of(['serviceReply'], { poolState: 'offline' }, both(claims.poolIs('online'), claims.thenAnswers(true)), own, null),
  ...of(
    ['serviceReply'],
    { poolState: 'offline' },
    both(claims.poolIs('readOnly'), claims.thenAnswers(false)),
    own,
    beside('serviceReply', { poolState: 'readOnly' }),
  ),
  ...of(
    ['serviceReply'],
    { poolState: 'offline' },
    both(claims.poolIs('offline'), claims.thenAnswers(false)),
    other,
    beside('serviceReply', { poolState: 'readOnly' }),
  ),
  ...of(
    ['serviceReply'],
    { poolState: 'degraded' },
    claims.thenAnswers(false),
    own,
    beside('serviceReply', 'expireCredential'),
  ),
  ...of(
    ['serviceReply'],
    { poolState: 'degraded' },
    both(claims.poolIs('degraded'), claims.thenAnswers(true)),
    other,
    beside('serviceReply', 'expireCredential'),
  ),
  ...of(
    ['serviceReply'],
    { stealCapacity: '1 MiB' },
    claims.steals(2 * 2 ** 20),
    own,
    beside('serviceReply', { stealCapacity: '2 MiB' }),
  ),
  ...of(
    ['serviceReply'],
    { stealCapacity: '1 MiB' },
    claims.steals(2 ** 20),
    other,
    beside('serviceReply', { stealCapacity: '2 MiB' }),
  ),
  ...of(['serviceReply'], 'expireCredential', claims.thenAnswers(true), own, null),
  ...of(['serviceReply'], withdrawn, claims.thenAnswers(true), own, null),
  ...of(['serviceReply'], denied, claims.thenAnswers(true), own, null),
  ...of(['serviceReply'], withdrawn, claims.thenAnswers(false), own, beside('serviceReply', denied)),
  ...of(['serviceReply'], withdrawn, claims.thenAnswers(false), other, beside('serviceReply', denied)),
  ...of(['serviceReply'], { restartProvider: '1 h' }, claims.thenAnswers(true), own, null),
  ...of(
    ['serviceReply'],
    { restartProvider: '1 h' },
    claims.thenAnswers(false),
    other,
    beside('serviceReply', { restartProvider: '30 s' }),
  ),
  ...of(
    ['serviceReply'],
    { restartProvider: '30 s' },
    claims.thenAnswers(false),
    own,
    beside('serviceReply', { restartProvider: '1 h' }),
  ),
  ...of(
    ['serviceReply'],
    { restartProvider: '1 h' },
    claims.thenAnswers(true),
    [...own, ...other],
    beside('serviceReply', { restartProvider: '1 h' }),
  ),
  ...of(['service'], { hold: 'gate' }, claims.makes(1), own, null),
];

type Points = Parameters<typeof at>[0];

function of(
  points: Points,
  effect: FaultInput['do'],
  wrong: Claim,
  healsFirst: readonly string[],
  one: FaultInput | null,
  more: readonly FaultInput[] = [],
): EffectTrial[] {
  const others = [...(one === null ? [] : [one]), ...more];
  return at(points, effect, 'anything', wrong, { ...waits, ...again, healsFirst, others: () => others });
}
