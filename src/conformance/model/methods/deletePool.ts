import { standsStill } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import type { Look } from '../look.js';
import { freeAfter } from '../room.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import {
  isOver,
  jobCompleted,
  jobFrom,
  jobKilled,
  jobNew,
  type ModelState,
  unknownPool,
  unrestricted,
  withEntry,
  withoutEntry,
} from '../state.js';
import { isPoolAtWork } from './addDiskDrives.js';
import { type JobModel, type MethodModel, successOf } from './method.js';
import { withDrivesFree } from './poolGrowth.js';
import { isDeletedAtOnce, malformed, poolPrimordial, poolRemote, poolUnknown, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(),
  poolUnknown,
  {
    step: 'service',
    because: 'noDeletion',
    outcome: 'deletionNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.deletes?.pools === false,
  },
  poolPrimordial,
  ...provider,
  roleAtProvider,
  poolRemote,
  {
    step: 'array',
    because: 'reserved',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool !== undefined && pool.usage !== unrestricted,
  },
  {
    step: 'array',
    because: 'poolOffline',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.state === 'offline',
  },
  {
    step: 'array',
    because: 'deleting',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool, state }) => {
      const job = pool?.deletion?.job;
      if (pool?.deletion == null) return false;
      return job != null && state.jobs[job]?.fresh === true ? true : undefined;
    },
  },
  {
    step: 'array',
    because: 'growing',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool, state }) =>
      pool?.growth == null ? false : isPoolAtWork({ pool: { ...pool, deletion: null }, state }),
  },
  {
    step: 'array',
    because: 'hasVolumes',
    outcome: 'poolHasVolumes',
    property: 'CAUSE-COMPLETE',
    holds: hasVolumes,
  },
  {
    step: 'array',
    because: 'roomTaken',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool !== undefined && pool.stolen > 0,
  },
];

const jobs: JobModel = {
  reserves: false,
  goesOn: (state) => state,
  ended: (state, { pool, jobState }) =>
    jobState === jobCompleted ? withoutPool(state, pool ?? '') : withPoolBack(state, pool ?? ''),
  // A look at volumes does not tell.
  endings: () => [jobCompleted, jobKilled],
};

/** MSFT_SMPool.Delete
 * @see MSFT_SMPool.Delete, "Return value"
 */
export const deletePool: MethodModel = {
  method: 'Pool.Delete',
  calledOn: 'pool',
  needs: 'deletes',
  makes: null,
  poolOf: ({ on }) => on,
  rules,
  success: ({ advertised }) => successOf(isDeletedAtOnce(advertised.deletes)),
  successes: ({ deletes }) => successOf(isDeletedAtOnce(deletes)),

  apply: ({ state, call, pool, advertised }, { job }, time) => {
    if (job === null) return withoutPool(state, call.on);
    if (pool === undefined) return state;
    const begun = {
      method: call.method,
      target: null,
      pool: call.on,
      jobState: jobNew,
      percent: 0,
      errorCode: 0,
      fresh: standsStill(advertised) && !time.callsPass,
      gone: false,
    };
    return {
      ...state,
      pools: withEntry(state.pools, call.on, { ...pool, deletion: { job } }),
      jobs: withEntry(state.jobs, job, begun),
    };
  },

  unanswered: ({ call, advertised }, state) => {
    const pool = state.pools[call.on];
    if (pool === undefined) return [];
    const isDone = isDeletedAtOnce(advertised.deletes);
    return [
      ...(isDone === true
        ? []
        : [{ ...state, pools: withEntry(state.pools, call.on, { ...pool, deletion: { job: null } }) }]),
      ...(isDone === false ? [] : [withoutPool(state, call.on)]),
    ];
  },
  repeats: false,
  failsLate: () => false,
  steps: {
    waitFailed: 'subscribe',
    deletionNotSupported: 'service',
    primordialPool: 'service',
    poolHasVolumes: 'array',
    jobCompletedWithErrors: 'array',
  },
  late: ['cimNotFound', 'objectNotFound'],
  looked,
  jobs,
  careful: ({ state }, a) => {
    const on = pick(
      Object.keys(state.pools).filter((name) => isEmpty(state, name)),
      a,
    );
    return on === undefined ? undefined : deleteOf(on);
  },
  draws: {
    core: [[odd, 1]],
    capacity: [[any, 1]],
    jobs: [
      [any, 1],
      [unready, 1],
    ],
  },
};

