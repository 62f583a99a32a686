import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { ConformanceReport, Level } from '../../src/conformance/report.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import type { Declares } from './foreign/declares.js';
import { foreignDriver, saysFaults, type Time, type Told } from './foreign/driver.js';
import { kinds } from './foreign/kinds.js';
import { complaintsIn, stories } from './foreign/stories.js';
import type { Switches } from './foreign/switches.js';
import { emptyVariants, type Healthy, healthyVariants, honestly, wrongNeighbours } from './foreign/variants.js';

// The suite is just when it holds nothing against an array that does what the documents allow or leave open, and it is worth
// something when it finds those that are nearly the same and wrong.

const seeds = [1, 2, 3];
/** So few that a subject takes some hundredths of a second: what is likely to be misjudged, the stories have. */
const fewRuns = 1;
/** What a look takes of the time that passes by itself: next to nothing, or so much that jobs end between a look and a call. */
const speedsMs = ({ jobFails }: Partial<Switches>) => (jobFails == null ? [7] : [1, 4, 10]);

/** The levels that one seed is for: the first with each seed, and each of the later ones with one. */
const share = (seed: number): readonly Level[] => ['core', later[seed % 3] ?? 'jobs'];
const later = ['capacity', 'jobs', 'concurrency'] as const;
/** So many that all that an array offers comes up. */
const manyRuns = 20;

type Subject = Pick<Healthy, 'switches' | 'told'>;

function driverOf({ switches, told }: Subject, time: Time, declares: Declares = {}, passingMs = 4): Driver {
  return foreignDriver(switches, { ...told, time, passingMs, declares });
}

function judged(
  subject: Subject,
  time: Time,
  seed: number,
  declares: Declares = {},
  runs = fewRuns,
  // Without faults, their level has nothing that the others have not.
  levels: readonly Level[] = ['core', 'capacity', 'jobs', 'concurrency'],
): Promise<ConformanceReport> {
  return conform(guarded(driverOf(subject, time, declares)), { seed, runs, levels });
}

/** What a report holds against a subject: 'CODE-DOMAIN: CreateClone answered 6 …' */
function complaintsOf({ verdict, why, properties }: ConformanceReport): string[] {
  const broken = properties.flatMap(({ name, verdict: one, failure }) =>
    one === 'fail' ? [`${name}: ${failure?.message}`] : [],
  );
  return verdict === 'does not conform' && broken.length === 0 ? [`all: ${why}`] : broken;
}

describe('nothing is held against an array that', () => {
  test.each(healthyVariants)('$about', async (variant) => {
    const complaints: string[] = [];
    for (const seed of seeds)
      complaints.push(...complaintsOf(await judged(variant, 'virtual', seed, {}, fewRuns, share(seed))));
    for (const story of stories) {
      complaints.push(...(await complaintsIn(story, driverOf(variant, 'virtual'))));
      if (story.virtual) continue;
      for (const ms of speedsMs(variant.switches))
        complaints.push(...(await complaintsIn(story, driverOf(variant, 'passing', {}, ms))));
    }
    expect(complaints).toEqual([]);
  });

  test.each(healthyVariants)('$about, and declares it', async (variant) => {
    const complaints: string[] = [];
    for (const story of stories)
      complaints.push(...(await complaintsIn(story, driverOf(variant, 'virtual', honestly(variant)))));
    expect(complaints).toEqual([]);
  });

  // Most of it is waiting.
  test.concurrent.each(healthyVariants)('$about, in real time', async (variant) => {
    const reports = await Promise.all(seeds.map((seed) => judged(variant, 'real', seed, {}, fewRuns, share(seed))));
    expect(reports.flatMap(complaintsOf)).toEqual([]);
  });
});

test.each([
  [1, 4],
  [1, 8],
  [2, 5],
  [2, 6],
  [2, 11],
  [3, 8],
])(
  'nothing is held against an array whose jobs fail between two lists of a look: %i ms each, seed %i',
  async (ms, seed) => {
    const complaints: string[] = [];
    for (const tellsLittle of [true, false]) {
      const subject = { switches: { jobFails: 2 }, told: { tellsLittle } };
      const driver = driverOf(subject, 'passing', {}, ms);
      const levels = ['core', 'capacity', 'jobs', 'concurrency'] as const;
      complaints.push(...complaintsOf(await conform(guarded(driver), { seed, runs: 4, levels, shrink: false })));
    }
    expect(complaints).toEqual([]);
  },
);

