import type { ConformanceReport } from '../../../src/conformance/report.js';
import type { Advertised } from '../../../src/conformance/subject/advertised.js';
import type { Declares } from './declares.js';
import { saysControls, type Time, type Told } from './driver.js';
import { codesOf } from './replies.js';
import type { Switches } from './switches.js';

/** An array that does what the documents allow, or leave open. */
export interface Healthy {
  readonly about: string;
  readonly switches: Partial<Switches>;
  /** How its driver differs from the usual one. */
  readonly told?: Pick<Told, 'says' | 'tellsLittle'>;
  /** Properties that it does not promise. */
  readonly without?: readonly string[];
}

const saysNoClones = {
  clones: {
    local: false,
    remote: false,
    copies: 'byJob',
    synchronousUpTo: 0,
    targetUsable: 'atCompletion',
    ofSnapshots: false,
    source: 'online',
    detaches: false,
  },
} as const satisfies Partial<Advertised>;
const saysNoLimits = {
  limits: { replicasPerSource: null, volumes: null, synchronizations: null, runningJobs: null, queuedJobs: null },
} as const satisfies Partial<Advertised>;

/** By the documents none of them can be blamed, whatever its driver declares. */
export const healthyVariants: readonly Healthy[] = [
  { about: 'does as most arrays do', switches: {} },
  { about: 'does not say what its limits are', switches: {}, told: { says: saysNoLimits } },
  { about: 'tells nothing that it need not tell', switches: {}, told: { tellsLittle: true } },
  {
    about: 'fails each second job on the way, and tells nothing that it need not tell',
    switches: { jobFails: 2 },
    told: { tellsLittle: true },
  },
  {
    about: 'lists a target once its job has completed, and names it at once',
    switches: { targetListed: 'atCompletion', targetReference: 'early' },
  },
  {
    about: 'lists a target once its job has completed, which names it before',
    switches: { targetListed: 'atCompletion', targetReference: 'late' },
  },
  {
    about: 'lists and names a target once its job has completed',
    switches: { targetListed: 'atCompletion', targetReference: 'never' },
  },
  {
    about: 'lists a target at once, and names it by its job alone',
    switches: { targetListed: 'atOnce', targetReference: 'late' },
  },
  {
    about: 'lists a target at once, and names it once its job has completed',
    switches: { targetListed: 'atOnce', targetReference: 'never' },
  },
  {
    about: 'shares extents between a clone and its source',
    switches: { allocation: 'instant' },
    told: { says: saysControls },
  },
  { about: 'has no ExtendedStatus', switches: { status: 'none' } },
  { about: 'has an ExtendedStatus of another operation, without numbers', switches: { status: 'odd' } },
  { about: 'copies a volume once at a time', switches: { busySource: 'refused' } },
  {
    about: 'copies a volume once at a time, and tells why without numbers',
    switches: { busySource: 'refused', status: 'odd' },
  },
  { about: 'takes the other half of a credential from its settings', switches: { halfCredential: 'completed' } },
  {
    about: 'takes the other half of a credential from its settings, and then finds it wrong',
    switches: { halfCredential: 'completed', accounts: 'configured' },
  },
  { about: 'takes an empty name for none', switches: { emptyName: 'absent' } },
  { about: 'answers 5 for an unknown pool', switches: { codes: { poolUnknown: 5 } } },
  { about: 'answers 43006 for an unknown pool', switches: { codes: { poolUnknown: 43006 } } },
  { about: 'answers 1 for a busy source', switches: { busySource: 'refused', codes: { sourceNotUsable: 1 } } },
  { about: 'answers 43001 for a busy source', switches: { busySource: 'refused', codes: { sourceNotUsable: 43001 } } },
  { about: 'fails each second job on the way, and takes its target back', switches: { jobFails: 2 } },
  { about: 'lets the job that came last begin first', switches: { queue: 'lastIn' } },
  {
    about: 'fails each second job, whose target was never listed',
    switches: { jobFails: 2, targetListed: 'atCompletion', targetReference: 'never' },
  },
  {
    about: 'looks for the volume before it reads the arguments',
    switches: { order: 'elementFirst' },
    without: ['PRECEDENCE'],
  },
  { about: 'makes no clones', switches: { clones: 'none' }, told: { says: saysNoClones }, without: ['PRECEDENCE'] },
  { about: 'lets hosts write, and operators control jobs', switches: { jobFails: 3 }, told: { says: saysControls } },
  { about: 'has room for few volumes', switches: { mostVolumes: 6 }, told: { says: saysControls } },
  {
    about: 'does whatever it may at once',
    switches: {
      targetListed: 'atCompletion',
      targetReference: 'never',
      status: 'odd',
      busySource: 'refused',
      halfCredential: 'completed',
      emptyName: 'absent',
      order: 'elementFirst',
      codes: { poolUnknown: 5, sourceNotUsable: 43001 },
      jobFails: 3,
    },
    without: ['PRECEDENCE'],
  },
];

