import { classOfEffect } from '../../../faults/effectKinds.js';
import type { FaultInput } from '../../../faults/planSchema.js';
import { atLeast } from '../../../vocabulary/versions.js';
import { type Advertised, serviceDetaches } from '../../subject/advertised.js';
import type { Driver } from '../../subject/driver.js';
import { answers, copyingByJob, lackOf, member, virtualTime } from '../../subject/needs.js';
import { changes } from './changes.js';
import * as claims from './claims.js';
import { deletions } from './deletions.js';
import { detachings } from './detachings.js';
import {
  after,
  at,
  before,
  beside,
  both,
  type Claim,
  type EffectTrial,
  minute,
  ofCalls,
  ofJobs,
  second,
  type TrialAbout,
} from './effectTrial.js';
import { healings } from './healings.js';
import { links } from './links.js';
import * as readClaims from './readClaims.js';

/** Whether a subject takes the faults of a trial, and passes their points. */
export function isPossible(
  {
    fault,
    method,
    others,
    more,
    since = '2012',
    healsFirst,
    deletes,
    needsJob,
    readsContents,
    crossesLink,
  }: EffectTrial,
  driver: Driver,
  advertised: Advertised,
): boolean {
  if (lackOf([virtualTime, member('fired')], driver, advertised) !== null) return false;
  if (!atLeast(advertised.version, since) || (healsFirst !== undefined && driver.heal === undefined)) return false;
  if (crossesLink && (!advertised.clones.remote || advertised.targetPool.given === 'forbidden')) return false;
  if (method !== undefined && !answers(method, advertised)) return false;
  if (deletes !== undefined && !answers('StorageVolume.Delete', advertised)) return false;
  const hasJobs =
    method === undefined ? lackOf([copyingByJob], driver, advertised) === null : advertised.deletes?.by === 'job';
  if (needsJob && !hasJobs) return false;
  // What shares its source's extents takes room for one of its own, of which the model knows nothing.
  if (readsContents && advertised.allocation.kind === 'instant') return false;
  const all = [{ ...fault, ...more?.(nothing) }, ...(others?.(nothing) ?? [])];
  return all.every(
    (one) =>
      isTaken(one, advertised) && (hasJobs || !isOfJobs(one)) && (!isOf(one, 'detach') || serviceDetaches(advertised)),
  );
}

const nothing: TrialAbout = { nowMs: 0, pool: '', source: '' };

function isTaken({ do: effects }: Pick<FaultInput, 'do'>, { faults }: Advertised): boolean {
  return [effects].flat().every((effect) => faults.includes(classOfEffect(effect)));
}

function isOfJobs(fault: Pick<FaultInput, 'at'>): boolean {
  return ofJobs.some((point) => isOf(fault, point));
}

function isOf({ at: points }: Pick<FaultInput, 'at'>, point: FaultInput['at']): boolean {
  return [points].flat().some((one) => one === point);
}

const failed = { code: 'failed' } as const;
const later = { healAfterMs: 2 * minute } as const;
const part = { fraction: 0.5, ...failed } as const;

const refusals: readonly EffectTrial[] = [
  ...at(
    ['service'],
    { return: { code: 51_000, message: 'a text of its own' } },
    'before',
    both(claims.isAnswered(51_000), claims.says('a text of its own')),
  ),
  // Before 2016 the provider alone knows roles.
  ...at(['service'], 'deny', 'before', claims.isRefused, { since: '2016' }),
  ...at(['authenticate'], 'deny', 'before', claims.isRefused),
  ...at(['authenticate'], 'badCredential', 'before', claims.isRefused),
  ...(['expired', 'untrusted', 'hostMismatch', 'dropped'] as const).flatMap((problem) =>
    at(['tls'], { tls: problem }, 'before', claims.isRefused),
  ),
  ...at(['jobStart'], 'failJob', 'before', claims.jobFails(null, 0)),
  ...at(['jobPercent'], 'failJob', 'before', claims.jobFails(null, 50)),
  ...at(['jobEnd'], 'failJob', 'before', claims.jobFails(null)),
  ...at(ofJobs, { failJob: failed }, 'before', claims.jobFails(4)),
  ...at(ofJobs, { failJob: { ...failed, residue: 'none' } }, 'before', claims.jobFails(4)),
  ...at(ofJobs, { failJob: { ...failed, residue: 'target' } }, 'residue', claims.jobFails(4)),
  ...[30, 45, 60, 80].flatMap((atPercent) =>
    at(['jobStart'], { failJob: { ...failed, atPercent } }, 'before', claims.jobFails(4, atPercent)),
  ),
  // A match by what the job is about.
  ...at(ofJobs, { failJob: failed }, 'before', claims.jobFails(4), {
    more: ({ source }) => ({ when: { element: source, jobPercent: [0, 99] } }),
  }),
  ...at(['jobStart', 'jobEnd'], { failJob: failed }, 'before', claims.jobFails(4), {
    more: ({ source }) => ({ when: { volume: source } }),
  }),
  ...at(['jobStart'], { failJob: failed }, 'before', claims.jobFails(4), {
    more: ({ pool }) => ({ when: { pool: pool } }),
  }),
  ...at(['jobStart'], { failJob: failed }, 'without', claims.jobCompletes, {
    isNever: true,
    more: ({ source }) => ({ when: { not: { element: source } } }),
  }),
  // A match that says at which percents.
  ...at(['jobEnd'], { failJob: failed }, 'before', claims.jobFails(4), {
    more: () => ({ when: { jobPercent: [90, 99] } }),
  }),
  ...at(['jobEnd'], { failJob: failed }, 'without', claims.jobCompletes, {
    isNever: true,
    more: () => ({ when: { jobPercent: [0, 50] } }),
  }),
  ...at(['jobStart'], { failJob: failed }, 'without', claims.jobCompletes, {
    isNever: true,
    more: () => ({ when: { jobPercent: [50, 99] } }),
  }),
  ...at(['jobPercent'], { failJob: failed }, 'before', claims.jobFails(4, 40), {
    more: () => ({ when: { jobPercent: [40, 60] } }),
  }),
  ...at(['array'], { partial: { ...part, residue: 'none' } }, 'before', claims.isAnswered(4)),
  ...at(['array'], { partial: { ...part, residue: 'target' } }, 'residue', claims.isAnswered(4)),
  ...at(['array'], { partial: part }, 'residue', claims.isAnswered(4)),
];

