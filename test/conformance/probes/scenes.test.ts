import { expect, test } from 'vitest';
import { isOver } from '../../../src/conformance/model/state.js';
import { boundaryThemes } from '../../../src/conformance/probes/boundaryScenes.js';
import { historyThemes } from '../../../src/conformance/probes/historyScenes.js';
import { jobThemes } from '../../../src/conformance/probes/jobScenes.js';
import { scenesOf } from '../../../src/conformance/probes/scenes.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import type { JobSeen, VolumeSeen } from '../../../src/conformance/subject/observations.js';
import { type Overrides, wrapDriver } from '../../../src/subjects/mutants/wrapDriver.js';
import { type Simulator, simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep } from '../swept.js';

/** An array that is wrong in one way, at which level it shows, and what it breaks. */
type Wrong = readonly [
  what: string,
  level: keyof typeof themes,
  broken: string,
  change: (inner: Simulator) => Overrides,
  profile?: 'instant-clone',
];

const showing = (change: (job: JobSeen, inner: Simulator) => Partial<JobSeen>) => (inner: Simulator) => ({
  job: (job: JobSeen) => ({ ...job, ...change(job, inner) }),
});

const [running, suspended] = [4, 5];

const wrongOnes: readonly Wrong[] = [
  [
    'says of a job that is half done that it began only now',
    'jobs',
    'JOB-TIMES',
    showing(({ jobState, percentComplete }, { array }) =>
      jobState === running && percentComplete > 40 ? { startedMs: array.now } : {},
    ),
  ],
  [
    'says of a job that is suspended that it was submitted at first',
    'jobs',
    'JOB-TIMES',
    showing(({ jobState, startedMs }) => (jobState === suspended ? { submittedMs: startedMs ?? 0 } : {})),
  ],
  [
    'goes on while it is suspended',
    'jobs',
    'JOB-CONTROL',
    showing(({ jobState, changedMs }, { array }) =>
      jobState === suspended && array.now - (changedMs ?? 0) > 20 ? { percentComplete: 77 } : {},
    ),
  ],
  [
    'says that it has done what it has not',
    'jobs',
    'JOB-CONTROL',
    () => ({
      act: (action, next) => (action.do === 'control' && action.control === 'enterService' ? true : next(action)),
    }),
  ],
  [
    'copies at half the speed that it declares',
    'jobs',
    'JOB-TIMES',
    showing(({ jobState, percentComplete }) =>
      isOver(jobState) ? {} : { percentComplete: Math.floor(percentComplete / 2) },
    ),
  ],
  [
    'lets the last come first',
    'jobs',
    'JOB-TIMES',
    showing(({ startedMs, submittedMs, changedMs }) =>
      startedMs == null || submittedMs == null
        ? {}
        : { startedMs: Math.max(submittedMs, (changedMs ?? 0) - submittedMs) },
    ),
  ],
  [
    'shows a job that failed to have failed later',
    'jobs',
    'JOB-RESULT',
    showing(({ jobState, changedMs }, { array }) =>
      jobState === 10 ? { changedMs: Math.min(array.now, (changedMs ?? 0) + 30) } : {},
    ),
  ],
  [
    'forgets whose pool one is',
    'capacity',
    'CONSERVE',
    (inner) => ({ pool: (one) => (inner.array.now > 1000 ? { ...one, name: 'another' } : one) }),
  ],
  [
    'gives room away that belongs to nobody',
    'capacity',
    'NO-LEAK',
    (inner) => ({
      pool: (one) => {
        const more = inner.array.now > 1000 && one.used !== undefined ? 65_536 : 0;
        return { ...one, free: one.free - more, used: (one.used ?? 0) + more };
      },
    }),
    'instant-clone',
  ],
  [
    'loses what it makes after a thousand clones, whatever became of them',
    'capacity',
    'OUT-4096',
    () => ({ volume: (one) => (one.name === 'one of many 1030' ? null : one) }),
  ],
  [
    'says of volumes that they are sources of replicas which nobody has',
    'core',
    'SOURCE-FROZEN',
    () => ({ volume: (one) => (one.usage === 2 ? { ...one, usage: 6 } : one) }),
  ],
  [
    'lets hosts write to what is offline',
    'jobs',
    'NO-HALF-CLONE',
    () => ({ act: (action, next) => next(action) || action.do === 'write' }),
  ],
  [
    'takes all names for small letters',
    'core',
    'OUT-4096',
    () => ({
      asks: (call) =>
        typeof call.with.ElementName === 'string'
          ? { ...call, with: { ...call.with, ElementName: call.with.ElementName.toLowerCase() } }
          : call,
    }),
  ],
];

const themes = { core: boundaryThemes, capacity: historyThemes, jobs: jobThemes } as const;

/** The properties that the scenes of a level break. */
function brokenBy(subject: Driver, level: keyof typeof themes): Promise<string[]> {
  return brokenBySweep(subject, scenesOf(themes[level]));
}

const named = wrongOnes.map((wrong) => [wrong[0], wrong] as const);

test.each(named)('an array is found out that %s', { timeout: conformanceTimeoutMs }, async (_, wrong) => {
  const [, level, broken, change, profile = 'full-copy'] = wrong;
  expect(await brokenBy(wrapDriver(simulatorDriver({ profile }), change), level)).toContain(broken);
});

test('a volume that was deleted is not to be read by its id', { timeout: conformanceTimeoutMs }, async () => {
  const inner = simulatorDriver({ profile: 'full-copy' });
  const seen = new Map<string, VolumeSeen>();
  const { observe } = inner;
  const subject: typeof inner = Object.assign(Object.create(inner), {
    observe: (query: Parameters<typeof inner.observe>[0]) => {
      const answer = observe.call(subject, query);
      if (query.kind === 'volumes') for (const one of answer as VolumeSeen[]) seen.set(one.id, one);
      return query.kind === 'volume' ? (answer ?? seen.get(query.id) ?? null) : answer;
    },
  });
  expect(await brokenBy(subject, 'capacity')).toContain('READ-YOUR-WRITES');
});
