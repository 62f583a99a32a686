import type { MethodName } from '../../../vocabulary/methods/index.js';
import type { Call, Given, Reply } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import { isOver, type ModelJob } from '../state.js';
import type { MethodModel } from './method.js';
import { isMissing, malformed } from './shared.js';
import { provider } from './troubles.js';

const system = 'MSFT_SMSystem';
/** The id of a job that nobody has. */
const nobody = 'no such job';

/** What a method tells of a job. */
interface Told {
  readonly method: MethodName;
  readonly kind: 'volume' | 'pool';
  /** What it says, and whether that is an id. */
  readonly text: (reply: Reply) => string | null | undefined;
  readonly isId: boolean;
}

/** The methods of MSFT_SMSystem that tell what a job makes or deletes
 * @see MSFT_SMSystem.GetStorageVolumeObjectIdFromJob and the like, "Return value": 6, Not Found
 */
export function fromJob({ method, kind, text, isId }: Told): MethodModel {
  const callOf = (Job: string, given: Given = {}): Call => ({ method, on: system, with: { Job, ...given } });

  const rules: readonly Rule[] = [
    malformed(({ call, state }) => isNoReference(call, state)),
    ...provider,
    { step: 'array', because: 'jobUnknown', outcome: 'notFound', property: 'CAUSE-COMPLETE', holds: isUnknown },
    {
      step: 'array',
      because: kind === 'pool' ? 'worksOnVolume' : 'worksOnPool',
      outcome: 'notFound',
      property: 'CAUSE-COMPLETE',
      holds: (input) => {
        const job = jobOf(input);
        if (job === undefined) return false;
        const { method, target, pool } = job;
        // One that discovers works on neither.
        return (kind === 'pool' ? target : pool) !== null || (method !== null && target === null && pool === null);
      },
    },
    {
      step: 'array',
      because: `${kind}NotThere`,
      outcome: 'notFound',
      property: 'CAUSE-COMPLETE',
      holds: kind === 'pool' ? isPoolGone : isVolumeGone,
    },
  ];

  /** Of a job that works on something of the kind, if there is one; else of one that nobody has. */
  const usual = ({ state }: Situation, a: number): Call => {
    const all = Object.entries(state.jobs).filter(([, job]) => !job.gone);
    const fitting = all.filter(([, job]) => job[kind === 'pool' ? 'pool' : 'target'] !== null);
    const [name] = pick(fitting.length > 0 ? fitting : all, a) ?? [];
    return callOf(name ?? nobody);
  };

  /** What a careful client would never ask for. */
  const odd = (situation: Situation, a: number, b: number): Call => {
    const { state, advertised } = situation;
    const { account, caller } = advertised.deniedIdentities;
    const job = pick(Object.keys(state.jobs), a) ?? nobody;
    const element = pick([...Object.keys(state.volumes), ...Object.keys(state.pools)], a) ?? '';
    const wrong: readonly Call[] = [
      callOf(job),
      callOf(nobody),
      callOf(element),
      callOf(''),
      { ...callOf(job), with: {} },
      callOf(job, { username: 'somebody' }),
      callOf(job, { password: 'something' }),
      // Anybody may ask.
      ...(caller === null ? [] : [{ ...callOf(job), caller }]),
      ...(account === null
        ? []
        : [callOf(job, account), callOf(job, { ...account, password: `${account.password}, or not` })]),
    ];
    return pick(wrong, b) ?? callOf(job);
  };

  return {
    method,
    calledOn: 'single',
    makes: null,
    poolOf: () => null,
    rules,
    success: () => ['success'],
    successes: ({ creates, deletes, clones }) => {
      const makes = clones.copies !== 'withinCall' || creates?.by === 'job';
      const started = deletes?.by === 'job' || (kind === 'volume' && makes);
      return started ? ['success'] : [];
    },
    apply: ({ state }) => state,
    unanswered: () => [],
    repeats: false,
    failsLate: () => false,
    steps: { notFound: 'array' },
    late: ['notFound'],
    wrongOut: (input, reply, nameOf) => {
      const told = text(reply);
      if (told == null || told === '') return `nothing is told of a ${kind}`;
      const job = jobOf(input);
      const due = kind === 'pool' ? job?.pool : job?.target;
      if (!isId || due == null || nameOf(told) === due) return null;
      return `${nameOf(told)} is told of job ${input.call.with.Job}, which is about ${due}`;
    },
    jobs: null,
    careful: usual,
    draws: {
      core: [[odd, 1]],
      jobs: [[usual, 2]],
    },
  };
}

function jobOf({ state, call }: RuleInput): ModelJob | undefined {
  const { Job } = call.with;
  return typeof Job === 'string' && Object.hasOwn(state.jobs, Job) ? state.jobs[Job] : undefined;
}

/** Whether Job is none, or refers to an element that is no job. It may still be known for one when it is gone. */
function isNoReference({ with: { Job } }: Call, { jobs, volumes, pools }: Situation['state']): Holds {
  if (typeof Job !== 'string' || Job === '' || Object.hasOwn(volumes, Job) || Object.hasOwn(pools, Job)) return true;
  return Job === nobody || Object.hasOwn(jobs, Job) ? false : undefined;
}

function isUnknown(input: RuleInput): Holds {
  const { call, advertised } = input;
  if (isNoReference(call, input.state) === true) return false;
  const job = jobOf(input);
  // One that a look or a reply has shown, and the run has lost sight of, may still be there.
  if (job === undefined) return call.with.Job === nobody ? true : undefined;
  if (job.gone) return advertised.forgetsJobs ? undefined : true;
  return isOver(job.jobState) || advertised.forgetsJobs ? undefined : false;
}

function isVolumeGone(input: RuleInput): Holds {
  const job = jobOf(input);
  if (job === undefined || job.pool !== null) return false;
  const { state, advertised } = input;
  const volume = state.volumes[job.target ?? ''];
  if (volume === undefined) return undefined;
  return isMissing({ volume, advertised, state });
}

function isPoolGone(input: RuleInput): Holds {
  const job = jobOf(input);
  if (job === undefined || job.pool === null) return false;
  return job.fresh && !isOver(job.jobState) ? false : undefined;
}