/** Where it makes a difference that time passes by itself. */
const ofJobs = /^(target|job|failed|completes)/;

describe.each(['virtual', 'passing'] as const)('in time that is %s, an array is found out that', (time) => {
  const shown = wrongNeighbours.filter(({ differs }) => time === 'virtual' || ofJobs.test(differs.wrong ?? ''));
  test.each(shown)('$about', async ({ like, differs, breaks }) => {
    const subject = { ...like, switches: { ...like.switches, ...differs } };
    const found: string[] = [];
    for (const seed of seeds) {
      if (found.length > 0) break;
      const report = await judged(subject, time, seed, breaks === 'declared' ? honestly(like) : {}, 8 * fewRuns);
      found.push(...complaintsOf(report));
    }
    expect(found).not.toEqual([]);
  });
});

/** So many that each kind comes up; most are seen in the first few. */
const runsForKinds = 64;
/** One whose runs are short. */
const seedForKinds = 8;

describe('an array is found out by its level that', () => {
  test.each(kinds)('$about', async ({ switches, told, level }) => {
    const declares = honestly({ about: '', switches });
    const driver = foreignDriver(switches, { ...told, declares });
    const found = await firstComplaint(driver, level);
    expect(found).not.toEqual([]);
  });
});

/** What is held against a subject first, in runs of a level that grow more. */
async function firstComplaint(driver: Driver, level: Level): Promise<string[]> {
  for (let runs = 2; runs <= runsForKinds; runs *= 2) {
    const report = await conform(guarded(driver), { levels: [level], seed: seedForKinds, runs, shrink: false });
    const complaints = complaintsOf(report);
    if (complaints.length > 0) return complaints;
  }
  return [];
}

test.each([
  ['a little less than they may, conforms', 180, 'pass'],
  ['longer than they may, does not', 1500, 'fail'],
] as const)('an array in real time whose jobs take %s', async (_, jobsTakeMs, verdict) => {
  const time = { virtual: false, callsPass: false, jobsEndWithinMs: 200, finishedJobsStayMs: null };
  const driver = foreignDriver({ jobsTakeMs }, { time: 'real', says: { time } });
  const options = { levels: ['jobs'], only: ['JOB-LIVE'], runs: 3, shrink: false } as const;
  const { properties } = await conform(guarded(driver), options);
  expect(properties.map((one) => [one.name, one.verdict, one.failure?.message])).toEqual([
    ['JOB-LIVE', verdict, verdict === 'pass' ? undefined : expect.stringContaining('still under way')],
  ]);
});

describe('what is judged for long enough', () => {
  const judgedLonger = (told: Told, timeMs?: number, switches: Partial<Switches> = {}) => {
    const options = { seed: 1, runs: manyRuns, ...(timeMs === undefined ? {} : { timeMs }) };
    return conform(guarded(foreignDriver(switches, told)), options);
  };

  test('conforms, if nothing is wrong with it', async () => {
    const { verdict, properties } = await judgedLonger({});
    const unreached = properties.filter(({ skipped }) => skipped?.reason === 'unreached').map(({ name }) => name);
    expect([unreached, verdict]).toEqual([[], 'conforms']);
  });

  test.each(seeds)('holds nothing against one that does the faults of its plans (%i)', async (seed) => {
    const driver = foreignDriver({}, { takesFaults: 'rigged', says: saysFaults });
    const report = await conform(guarded(driver), { seed, levels: ['faults'] });
    expect(complaintsOf(report)).toEqual([]);
    expect(report.properties.find(({ name }) => name === 'FIRED')?.judged).toBeGreaterThan(0);
  });

  test.each(emptyVariants)('does not conform, if it $about', async (empty) => {
    const { switches, told, timeMs, verdicts, unseen } = empty;
    const { verdict, properties } = await judgedLonger(told, timeMs, switches);
    expect(verdicts).toContain(verdict);
    const passed = properties.filter((one) => one.verdict === 'pass' && unseen.includes(one.name));
    expect(passed).toEqual([]);
  });
});
