import { standsStill } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import type { Holds, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import { jobCompleted, jobFailed, jobKilled, jobNew, type ModelState, type ModelVolume, withEntry } from '../state.js';
import { type JobModel, type MethodModel, type Names, successOf } from './method.js';
import {
  copies,
  detach,
  dissolve,
  fracture,
  last,
  relationRules,
  restore,
  resync,
  reverse,
  split,
} from './relationRules.js';
import { oddPairs, pairIn, targetGiven, targetOf, withoutRelation } from './relations.js';

const method = 'StorageVolume.SetReplicationRelationship';

/** A resync, or a restore: the side that is copied to can't be used meanwhile, and then the mirror follows its source again. */
const jobs: JobModel = {
  reserves: false,
  goesOn: (state, { target }, _advertised, exact) => withMirror(state, target ?? '', { usable: exact ? false : null }),
  ended: (state, { target, jobState }) => {
    const to = target ?? '';
    const done = jobState === jobCompleted;
    const isRestored = state.volumes[to]?.mirror === null;
    const mirror = isRestored ? mirrorSetOut(state, to) : to;
    const free = withMirror(state, to, {
      usable: done ? true : null,
      state: state.volumes[to]?.state == null || !done ? null : 'online',
      ...(!done && isRestored && { healthStatus: null }),
    });
    return withMirror(free, mirror, { mirror: done ? 'inSync' : 'unknown' });
  },
  endings: () => [jobCompleted, jobFailed, jobKilled],
};

/** The state in which a side is copied to. */
function lockedAs(state: ModelState, side: string, fresh: boolean): ModelState {
  const word = state.volumes[side]?.state == null ? null : 'restoring';
  return withMirror(state, side, { usable: fresh ? false : null, state: word });
}

/** The mirror from which a source is restored. */
function mirrorSetOut({ volumes }: ModelState, source: string): string {
  const [mirror] = Object.entries(volumes).find(([, one]) => one.source === source && one.mirror === 'unknown') ?? [];
  return mirror ?? '';
}

function withMirror(state: ModelState, name: string, change: Partial<ModelVolume>): ModelState {
  const volume = state.volumes[name];
  return volume === undefined ? state : { ...state, volumes: withEntry(state.volumes, name, { ...volume, ...change }) };
}

/** Whether a call is answered with 0: undefined where that is not known. */
function isWithinCall({ call, advertised }: RuleInput): Holds {
  if (!copies(call)) return true;
  return advertised.clones.copies === 'unknown' ? undefined : advertised.clones.copies === 'withinCall';
}

function withOperation(input: RuleInput, { job }: Names, time: RuleInput['advertised']['time']): ModelState {
  const { call, state, advertised } = input;
  const name = targetGiven(call) ?? '';
  switch (call.with.Operation) {
    case fracture:
      return withMirror(state, name, { mirror: 'fractured' });
    case split:
      return withMirror(state, name, { mirror: 'split' });
    case resync: {
      if (job === null) return withMirror(state, name, { mirror: 'inSync' });
      const fresh = standsStill(advertised) && !time.callsPass;
      const begun = { target: name, pool: null, jobState: jobNew, percent: 0, errorCode: 0, fresh, gone: false };
      const busy = withMirror(lockedAs(state, name, fresh), name, { mirror: 'unknown' });
      return { ...busy, jobs: withEntry(busy.jobs, job, { method, ...begun }) };
    }
    case restore: {
      if (job === null) return withMirror(state, name, { mirror: 'inSync' });
      const fresh = standsStill(advertised) && !time.callsPass;
      const begun = { target: call.on, pool: null, jobState: jobNew, percent: 0, errorCode: 0, fresh, gone: false };
      const busy = lockedAs(state, call.on, fresh);
      const setOut = withMirror(busy, name, { mirror: 'unknown' });
      return { ...setOut, jobs: withEntry(setOut.jobs, job, { method, ...begun }) };
    }
    case reverse: {
      const { mirror = null } = state.volumes[name] ?? {};
      const first = withMirror(state, name, { source: null, mirror: null });
      return withMirror(first, call.on, { source: name, mirror });
    }
    default:
      return withoutRelation(input);
  }
}

/** MSFT_SMStorageVolume.SetReplicationRelationship
 * @see MSFT_SMStorageVolume.SetReplicationRelationship, "Return value"
 */
export const setReplicationRelationship: MethodModel = {
  method,
  calledOn: 'volume',
  needs: 'replication',
  makes: null,
  poolOf: (_, volume) => volume?.pool ?? null,
  rules: relationRules,
  success: (input) => successOf(isWithinCall(input)),
  successes: () => successOf(undefined),
  apply: withOperation,
  unanswered: (input) =>
    targetOf(input)?.source == null ? [] : [withOperation(input, { made: null, job: null }, input.advertised.time)],
  repeats: false,
  failsLate: () => false,
  steps: { objectNotFound: 'service', accessDenied: 'service' },
  late: ['objectNotFound', 'failed'],
  jobs,
  careful: (situation, a) => usual(situation, a, 0),
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

/** Whether a call has a source copied from its mirror. */
export function isRestore({ method: asked, with: given }: Call): boolean {
  return asked === method && given.Operation === restore;
}

/** A call of SetReplicationRelationship. */
export function relationCall(on: string, given: Given): Call {
  return { method, on, with: given };
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  const pair = pairIn(situation, a);
  if (pair === undefined) return undefined;
  const { source, target } = pair;
  const { mirror } = situation.state.volumes[target] ?? {};
  const operations =
    mirror == null ? [detach, dissolve] : [fracture, resync, split, restore, fracture, reverse, detach, resync];
  return relationCall(source, { Operation: pick(operations, b) ?? detach, TargetStorageVolume: target });
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call | undefined {
  const pairs = oddPairs(situation, a);
  const { on, target } = pick(pairs, b) ?? { on: '', target: '' };
  const { caller } = situation.advertised.deniedIdentities;
  const pair = pairIn(situation, a);
  const calls: readonly Call[] = [
    relationCall(on, { Operation: detach, TargetStorageVolume: target }),
    relationCall(on, { TargetStorageVolume: target }),
    relationCall(on, { Operation: detach }),
    relationCall(on, { Operation: 1, TargetStorageVolume: target }),
    relationCall(on, { Operation: last + 1, TargetStorageVolume: target }),
    relationCall(on, { Operation: detach, TargetStorageVolume: target, username: 'somebody' }),
    ...(pair === undefined
      ? []
      : [
          // Swapped, and nothing that anybody offers.
          relationCall(pair.target, { Operation: detach, TargetStorageVolume: pair.source }),
          relationCall(pair.source, { Operation: 3, TargetStorageVolume: pair.target }),
        ]),
    ...(caller === null ? [] : [{ ...relationCall(on, { Operation: detach, TargetStorageVolume: target }), caller }]),
  ];
  return pick(calls, b >> 2);
}
