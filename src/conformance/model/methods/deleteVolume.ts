import { type Advertised, standsStill } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import type { Look } from '../look.js';
import { withoutVolume } from '../removal.js';
import { sharesExtents } from '../room.js';
import type { Rule, RuleInput } from '../rule.js';
import { idle, nobody, pick, type Situation, volumesWhere } from '../situation.js';
import {
  isOpen,
  isOver,
  jobCompleted,
  jobFrom,
  jobKilled,
  jobNew,
  type ModelState,
  unrestricted,
  withEntry,
} from '../state.js';
import { isLinked, keptSources, parentKept, sourceKept } from './cloneFamilies.js';
import { type JobModel, type MethodModel, successOf } from './method.js';
import { isSnapshotMade } from './replicaKinds.js';
import {
  isAtWork,
  isDeletedAtOnce,
  isLocked,
  isMissing,
  isReserved,
  malformed,
  role,
  roleAtProvider,
} from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(),
  {
    step: 'service',
    because: 'volumeUnknown',
    outcome: 'elementNotPresent',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  {
    step: 'service',
    because: 'noDeletion',
    outcome: 'deleteNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.deletes?.volumes === false,
  },
  {
    step: 'service',
    because: 'exposed',
    outcome: 'volumeExposed',
    property: 'CAUSE-COMPLETE',
    // A subject that does not tell may expose any of its volumes.
    holds: ({ volume, advertised }) =>
      volume === undefined || advertised.deletes?.exposed === false ? false : (volume.isExposed ?? undefined),
  },
  ...provider,
  roleAtProvider,
  {
    step: 'array',
    because: 'reserved',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume }) => volume !== undefined && isReserved(volume.usage),
  },
  {
    step: 'array',
    because: 'locked',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => isLocked(input),
  },
  {
    step: 'array',
    because: 'copying',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: isAtWork,
  },
  parentKept,
  sourceKept,
  {
    step: 'array',
    because: 'mustRemainAssociated',
    outcome: 'detachFailed',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume, call, volumes, advertised }) => {
      if (volume === undefined || advertised.deletes?.associated === true) return false;
      const sides = [volume, ...volumes.filter(({ source }) => source === call.on)];
      const isAssociated = sides.some((one) => one.source !== null && !isSnapshotMade(one));
      return isAssociated && (advertised.deletes?.associated === null ? undefined : true);
    },
  },
  {
    step: 'array',
    because: 'resourcePoolTakesNothing',
    outcome: 'returnToResourcePoolFailed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => takesNothing(input) && input.pool?.usage !== unrestricted,
  },
  {
    step: 'array',
    because: 'poolTakesNothing',
    outcome: 'returnToStoragePoolFailed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => takesNothing(input) && input.pool?.usage === unrestricted,
  },
];

const jobs: JobModel = {
  reserves: false,

  goesOn: (state, { target }, _advertised, exact) => {
    const name = target ?? '';
    const volume = state.volumes[name];
    if (volume === undefined || volume.deletion === null) return state;
    const usable = exact ? volume.deletion.usableMeanwhile : null;
    return volume.usable === usable
      ? state
      : { ...state, volumes: withEntry(state.volumes, name, { ...volume, usable }) };
  },

  ended: (state, { target, jobState }, advertised) =>
    jobState === jobCompleted
      ? withoutVolume(state, target ?? '', sharesExtents(advertised))
      : withVolumeBack(state, target ?? ''),

  endings: (_state, { target }, shown) => {
    if (shown === undefined) return [jobCompleted, jobKilled];
    return [shown.has(target ?? '') ? jobKilled : jobCompleted];
  },
};

/** MSFT_SMStorageVolume.Delete
 * @see MSFT_SMStorageVolume.Delete, "Return value"
 */
export const deleteVolume: MethodModel = {
  method: 'StorageVolume.Delete',
  calledOn: 'volume',
  needs: 'deletes',
  makes: null,
  poolOf: (_, volume) => volume?.pool ?? null,
  rules,
  success: ({ advertised }) => successOf(isDeletedAtOnce(advertised.deletes)),
  successes: ({ deletes }) => successOf(isDeletedAtOnce(deletes)),

  apply: ({ state, call, advertised }, { job }, time) => {
    if (job === null) return withoutVolume(state, call.on, sharesExtents(advertised));
    const fresh = standsStill(advertised) && !time.callsPass;
    const begun = {
      method: call.method,
      target: call.on,
      pool: null,
      jobState: jobNew,
      percent: 0,
      errorCode: 0,
      fresh,
      gone: false,
    };
    const locked = withLock(state, call.on, job, fresh);
    return { ...locked, jobs: withEntry(locked.jobs, job, begun) };
  },

  unanswered: ({ call, volume, advertised }, state) => {
    if (volume === undefined || state.volumes[call.on] === undefined) return [];
    const isDone = isDeletedAtOnce(advertised.deletes);
    return [
      ...(isDone === true ? [] : [withLock(state, call.on, null, false)]),
      ...(isDone === false ? [] : [withoutVolume(state, call.on, sharesExtents(advertised))]),
    ];
  },
  repeats: false,
  failsLate: () => false,
  steps: {
    volumeExposed: 'service',
    deleteNotSupported: 'service',
    elementNotPresent: 'service',
    detachFailed: 'array',
    returnToResourcePoolFailed: 'array',
    returnToStoragePoolFailed: 'array',
  },
  late: ['cimNotFound', 'elementNotPresent'],
  looked,
  jobs,
  careful: (situation, a) => {
    const on = pick(deletable(situation), a);
    return on === undefined ? undefined : deleteOf(on);
  },
  draws: {
    core: [[odd, 2]],
    capacity: [[usual, 3]],
    jobs: [[busy, 1]],
  },
};