/** What a client can't know. */
const ambiguities: readonly EffectTrial[] = [
  ...at(['service'], 'loseRequest', 'before', claims.isSilent),
  ...at(
    ['connect', 'authenticate', 'findService', 'readCapabilities', 'invoke'],
    'loseRequest',
    'before',
    claims.isNotGranted,
  ),
  ...at(['serviceReply'], 'loseReply', 'without', claims.isSilent),
  // A service that hears nothing of it may clean up.
  ...at(['invokeReply'], 'loseReply', 'either', both(claims.isNotGranted, claims.callTakes(1, 60 * minute))),
  ...[2, 3].flatMap((times) =>
    at(
      ['invoke'],
      { duplicate: times },
      'anything',
      (struck, advertised) =>
        both(claims.isGrantedYet, claims.makes(advertised.deduplicates ? 1 : times))(struck, advertised),
      { callsAgain: 1 },
    ),
  ),
  // Before the array has done anything, it is told whether it did; afterwards, nobody may know.
  ...at(before, { restartProvider: '5 s' }, 'asAnswered'),
  ...at([...after, 'readBack', 'rename', 'subscribe'], { restartProvider: '5 s' }, 'either'),
  ...at(
    ['service', 'invoke', 'array'],
    { restartProvider: { down: '3 min' } },
    'asAnswered',
    claims.thenAnswers(false),
    {
      callsAgain: 1,
    },
  ),
  ...at(['serviceReply'], { restartProvider: { down: '3 min' } }, 'either', claims.thenAnswers(false), {
    callsAgain: 1,
  }),
  ...at(ofJobs, { restartProvider: { down: '5 s', loses: ['jobs'] } }, 'anything', claims.jobForgotten),
  ...at(ofJobs, { restartProvider: { down: '5 s', loses: [] } }, 'without', claims.jobCompletes),
];

/** Delays, and copies that stand still or are slow. */
const spans: readonly EffectTrial[] = [
  ...at(ofCalls, { delay: '2 s' }, 'asAnswered', claims.callTakes(2 * second)),
  ...at(
    ['service', 'invoke'],
    { delay: { uniform: ['1 s', '2 s'] } },
    'asAnswered',
    claims.callTakes(second, 2 * second),
  ),
  ...at(['connect'], { delay: { exponential: '1 s' } }, 'asAnswered', claims.callTakes(1, minute)),
  ...at(['service', 'connect'], { slowLink: '1 s' }, 'asAnswered', claims.callTakes(second, 20 * second)),
  ...at(['service'], { slowLink: { uniform: ['1 s', '2 s'] } }, 'asAnswered', claims.callTakes(second, 40 * second)),
  ...at(['jobStart', 'jobEnd'], { delay: '10 s' }, 'without', claims.jobTakes(10 * second)),
  ...at(['jobStart'], { delay: '10 min' }, 'without', claims.jobTakesUntilHealed, later),
  ...at(ofJobs, { stallJob: '20 s' }, 'without', claims.jobTakes(20 * second)),
  ...at(['jobStart'], { stallJob: { atPercent: 60, for: '20 s' } }, 'without', claims.jobTakes(20 * second)),
  // The later percent is named first.
  ...at(['jobStart'], { stallJob: { atPercent: 30, for: '10 s' } }, 'without', claims.jobTakes(30 * second), {
    others: () => [beside('jobStart', { stallJob: { atPercent: 60, for: '20 s' } })],
  }),
  ...at(['jobPercent'], { stallJob: '10 s' }, 'without', claims.jobTakes(30 * second), {
    others: () => [{ ...beside('jobPercent', { stallJob: '20 s' }), when: { jobPercent: 20 } }],
  }),
  ...at(['jobStart'], 'stallJob', 'without', both(claims.standsStill(0), claims.jobTakesUntilHealed), later),
  ...at(['jobPercent'], 'stallJob', 'without', both(claims.standsStill(50), claims.jobTakesUntilHealed), later),
  ...at(['jobEnd'], 'stallJob', 'without', claims.jobTakesUntilHealed, later),
  ...at(
    ['jobStart'],
    { stallJob: { atPercent: 70 } },
    'without',
    both(claims.standsStill(70), claims.jobTakesUntilHealed),
    later,
  ),
  ...at(['jobStart'], { slowJob: 0.5 }, 'without', claims.jobCopiesAt(0.5)),
  ...at(['jobStart'], { slowJob: 0.25 }, 'without', claims.jobCopiesAt(0.25)),
  ...at(['jobPercent'], { slowJob: 0.5 }, 'without', claims.jobCopiesAt(0.5, 0.5)),
];

