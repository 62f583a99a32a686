import type { Call, NoReply, Reply } from '../../conformance/subject/call.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, isOk, on, wrapped } from './mutant.js';

const syncOnly = on('sync-only');

/** Arrays whose replies are not as documented. */
export const wrongReplies: readonly ArrayMutant[] = [
  replying('reply-without-target', 'It does not name the target that it makes.', (reply) =>
    isOk(reply) ? { ...reply, TargetStorageVolume: null } : reply,
  ),
  replying('reply-without-job', 'It says that a job has started, and does not name it.', (reply) =>
    reply.ReturnValue === 4096 ? { ...reply, Job: null } : reply,
  ),
  replying(
    'success-with-job',
    'It says that all is done, and names a job.',
    (reply) => (reply.ReturnValue === 0 ? { ...reply, Job: noSuchJob } : reply),
    syncOnly,
  ),
  replying('unknown-job', 'It names a job that does not exist.', (reply) =>
    reply.ReturnValue === 4096 ? { ...reply, Job: noSuchJob } : reply,
  ),
  replying('unknown-target', 'It names a target that does not exist.', (reply) =>
    isOk(reply) ? { ...reply, TargetStorageVolume: `${reply.TargetStorageVolume}0` } : reply,
  ),
  replying('error-with-target', 'It refuses, and names a target.', (reply, { on: source }) =>
    isOk(reply) ? reply : { ...reply, TargetStorageVolume: source },
  ),
  replying('error-with-both', 'It refuses, and names a target and a job.', (reply, { on: source }) =>
    isOk(reply) ? reply : { ...reply, TargetStorageVolume: source, Job: noSuchJob },
  ),
  replying('source-named-as-target', 'It names the source as the target.', (reply, { on: source }) =>
    isOk(reply) ? { ...reply, TargetStorageVolume: source } : reply,
  ),
  wrapped('job-of-another-call', 'It names the first job of all that exist.', (inner) => ({
    answers: (reply) => (reply.Job === null ? reply : { ...reply, Job: oldestJob(inner) ?? reply.Job }),
  })),
  replying('says-done-while-copying', 'It says that all is done when its job has just begun.', (reply) =>
    reply.ReturnValue === 4096 ? { ...reply, ReturnValue: 0, Job: null } : reply,
  ),
  replying(
    'says-job-when-done',
    'It says that a job has started when all is done.',
    (reply) => (reply.ReturnValue === 0 ? { ...reply, ReturnValue: 4096, Job: noSuchJob } : reply),
    syncOnly,
  ),
  replying('no-extended-status', 'It refuses without an ExtendedStatus.', (reply) => ({
    ...reply,
    ExtendedStatus: null,
  })),
  replying('success-with-status', 'It tells of an error when it succeeds.', (reply) =>
    isOk(reply) ? { ...reply, ExtendedStatus: { StatusCode: 4, SMMessage: 'it failed', SMDetails: '' } } : reply,
  ),
  telling('status-of-another-code', 'Its ExtendedStatus has another code than its reply.', ({ ReturnValue }) => ({
    StatusCode: ReturnValue + 1,
  })),
  telling(
    'status-without-numbers',
    'Its ExtendedStatus tells of a shortage without a number.',
    ({ ReturnValue, ExtendedStatus }) =>
      ReturnValue === 40002 ? { SMMessage: String(ExtendedStatus?.SMMessage).replace(/[\d.]+/g, 'some') } : {},
  ),
  telling('status-says-nothing', 'Its ExtendedStatus has no message.', () => ({ SMMessage: '' })),
  telling('status-of-another-method', 'Its ExtendedStatus tells of another method.', () => ({
    Operation: 'MSFT_SMStorageVolume.CreateSnapshot',
  })),
];

const noSuchJob = 'job-00000000-00000000';

function oldestJob(inner: Simulator): string | undefined {
  return inner.observe({ kind: 'jobs' })[0]?.id;
}

function replying(name: string, wrong: string, answers: (reply: Reply, call: Call) => Reply, base = {}): ArrayMutant {
  return wrapped(name, wrong, () => ({ answers }), base);
}

/** Other members in the ExtendedStatus of errors. */
function telling(
  name: string,
  wrong: string,
  change: (reply: Reply) => Readonly<Record<string, unknown>>,
): ArrayMutant {
  return replying(name, wrong, (reply) =>
    reply.ExtendedStatus === null ? reply : { ...reply, ExtendedStatus: { ...reply.ExtendedStatus, ...change(reply) } },
  );
}

/** The target of a reply that says that there is one. */
export function targetOf(reply: Reply | NoReply): string | null {
  return 'noReply' in reply || !isOk(reply) ? null : (reply.TargetStorageVolume ?? null);
}
