import type { MethodName } from '../../../vocabulary/methods/index.js';
import { standsStill } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import { isOpen, jobCompleted, jobNew, withEntry } from '../state.js';
import { type MethodModel, successOf } from './method.js';
import { malformed, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const service = 'MSFT_SMStorageDiscovery';

/** What is known of one of its methods. */
interface Known {
  readonly method: MethodName;
  /** What it is given beside where the provider is. */
  readonly given: Given;
  /** The outcome where another discovery is under way, and whether that stands against a call. */
  readonly busy: { readonly outcome: string; readonly holds: (call: Call) => boolean };
  /** What is malformed beside what both methods are given. */
  readonly malformed: (call: Call) => boolean;
  /** Further reasons to refuse. */
  readonly unless: readonly Rule[];
  /** Arguments of other good calls, and of bad ones. */
  readonly others: (situation: Situation) => readonly Given[];
  readonly bad: readonly Given[];
}

/** The model of a method of MSFT_SMStorageDiscovery: it changes nothing of what there is.
 * @see MSFT_SMStorageDiscovery, the methods' "Return value": whatever goes wrong is 1, Failed
 */
export function discoveryOf({ method, given, busy, malformed: isMalformed, unless, others, bad }: Known): MethodModel {
  const rules: readonly Rule[] = [
    role,
    malformed(({ call }) => isMalformedPlace(call) || isMalformed(call)),
    {
      step: 'service',
      because: 'underWay',
      outcome: busy.outcome,
      property: 'CAUSE-COMPLETE',
      holds: (input) => (busy.holds(input.call) ? isUnderWay(input) : false),
    },
    {
      step: 'connect',
      because: 'wrongHost',
      outcome: 'failed',
      property: 'CAUSE-COMPLETE',
      holds: ({ call, advertised: { discovery } }) => discovery !== undefined && call.with.host !== discovery.host,
    },
    {
      step: 'connect',
      because: 'wrongKind',
      outcome: 'failed',
      property: 'CAUSE-COMPLETE',
      holds: ({ call, advertised: { discovery } }) => {
        const { hostType } = call.with;
        return hostType === undefined || hostType === discovery?.hostType ? false : isNull(discovery?.hostType);
      },
    },
    ...provider,
    roleAtProvider,
    {
      step: 'findService',
      because: 'wrongNamespace',
      outcome: 'failed',
      property: 'CAUSE-COMPLETE',
      holds: ({ call, advertised: { discovery } }) =>
        discovery !== undefined && call.with.interopNamespace !== discovery.interopNamespace,
    },
    ...unless,
    {
      step: 'array',
      because: 'queue',
      outcome: 'failed',
      property: 'CAP-LIMIT',
      holds: isQueueFull,
      isUnpredictable: ({ limits: { runningJobs, queuedJobs } }) => runningJobs === null || queuedJobs === null,
    },
  ];

  const callOf = ({ advertised: { discovery } }: Situation, more: Given = {}): Call => ({
    method,
    on: service,
    with: {
      host: discovery?.host ?? '',
      ...(discovery?.hostType == null ? {} : { hostType: discovery.hostType }),
      interopNamespace: discovery?.interopNamespace ?? '',
      ...given,
      ...more,
    },
  });

  const usual = (situation: Situation, a: number): Call => callOf(situation, pick([{}, ...others(situation)], a));

  /** What a careful client would never ask for. */
  const odd = (situation: Situation, a: number, b: number): Call => {
    const { account, caller } = situation.advertised.deniedIdentities;
    const wrong: readonly Call[] = [
      ...[
        { host: 'elsewhere.example' },
        { interopNamespace: 'root/elsewhere' },
        { host: '' },
        { hostType: 'floppy' },
      ].map((one) => callOf(situation, one)),
      callOf(situation, { host: 'elsewhere.example', interopNamespace: 'root/elsewhere' }),
      callOf(situation, pick(bad, a)),
      callOf(situation, { username: 'somebody' }),
      callOf(situation, { password: 'something', host: 'elsewhere.example' }),
      ...(caller === null ? [] : [{ ...callOf(situation), caller }]),
      ...(account === null
        ? []
        : [callOf(situation, account), callOf(situation, { ...account, password: `${account.password}, or not` })]),
    ];
    return pick(wrong, b) ?? callOf(situation);
  };

  return {
    method,
    calledOn: 'single',
    needs: 'discovery',
    makes: null,
    poolOf: () => null,
    rules,
    success: ({ advertised }) => successOf(isWithinCall(advertised)),
    successes: (advertised) => successOf(isWithinCall(advertised)),
    apply: ({ state, call, advertised }, { job }, time) => {
      if (job === null) return state;
      const begun = {
        method: call.method,
        target: null,
        pool: null,
        jobState: jobNew,
        percent: 0,
        errorCode: 0,
        fresh: standsStill(advertised) && !time.callsPass,
        gone: false,
      };
      return { ...state, jobs: withEntry(state.jobs, job, begun) };
    },
    // What the storage service knows is not seen, and of a job that nobody was told of nothing depends.
    unanswered: (_input, state) => [state],
    repeats: false,
    failsLate: () => false,
    steps: { inProgress: 'service' },
    late: [],
    jobs: {
      reserves: false,
      goesOn: (state) => state,
      ended: (state) => state,
      endings: () => [jobCompleted],
    },
    careful: (situation) => callOf(situation),
    draws: {
      core: [
        [usual, 1],
        [odd, 1],
      ],
      jobs: [[usual, 1]],
    },
  };
}

function isWithinCall({ discovery }: RuleInput['advertised']): Holds {
  return discovery === undefined || discovery.by === 'unknown' ? undefined : discovery.by === 'call';
}

/** @see StartDiscovery, hostType */
const hostTypes: readonly unknown[] = ['host-resource', 'smis-wmi', 'smis-cimxml'];

function isMalformedPlace({ with: { host, hostType, interopNamespace } }: Call): boolean {
  const isMissing = (value: unknown) => value === undefined || value === '';
  return isMissing(host) || isMissing(interopNamespace) || (hostType !== undefined && !hostTypes.includes(hostType));
}

function isNull(value: unknown): Holds {
  return value == null ? undefined : true;
}

/** Whether a job discovers; a look shows jobs, too, of which nobody knows what started them. */
function isUnderWay({ state, advertised: { discovery } }: RuleInput): Holds {
  if (discovery?.oneAtATime === false || discovery?.by === 'call') return false;
  const open = Object.values(state.jobs).filter((job) => isOpen(job) && job.target === null && job.pool === null);
  if (open.length === 0) return false;
  return discovery?.oneAtATime === true && open.some(({ method, fresh }) => method !== null && fresh)
    ? true
    : undefined;
}

/** Where no more jobs may wait for their turn. */
function isQueueFull({ state, advertised }: RuleInput): Holds {
  const { runningJobs, queuedJobs } = advertised.limits;
  if (isWithinCall(advertised) === true) return false;
  if (runningJobs === null || queuedJobs === null) return undefined;
  const most = Object.values(state.jobs).filter(isOpen).length + state.unobserved.length;
  return most >= runningJobs + queuedJobs ? undefined : false;
}