/** Calls and jobs that wait until they are let go. */
const gates: readonly EffectTrial[] = [
  ...at(['invoke'], { hold: { tag: 'gate' } }, 'without', claims.makes(1), {
    healAfterMs: minute,
    others: ({ nowMs }) => [
      { id: 'release', at: 'time', when: { time: nowMs + 30 * second }, do: { release: { tag: 'gate' } } },
    ],
  }),
  ...at(ofCalls, { hold: 'gate' }, 'without'),
  ...at(ofCalls, { hold: 'gate' }, 'without', claims.makes(1), {
    healAfterMs: minute,
    others: releaseAfter(30 * second),
  }),
  ...at(ofJobs, { hold: 'gate' }, 'without', claims.jobTakesUntilHealed, later),
  ...at(['jobStart'], { hold: 'gate' }, 'without', claims.standsStill(0), later),
  ...at(['jobPercent'], { hold: 'gate' }, 'without', claims.standsStill(50), later),
  ...at(ofJobs, { hold: 'gate' }, 'without', claims.jobTakesUntil(3 * minute), { others: releaseAfter(3 * minute) }),
  // Two that are let go one after the other: each at its own time.
  ...at(['jobStart'], { hold: 'gate' }, 'without', claims.jobTakesUntil(3 * minute), {
    others: (about) => [
      ...releaseAfter(minute)(about),
      { id: 'beside', at: 'jobEnd', do: { hold: 'another' }, fire: { max: 1 } },
      { id: 'later', at: 'time', when: { time: about.nowMs + 3 * minute }, do: { release: 'another' } },
    ],
  }),
];

function releaseAfter(ms: number): NonNullable<EffectTrial['others']> {
  return ({ nowMs }) => [{ id: 'release', at: 'time', when: { time: nowMs + ms }, do: { release: 'gate' } }];
}

const often = { isFrequent: true, more: () => ({ fire: {} }) } as const;
const ofJob = { ...often, needsJob: true } as const;
/** Of one that is still under way: it may be over when it is read first. */
const ofRunningJob = { ...ofJob, mayMiss: true } as const;

/** Reads that fail, or tell what is not so; a trial of them needs no point that a clone comes by. */
const lies: readonly EffectTrial[] = [
  // The driver takes the look again.
  ...at(['read'], 'failRead', 'without'),
  ...at(['read'], { failRead: 'connectionReset' }, 'without'),
  ...at(['read'], { failRead: { why: 'timedOut' } }, 'without'),
  ...at(['read'], 'staleReads', 'without', readClaims.readsStayTheSame, { needsJob: true, healAfterMs: minute }),
  ...reads({ wrongSize: 2 }, readClaims.sizesAre(2), often),
  ...reads({ wrongSize: { factor: 3 } }, readClaims.sizesAre(3), often),
  ...reads({ wrongSize: 0.5 }, readClaims.sizesAre(0.5), often),
  ...reads({ wrongProgress: 99 }, readClaims.progressIs(99), ofRunningJob),
  ...reads({ wrongProgress: 100 }, readClaims.progressIs(100), ofRunningJob),
  ...reads({ wrongProgress: 1 }, readClaims.progressIs(1), ofRunningJob),
  ...reads({ wrongProgress: { percent: 40 } }, readClaims.progressIs(40), ofRunningJob),
  ...reads('reportCompletedEarly', readClaims.readsCompleted, ofRunningJob),
  ...reads({ wrongState: 'suspended' }, readClaims.jobReadsIn(5), { ...ofJob, healAfterMs: minute }),
  ...reads({ wrongState: { state: 'offline' } }, readClaims.noneReadsUsable, often),
  ...at(ofJobs, 'wrongContents', 'anything', readClaims.contentsDiffer, { readsContents: true }),
];

function reads(effect: FaultInput['do'], wrong: Claim, more: Partial<EffectTrial>): EffectTrial[] {
  return [{ fault: { at: 'read', do: effect }, leaves: 'without', wrong, ...more }];
}

/** All of them. */
export const effectTrials: readonly EffectTrial[] = [
  ...refusals,
  ...ambiguities,
  ...spans,
  ...gates,
  ...changes,
  ...healings,
  ...lies,
  ...deletions,
  ...detachings,
  ...links,
];
