import type { Mutant, MutantMatrix } from '../../src/conformance/mutants/mutant.js';
import type { SuiteEntry } from '../../src/conformance/options.js';
import type { ConformanceReport, PropertyReport } from '../../src/conformance/report.js';
import { clone } from '../conformance/clone.js';
import { failure } from '../conformance/failures.js';

/** A property's result by hand. */
export function property(name: string, changes: Partial<PropertyReport> = {}): PropertyReport {
  return {
    name,
    level: 'core',
    statement: `for all calls, ${name.toLowerCase().replaceAll('-', ' ')} is as documented`,
    verdict: 'pass',
    ground: 'law',
    judged: 1234,
    skipped: null,
    failure: null,
    ...changes,
  };
}

const skipped = (name: string, changes: Partial<PropertyReport> & Pick<PropertyReport, 'skipped'>) =>
  property(name, { verdict: 'skip', judged: 0, ...changes });

/** A report with a property of each verdict, and a skip for each reason. */
export function reportWith(changes: Partial<ConformanceReport> = {}): ConformanceReport {
  return {
    subject: 'small array',
    levels: ['core', 'capacity', 'jobs'],
    only: null,
    except: [],
    seed: 20161,
    runs: 300,
    calls: 4021,
    requests: 37_805,
    elapsedMs: 1234,
    timeEnded: null,
    exhaustive: null,
    verdict: 'does not conform',
    why: null,
    properties: [
      property('CODE-DOMAIN'),
      property('OUT-4096', { judged: 812 }),
      skipped('CAP-LIMIT', { skipped: { reason: 'not-advertised', why: 'no limit is advertised' } }),
      property('SHORTAGE-TIGHT', { level: 'capacity', verdict: 'fail', judged: 57, failure }),
      skipped('RESERVE', {
        level: 'capacity',
        skipped: {
          reason: 'no-control',
          why: "the driver has no member 'arm', which is what it takes to steal room from a pool while a job holds it reserved",
        },
      }),
      skipped('REFUND', { level: 'capacity', skipped: { reason: 'unreached', why: 'no job has failed' } }),
      property('JOB-100', {
        level: 'jobs',
        verdict: 'warn',
        judged: 40,
        failure: {
          message: 'job1 is Completed at 99 percent',
          run: { tier: 'roomy', steps: [{ do: 'call', ...clone('db') }, { do: 'look' }] },
          answers: ['4096, clone1 and job1', 'job1 is at 99'],
          inside: [[], []],
          shrinking: { ended: 'shortest', runs: 3 },
          foundAs: null,
          pictures: null,
          foundAfterCalls: 1,
          again: 'arraysim conform ./driver.mjs --only JOB-100',
        },
      }),
    ],
    advice: [
      {
        property: 'CAUSE-SOUND',
        settledBy: 'declares.codes.poolUnknown',
        count: 12,
        example: "CreateClone is refused since 'poolUnknown': 5 is not among the codes that are due: 8",
      },
    ],
    refusedActions: [{ action: 'leaveFree', tried: 40, refused: 3 }],
    coverage: {
      parts: [
        {
          title: 'method x code',
          cells: [
            ...[0, 4096, 40002, ...Array.from({ length: 29 }, (_, at) => 43001 + at), 51000, 51005].map((code) => ({
              name: `CreateClone ${code}`,
              count: code === 4096 || code === 40002 ? 7 : 0,
            })),
            { name: 'Pool.Delete 0', count: 1 },
          ],
        },
        { title: 'transitions of job', cells: [{ name: 'new START', count: 3 }] },
        { title: 'fault class x job phase', cells: [{ name: 'refuse running', count: 0 }] },
      ],
    },
    ...changes,
  };
}

/** A report in which nothing is broken. */
export function goodReport(): ConformanceReport {
  const { properties } = reportWith();
  const left = properties.filter(({ verdict }) => verdict === 'pass' || verdict === 'skip');
  return reportWith({ verdict: 'conforms', properties: left });
}

/** What the matrix has a row for, without what makes it. */
type Wrong = Omit<Mutant, 'make'>;

/** Mutants that were killed by many, by one, by none, and one that nobody could kill. */
export function matrix(): MutantMatrix {
  const row = ({ name, wrong, equivalent }: Wrong, ...killers: readonly (readonly [string, number])[]) => ({
    name,
    wrong,
    equivalent: equivalent ?? null,
    calls: 400,
    killedBy: killers.map(([by, afterCalls]) => ({ property: by, afterCalls })),
  });
  return {
    seed: 20161,
    mutants: [
      row(
        { name: 'half-size-clone', wrong: 'A clone has half of the size of its source.' },
        ['CHARGE', 1],
        ['CLONE-CHAIN', 4],
        ['SHORTAGE-TIGHT', 19],
      ),
      row({ name: 'refund-off-by-one-extent', wrong: 'A deleted clone gives back an extent less.' }, ['NO-LEAK', 31]),
      row({ name: 'forgets-the-third-job', wrong: 'The third job of a run never ends, and nothing reports that.' }),
      row({
        name: 'other-ids',
        wrong: 'Ids are counted from the other end.',
        equivalent: 'Ids are opaque to clients.',
      }),
    ],
    onlyKilledBy: { 'NO-LEAK': ['refund-off-by-one-extent'] },
    elapsedMs: 45_678,
  };
}

export const entries: readonly SuiteEntry[] = [
  {
    number: 1,
    name: 'CODE-DOMAIN',
    level: 'core',
    statement: "for all replies, the code is documented for the method and available in the array's version",
    needs: [],
    closerWith: [],
    source: 'MsftStrgMan.mof, CreateClone, "Return value"',
    ground: 'law',
    declaredBy: null,
  },
  {
    number: 34,
    name: 'SHORTAGE-TIGHT',
    level: 'capacity',
    statement: "for all clones, the method's shortage code answers for room if and only if need > free",
    needs: ['tier tight', 'allocation.kind full'],
    closerWith: ['act leaveFree'],
    source: 'the documents are silent: arraysim decided',
    ground: 'law',
    declaredBy: null,
  },
  {
    number: 40,
    name: 'JOB-100',
    level: 'jobs',
    statement: 'for all jobs, 100 percent are reported exactly when the job has completed',
    needs: [],
    closerWith: [],
    source: 'MSFT_SMJob.PercentComplete',
    ground: 'declared',
    declaredBy: 'declares.properties',
  },
  {
    number: 21,
    name: 'DELETE-TWICE',
    level: 'core',
    statement: 'for all deletions, the second is not-found and changes nothing',
    needs: ['act: delete'],
    closerWith: [],
    source: 'MSFT_SMStorageVolume.DeleteObject',
    ground: 'law',
    declaredBy: null,
  },
];
