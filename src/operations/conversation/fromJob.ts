import type { JobRow } from '../../store/jobRow.js';
import { knownJob } from '../../store/knownJobs.js';
import { readObjectPath } from '../../store/objectPath.js';
import { isListed } from '../../store/references.js';
import type { World } from '../../store/world.js';
import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import { affectedElements, type codesFromJob } from '../../vocabulary/methods/factsFromJob.js';
import type { Method } from '../../vocabulary/methods/notation.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { isGone } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import type { Operation, Row } from '../operation.js';
import type { Plan } from '../plan.js';
import { execution, providerGone } from './array.js';
import { authenticateReader } from './authenticate.js';
import { connect, invokeReply, tls } from './connection.js';
import { findArray } from './findService.js';
import { line, methodRows, providerLimits } from './invoke.js';
import { malformed, serviceFails } from './service.js';

/** What a method tells of a job. */
interface Told {
  /** The out parameter that has it. */
  readonly parameter: string;
  readonly kind: 'volume' | 'pool';
  readonly text: (world: World, job: Readonly<JobRow>) => string;
}

/** The same of each of them, whichever its name is. */
type Behaviour = Omit<Operation<Omit<Method, 'codes'> & { readonly codes: typeof codesFromJob }>, 'method'>;

type ArrayRow = Row<CallFacts, 'notFound' | CommonOutcome>;

/** The behaviour of the methods that tell what a job makes or deletes. The documents say nothing of jobs that do something else,
 * or whose element is not there: that is 6, "Not Found", too.
 */
export function tellingOfJob({ parameter, kind, text }: Told): Behaviour {
  const worksOnOther = ({ target, pool }: Readonly<JobRow>) =>
    kind === 'pool' ? target !== none || pool === none : target === none;
  const isThere = ({ pools, volumes }: World, { target, pool }: Readonly<JobRow>) =>
    kind === 'pool' ? !isGone(pools.peek(pool)) : isListed(volumes.peek(target));
  const holds = (call: CallFacts, of: (job: Readonly<JobRow>) => boolean) => {
    const job = jobOf(call);
    return job !== undefined && of(job);
  };

  const rows: readonly ArrayRow[] = [
    {
      refuse: 'notFound',
      because: 'jobUnknown',
      cause: 'there is no such job, its TimeBeforeRemoval is over, or its provider has forgotten it',
      when: (call) => jobOf(call) === undefined,
      message: ({ request }) => `there is no job '${request.given.Job}', or no longer`,
    },
    {
      refuse: 'notFound',
      because: `works${kind === 'pool' ? 'OnVolume' : 'OnPool'}`,
      cause: `the job makes and deletes no ${kind}`,
      when: (call) => holds(call, worksOnOther),
      message: ({ request }) => `job '${request.given.Job}' makes and deletes no ${kind}`,
    },
    {
      refuse: 'notFound',
      because: `${kind}NotThere`,
      cause: `the ${kind} that the job is about is not there: ${absent[kind]}`,
      when: (call) => !holds(call, (job) => isThere(call.world, job)),
      message: ({ request }) => `the ${kind} of job '${request.given.Job}' is not there`,
    },
  ];

  return {
    malformed: ({ Job }) => (Job === null ? 'Job is missing' : null),

    rows: {
      service: [malformed, serviceFails],
      connect,
      tls,
      authenticate: authenticateReader,
      findService: findArray,
      invoke: [...line, ...methodRows({ method: affectedElements.method, reports: 'its jobs' }), ...providerLimits],
      // The job is looked for where the array can be asked.
      array: [providerGone, ...execution, ...rows],
      invokeReply,
    },

    plan: (call): Plan => ({
      outcome: 'success',
      make: null,
      change: null,
      remove: null,
      job: null,
      out: { [parameter]: text(call.world, theJob(call)) },
    }),

    reply: ({ code, out, status, decided }) => ({
      ReturnValue: code,
      [parameter]: null,
      ...out,
      ExtendedStatus: status,
      decided,
    }),

    ends: [],
  };
}

const absent = {
  volume: 'deleted, taken back when the job failed, or not listed yet',
  pool: 'deleted',
} as const;

/** The volume that a job makes or deletes. */
export function volumeOf({ target }: Readonly<JobRow>): VolumeHandle {
  if (target === none) throw new Error('a job without a volume got past the rows');
  return target;
}

function jobOf({ world, request }: CallFacts): Readonly<JobRow> | undefined {
  const text = String(request.given.Job);
  const handle = knownJob(world, readObjectPath(text)?.value ?? text);
  return handle === undefined ? undefined : world.jobs.peek(handle);
}

function theJob(call: CallFacts): Readonly<JobRow> {
  const job = jobOf(call);
  if (job === undefined) throw new Error('a request without a job got past its rows');
  return job;
}