function deleteOf(on: string, given: Given = {}): Call {
  return { method: 'Pool.Delete', on, with: given };
}

function withoutPool(state: ModelState, name: string): ModelState {
  const pools = withoutEntry(state.pools, name);
  const pool = state.pools[name];
  const home = pools[pool?.madeOf ?? ''];
  // The primordial pool that it was made of gets back all of it.
  if (pool?.madeOf != null && home !== undefined)
    pools[pool.madeOf] = { ...home, free: freeAfter(home, pool.total), lastChange: 'refund' };
  return withDrivesFree({ ...state, pools }, name);
}

/** The state with a pool whose deletion came to nothing. */
function withPoolBack(state: ModelState, name: string): ModelState {
  const pool = state.pools[name];
  return pool === undefined ? state : { ...state, pools: withEntry(state.pools, name, { ...pool, deletion: null }) };
}

/** The state when a look has shown what became of deletions by jobs that no reply has named. */
function looked(state: ModelState, look: Look): ModelState {
  let settled = state;
  for (const [name, pool] of Object.entries(state.pools)) {
    if (pool.deletion === null || pool.deletion.job !== null) continue;
    // A job that works on a pool names no volume.
    const [job, seen] =
      [...look.jobs].find(
        ([id, { target, jobState }]) => target === null && !isOver(jobState) && settled.jobs[id] === undefined,
      ) ?? [];
    if (!look.pools.has(name)) settled = withoutPool(settled, name);
    else if (job === undefined || seen === undefined) settled = withPoolBack(settled, name);
    else
      settled = {
        ...settled,
        pools: withEntry(settled.pools, name, { ...pool, deletion: { job } }),
        jobs: withEntry(settled.jobs, job, jobFrom(seen, { method: 'Pool.Delete', target: null, pool: name })),
      };
  }
  return settled;
}

/** Whether volumes are allocated from it: one that a job makes or removes may be gone. */
function hasVolumes({ state, call, volumes }: RuleInput): Holds {
  let possible = state.unobserved.some(({ pool }) => pool === call.on || pool === unknownPool);
  for (const { pool, usable, job, deletion } of volumes) {
    // A pool that only a look tells may be this one.
    if (pool === unknownPool) possible = true;
    if (pool !== call.on) continue;
    if (usable !== null || (job === null && deletion === null)) return true;
    possible = true;
  }
  return possible ? undefined : false;
}

function isEmpty(state: ModelState, name: string): boolean {
  return !Object.values(state.volumes).some(({ pool }) => pool === name);
}

function any({ state }: Situation, a: number): Call | undefined {
  const on = pick(Object.keys(state.pools), a);
  return on === undefined ? undefined : deleteOf(on);
}

/** A pool that is not online, which empty ones can be, too. */
function unready({ state }: Situation, a: number): Call | undefined {
  const on = pick(
    Object.keys(state.pools).filter((name) => state.pools[name]?.state !== 'online'),
    a,
  );
  return on === undefined ? undefined : deleteOf(on);
}

/** What a careful client would never ask for: pools that have volumes are the most of them. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.pools), a) ?? nobody.pool;
  const { account, caller } = advertised.deniedIdentities;
  const wrong: readonly Call[] = [
    deleteOf(nobody.pool),
    deleteOf(on, { username: 'somebody' }),
    deleteOf(nobody.pool, { password: 'something' }),
    ...Object.keys(state.pools).flatMap((name) =>
      isEmpty(state, name) && state.pools[name]?.isPrimordial === false && state.pools[name]?.isRemote === false
        ? []
        : [deleteOf(name)],
    ),
    ...(caller === null
      ? []
      : [
          { ...deleteOf(on), caller },
          { ...deleteOf(nobody.pool), caller },
        ]),
    ...(account === null
      ? []
      : [deleteOf(on, { ...account }), deleteOf(on, { ...account, password: `${account.password}, or not` })]),
  ];
  return pick(wrong, b) ?? deleteOf(nobody.pool);
}