/** A call of MSFT_SMStorageVolume.Delete. */
function deleteOf(on: string, given: Given = {}): Call {
  return { method: 'StorageVolume.Delete', on, with: given };
}

function withLock(state: ModelState, name: string, job: string | null, exact: boolean): ModelState {
  const volume = state.volumes[name];
  if (volume === undefined) return state;
  const { usable, state: word } = volume;
  // One that is offline or has failed has no lock.
  const locks = usable === true;
  const usableMeanwhile = locks ? false : usable;
  const locked = {
    ...volume,
    deletion: { job, usable, state: word, usableMeanwhile },
    usable: exact ? usableMeanwhile : null,
    state: locks ? 'deleting' : word,
  };
  return { ...state, volumes: withEntry(state.volumes, name, locked) };
}

/** The state with a volume as it was before its deletion was begun, which came to nothing. */
function withVolumeBack(state: ModelState, name: string): ModelState {
  const volume = state.volumes[name];
  if (volume === undefined || volume.deletion === null) return state;
  const { usable, state: word } = volume.deletion;
  return { ...state, volumes: withEntry(state.volumes, name, { ...volume, deletion: null, usable, state: word }) };
}

/** The state when a look has shown what became of deletions by jobs that no reply has named: a volume that is gone was deleted,
 * and one that no job works on is what it was before.
 */
function looked(state: ModelState, look: Look, advertised: Advertised): ModelState {
  let settled = state;
  for (const [name, volume] of Object.entries(state.volumes)) {
    const { deletion } = volume;
    if (deletion === null || deletion.job !== null) continue;
    const [job, seen] = [...look.jobs].find(([, { target, jobState }]) => target === name && !isOver(jobState)) ?? [];
    if (!look.volumes.has(name)) settled = withoutVolume(settled, name, sharesExtents(advertised));
    else if (job === undefined || seen === undefined || state.jobs[job] !== undefined)
      settled = withVolumeBack(settled, name);
    else
      settled = {
        ...settled,
        volumes: withEntry(settled.volumes, name, { ...volume, deletion: { ...deletion, job } }),
        jobs: withEntry(settled.jobs, job, jobFrom(seen, { method: 'StorageVolume.Delete', target: name, pool: null })),
      };
  }
  return settled;
}

function takesNothing({ pool }: RuleInput): boolean {
  return pool?.state === 'offline' || pool?.state === 'readOnly';
}

/** What was made, that no job is at work on, and that are not kept for clones of their own. */
function deletable({ state, advertised }: Situation): readonly string[] {
  const free = new Set(idle(state));
  const keeps = advertised.declares.linkedParents !== 'deleted';
  for (const source of keptSources(state, advertised)) free.delete(source);
  for (const clone of keeps ? Object.values(state.volumes) : []) if (isLinked(clone)) free.delete(clone.madeOf ?? '');
  return volumesWhere(state, ({ madeBy }) => madeBy !== null).filter((name) => free.has(name));
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  const on = pick(b % 5 === 0 ? idle(situation.state) : deletable(situation), a);
  return on === undefined ? undefined : deleteOf(on);
}

/** Any volume, whatever works on it. */
function busy({ state }: Situation, a: number): Call | undefined {
  const on = pick(Object.keys(state.volumes), a);
  return on === undefined ? undefined : deleteOf(on);
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const { account, caller } = advertised.deniedIdentities;
  const wrong: readonly Call[] = [
    deleteOf(nobody.volume),
    deleteOf(on, { username: 'somebody' }),
    deleteOf(on, { password: 'something' }),
    deleteOf(nobody.volume, { username: 'somebody' }),
    ...(caller === null
      ? []
      : [
          { ...deleteOf(on), caller },
          { ...deleteOf(nobody.volume), caller },
        ]),
    ...(account === null
      ? []
      : [
          deleteOf(on, { ...account }),
          deleteOf(on, { ...account, password: `${account.password}, or not` }),
          deleteOf(nobody.volume, { ...account }),
        ]),
    ...volumesWhere(state, ({ isExposed }) => isExposed === true).map((name) => deleteOf(name)),
    ...Object.values(state.jobs).flatMap((job) => (isOpen(job) && job.target !== null ? [deleteOf(job.target)] : [])),
  ];
  return pick(wrong, b) ?? deleteOf(nobody.volume);
}