/** What can be declared of an array without a lie. */
export function honestly({ switches, without = [] }: Healthy): Declares {
  const { targetListed, status = 'full', halfCredential = 'refused', emptyName = 'refused' } = switches;
  const { targetReference = 'early', busySource = 'copied', codes = {}, queue = 'firstIn' } = switches;
  return {
    properties: ['JOB-100', 'JOB-MONOTONE', 'PRECEDENCE'].filter((name) => !without.includes(name)),
    // One that is listed at once is referred to at once, or else nothing is said of it.
    ...((targetListed ?? 'atOnce') === 'atCompletion' || targetReference === 'early'
      ? { targetListed: targetListed ?? 'atOnce' }
      : {}),
    ...(status === 'none' ? {} : { extendedStatus: status === 'full' ? 'withNumbers' : 'withErrors' }),
    codes: { ...codesOf({ codes }) },
    busySources: busySource,
    halfCredentials: halfCredential,
    emptyNames: emptyName,
    queue: queue === 'firstIn' ? queue : 'any',
  };
}

/** What forbids it: the documents, arithmetic, that an answer means something, or what is declared alone. */
export type Ground = 'documents' | 'arithmetic' | 'meaning' | 'declared';

/** An array that is wrong in one way. */
export interface Wrongdoer {
  readonly about: string;
  /** The healthy one that it is like, but for what is wrong. */
  readonly like: Healthy;
  readonly differs: Partial<Switches>;
  readonly breaks: Ground;
}

/** Each of them is to be found though its driver declares nothing, but for those that break only what is declared. */
export const wrongNeighbours: readonly Wrongdoer[] = [
  ...near('lists a target once its job has completed, and names it at once', [
    ['completes a job, and never lists what the reply named', { wrong: 'targetNeverListed' }, 'documents'],
  ]),
  ...near('lists a target once its job has completed, which names it before', [
    ['completes a job, and never lists what the job named', { wrong: 'targetNeverListed' }, 'documents'],
  ]),
  ...near('lists and names a target once its job has completed', [
    ['completes a job, and never lists what the job names then', { wrong: 'targetNeverListed' }, 'documents'],
    ['names a volume by a completed job that does not exist', { wrong: 'jobNamesNobody' }, 'documents'],
    ['names the source by a completed job', { wrong: 'jobNamesSource' }, 'documents'],
    ['lists a target of half the size', { wrong: 'targetTooSmall' }, 'documents'],
    ['completes a job whose target can not be used', { wrong: 'targetNotUsable' }, 'documents'],
    ['answers 4096 with a job that does not exist', { wrong: 'jobNotThere' }, 'documents'],
  ]),
  ...near('lists a target at once, and names it by its job alone', [
    ['names the source by a completed job, whose target was listed', { wrong: 'jobNamesSource' }, 'documents'],
  ]),
  ...near('does as most arrays do', [
    ['lets hosts use a target that is still copied to', { wrong: 'targetUsableEarly' }, 'documents'],
    ['tells another code in ExtendedStatus', { wrong: 'statusContradicts' }, 'documents'],
    ['completes jobs with an error code', { wrong: 'completesWithError' }, 'documents'],
  ]),
  ...near('has an ExtendedStatus of another operation, without numbers', [
    ['tells another code in an odd ExtendedStatus', { wrong: 'statusContradicts' }, 'documents'],
  ]),
  ...near('tells nothing that it need not tell', [
    ['accepts a clone that does not fit, and does not tell what it takes', { wrong: 'shortAccepted' }, 'arithmetic'],
    ['completes a job whose target can not be used, and tells nothing else', { wrong: 'targetNotUsable' }, 'documents'],
  ]),
  ...near('fails each second job on the way, and tells nothing that it need not tell', [
    ['keeps the room of a failed job, and does not tell what it takes', { wrong: 'failedKeepsRoom' }, 'arithmetic'],
  ]),
  ...near('copies a volume once at a time', [
    ['refuses a busy source, and takes the room', { wrong: 'refusalTakesRoom' }, 'meaning'],
    ['refuses a busy source, and makes the clone', { wrong: 'refusalMakesClone' }, 'meaning'],
    ['accepts a clone that does not fit', { wrong: 'shortAccepted' }, 'arithmetic'],
  ]),
  ...near('takes the other half of a credential from its settings', [
    [
      'lets the denied account in with half a credential or with a wrong password',
      { wrong: 'wrongPasswordTaken' },
      'documents',
    ],
  ]),
  ...near('answers 5 for an unknown pool', [
    ['makes the clone in another pool where there is no such pool', { wrong: 'unknownPoolElsewhere' }, 'documents'],
    ['answers what it refuses with the code of success', { codes: { poolUnknown: 0 } }, 'documents'],
  ]),
  ...near('answers 1 for a busy source', [
    ['answers a code that the method does not have', { codes: { sourceNotUsable: 6 } }, 'documents'],
  ]),
  ...near('fails each second job on the way, and takes its target back', [
    ['keeps the room of a failed job', { wrong: 'failedKeepsRoom' }, 'arithmetic'],
    ['keeps the target of a failed job', { wrong: 'failedKeepsTarget' }, 'meaning'],
  ]),
  ...near('fails each second job, whose target was never listed', [
    ['keeps the room of a failed job whose target was never listed', { wrong: 'failedKeepsRoom' }, 'arithmetic'],
    ['lists the target of a failed job', { wrong: 'failedKeepsTarget' }, 'meaning'],
  ]),
  ...near('looks for the volume before it reads the arguments', [
    ['accepts what is wrong in two ways', { wrong: 'bothWrongAccepted' }, 'documents'],
  ]),
  ...near('makes no clones', [
    ['makes clones that it does not offer', { wrong: 'clonesAllTheSame' }, 'documents'],
    ['answers 40500 where it has no clones of any locality', { codes: { noClones: 40500 } }, 'declared'],
  ]),
];

