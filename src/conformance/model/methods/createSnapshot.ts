import type { Call, Given } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { idle, nobody, pick, poolsWhere, type Situation } from '../situation.js';
import { isWithinCall } from './cloneEffect.js';
import { cloneRules } from './cloneRules.js';
import { type MethodModel, successOf } from './method.js';
import { usualLength } from './names.js';
import { isMissing, role, roleAtProvider } from './shared.js';
import { snapshotJobs, withSnapshot, withUnobservedSnapshot } from './snapshotEffect.js';
import {
  deltaReplicaContainer,
  notContainer,
  snapshotOfSnapshot,
  snapshotsPerSource,
  unlessContainers,
} from './snapshotRules.js';
import { poolRequired } from './targetPoolRules.js';
import { provider } from './troubles.js';

/** Rules of clones that hold of snapshots, too, by their causes. A shortage is a failure: there is no code of its own. */
function ofClones(...causes: readonly string[]): Rule[] {
  return cloneRules
    .filter(({ because }) => causes.includes(because))
    .map((rule) => (rule.outcome === 'notEnoughResources' ? { ...rule, outcome: 'failed' } : rule));
}

const isNamed = ({ call }: RuleInput): boolean => call.with.TargetPool !== undefined;

/** @see MSFT_SMStorageVolume.CreateSnapshot, "Return value" */
const rules: readonly Rule[] = [
  role,
  ...ofClones('malformed'),
  {
    step: 'service',
    because: 'noSnapshots',
    outcome: 'snapshotNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised: { snapshots } }) => snapshots?.local !== true && snapshots?.remote !== true,
  },
  {
    step: 'service',
    because: 'locality',
    outcome: 'replicationTypeNotSupported',
    property: 'CAP-NO',
    holds: (input) => {
      const { snapshots, targetPool } = input.advertised;
      if (snapshots?.local !== true && snapshots?.remote !== true) return false;
      if (input.pool?.isRemote === true) return !snapshots.remote;
      return !snapshots.local && (isNamed(input) || targetPool.given !== 'requiredForRemote');
    },
  },
  ...provider,
  roleAtProvider,
  {
    step: 'invoke',
    because: 'notFound',
    outcome: 'cimNotFound',
    property: 'CAUSE-COMPLETE',
    holds: (input) => (isNamed(input) && input.pool === undefined ? true : isMissing(input)),
  },
  ...ofClones('poolForbidden'),
  poolRequired(({ snapshots }) => snapshots?.local !== true),
  ...ofClones('poolNotOfSource', 'nameTaken', 'clonesUnavailable'),
  snapshotOfSnapshot,
  ...ofClones('sourceReserved', 'primordial'),
  notContainer,
  ...ofClones('poolReserved', 'poolNotReserved').map(unlessContainers),
  ...ofClones('sourceNotUsable', 'poolState', 'sourcePoolOffline', 'linkPartitioned'),
  { ...snapshotsPerSource, outcome: 'failed' },
  ...ofClones('overcommit', 'volumes', 'metadata', 'queue', 'nameExists'),
];

/** MSFT_SMStorageVolume.CreateSnapshot */
export const createSnapshot: MethodModel = {
  method: 'CreateSnapshot',
  calledOn: 'volume',
  needs: 'snapshots',
  makes: { kind: 'volume', parameter: 'TargetStorageVolume', called: 'snapshot', copies: false },
  shortage: 'failed',
  poolOf: ({ with: { TargetPool: pool } }, volume) => (typeof pool === 'string' ? pool : (volume?.pool ?? null)),
  rules,
  success: (input) => successOf(isWithinCall(input)),
  successes: ({ clones: { copies } }) =>
    copies === 'bySize'
      ? ['success', 'jobStarted']
      : successOf(copies === 'unknown' ? undefined : copies === 'withinCall'),
  apply: withSnapshot,
  unanswered: (input, state, late) => [withUnobservedSnapshot(input, state, late)],
  repeats: true,
  // One that can't be renamed is taken back.
  failsLate: ({ names }) => names.given !== 'byClient',
  steps: {
    cannotModifyVolume: 'rename',
    snapshotNotSupported: 'service',
    replicationTypeNotSupported: 'service',
    cimNoSuchProperty: 'rename',
  },
  late: ['cimNotFound', 'notSupported'],
  jobs: snapshotJobs,
  careful,
  draws: {
    core: [
      [usualSnapshot, 3],
      [odd, 1],
    ],
  },
};

/** A call of CreateSnapshot. */
function snapshotOf(on: string, given: Given = {}): Call {
  return { method: 'CreateSnapshot', on, with: given };
}

function careful({ state, advertised }: Situation, a: number, b: number): Call {
  const { ofSnapshots } = advertised.snapshots ?? {};
  const volumes = idle(state).filter((name) => ofSnapshots === true || state.volumes[name]?.isSnapshot === false);
  return snapshotOf(pick(volumes, a) ?? nobody.volume, usualPool({ state, advertised }, b));
}

/** A snapshot as most are asked for. */
export function usualSnapshot({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const name = b % 3 === 1 ? { ElementName: `shot-${b % 1009}` } : {};
  const short = (advertised.names.longest ?? usualLength) >= 16 ? name : {};
  const pool =
    b % 4 === 2 && advertised.targetPool.given !== 'forbidden' ? pick(Object.keys(state.pools), b >> 3) : undefined;
  return snapshotOf(on, {
    ...usualPool({ state, advertised }, b),
    ...(pool === undefined ? {} : { TargetPool: pool }),
    ...short,
  });
}

/** A pool, where one has to be named. */
function usualPool({ state, advertised }: Situation, b: number): Given {
  const { targetPool, snapshots } = advertised;
  const isNeeded = targetPool.given === 'required' || snapshots?.inContainers === true;
  if (!isNeeded || targetPool.given === 'forbidden') return {};
  const those = poolsWhere(state, snapshots?.local !== false);
  const fitting = those.filter(
    (name) => snapshots?.inContainers !== true || state.pools[name]?.usage === deltaReplicaContainer,
  );
  const pool = pick(fitting.length === 0 ? those : fitting, b);
  return pool === undefined ? {} : { TargetPool: pool };
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const { caller } = advertised.deniedIdentities;
  const wrong: readonly Call[] = [
    snapshotOf(nobody.volume),
    snapshotOf(on, { ElementName: '' }),
    snapshotOf(on, { TargetPool: nobody.pool }),
    snapshotOf(on, { TargetPool: on }),
    snapshotOf(on, { username: 'somebody' }),
    ...(caller === null ? [] : [{ ...snapshotOf(on), caller }]),
    ...Object.keys(state.pools).map((TargetPool) => snapshotOf(on, { TargetPool })),
  ];
  return pick(wrong, b) ?? snapshotOf(nobody.volume);
}