function near(
  about: string,
  all: readonly (readonly [about: string, differs: Partial<Switches>, breaks: Ground])[],
): readonly Wrongdoer[] {
  const like = healthyVariants.find((one) => one.about === about);
  if (like === undefined) throw new Error(`no healthy array '${about}'`);
  return all.map(([wrong, differs, breaks]) => ({ about: wrong, like, differs, breaks }));
}

/** An array or a driver that gives the suite nothing to judge by. */
export interface Empty {
  readonly about: string;
  readonly switches: Partial<Switches>;
  readonly told: Told;
  /** What the suite has of real time; as much as it takes when left out. */
  readonly timeMs?: number;
  readonly verdicts: readonly ConformanceReport['verdict'][];
  /** Properties of which nothing can have been seen. */
  readonly unseen: readonly string[];
}

const everyFault = ['refuse', 'ambiguous', 'degrade', 'schedule'] as const;
const inconclusive = ['inconclusive'] as const;
const slow = { jobsTakeMs: 1_500 } as const;
const slowTime = { virtual: false, callsPass: false, jobsEndWithinMs: 4_000, finishedJobsStayMs: null };

/** None of them may be said to conform. */
export const emptyVariants: readonly Empty[] = [
  ...(['virtual', 'real'] satisfies Time[]).map((time) => ({
    about: `takes fault plans of which nothing ever fires, in ${time} time`,
    switches: {},
    told: { time, takesFaults: 'idle' as const, says: { faults: [...everyFault] } },
    verdicts: ['inconclusive', 'does not conform'] as const,
    unseen: ['FIRED', 'HEAL', 'LOST-REPLY', 'DUPLICATE'],
  })),
  ...(
    [
      ['that all go well', {}],
      ['that never end well', { jobFails: 1 }],
      ['that name the source in the end', { wrong: 'jobNamesSource' }],
      ['that complete with an error code', { wrong: 'completesWithError' }],
    ] as const
  ).map(([about, switches]) => ({
    about: `has jobs ${about}, and take longer than there is time`,
    switches: { ...slow, ...switches },
    told: { time: 'real' as const, says: { time: slowTime } },
    timeMs: 300,
    verdicts: ['inconclusive', 'does not conform'] as const,
    unseen: ['JOB-RESULT', 'JOB-CHART', 'JOB-FINAL'],
  })),
  {
    about: 'says that its room can be changed, and refuses that',
    switches: {},
    told: { refusesActions: true },
    verdicts: inconclusive,
    unseen: ['NO-DOUBLE-SPEND'],
  },
];
