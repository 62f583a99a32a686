import type { MethodName } from '../../../vocabulary/methods/index.js';
import type { Call, Given } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation, volumesWhere } from '../situation.js';
import { type ModelState, type ModelVolume, withEntry } from '../state.js';
import type { MethodModel } from './method.js';
import { isLocked, isMissing, malformed, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(),
  {
    step: 'service',
    because: 'volumeUnknown',
    outcome: 'objectNotFound',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  ...provider,
  roleAtProvider,
  {
    step: 'array',
    because: 'accessFixed',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.access?.changes === false,
  },
  {
    step: 'array',
    because: 'snapshotFixed',
    outcome: 'invalidPermission',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume, advertised }) => (volume?.isSnapshot === true ? not(advertised.access?.snapshots) : false),
  },
  {
    step: 'array',
    because: 'exposed',
    outcome: 'invalidPermission',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume, advertised }) => {
      const refuses = not(advertised.access?.exposed);
      if (volume === undefined || refuses === false) return false;
      return volume.isExposed === true ? refuses : (volume.isExposed ?? undefined);
    },
  },
  {
    step: 'array',
    because: 'locked',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: isLocked,
  },
  {
    step: 'array',
    because: 'notUsable',
    outcome: 'cannotModifyVolume',
    property: 'CAUSE-COMPLETE',
    holds: isUnfit,
  },
];

/** The contrary of what a subject says; undefined where it does not say. */
function not(said: boolean | null | undefined): Holds {
  return said == null ? undefined : !said;
}

/** Whether its own copy still runs, or it has failed. One that is offline is sound. */
function isUnfit({ volume, state, advertised }: RuleInput): Holds {
  if (volume === undefined || volume.state === 'offline' || isLocked({ volume }) !== false) return false;
  // Of a pool that is offline nobody sees what its volumes are.
  if (volume.usable === null || state.pools[volume.pool]?.state === 'offline') return undefined;
  // Nor what the subject calls one that hosts can't use.
  return volume.usable
    ? false
    : volume.state === null && (volume.madeBy === null || advertised.clones.targetUsable === 'unknown')
      ? undefined
      : true;
}

/** What SetReadonly and SetReadWrite have in common.
 * @param isReadOnly whether hosts may only read a volume afterwards
 */
export function setAccess(
  method: Extract<MethodName, 'SetReadonly' | 'SetReadWrite'>,
  isReadOnly: boolean,
): MethodModel {
  const callOf = (on: string, given: Given = {}): Call => ({ method, on, with: given });
  const usual = ({ state }: Situation, a: number): Call | undefined => {
    // A volume that hosts can write to is of more use to what else is judged.
    const candidates = volumesWhere(state, (volume) =>
      isReadOnly ? volume.madeOf !== null : volume.isReadOnly === true,
    );
    const on = pick(candidates.length === 0 ? Object.keys(state.volumes) : candidates, a);
    return on === undefined ? undefined : callOf(on);
  };
  const odd = ({ state, advertised }: Situation, a: number, b: number): Call => {
    const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
    const { account, caller } = advertised.deniedIdentities;
    const wrong: readonly Call[] = [
      callOf(nobody.volume),
      callOf(on, { username: 'somebody' }),
      callOf(nobody.volume, { password: 'something' }),
      ...(caller === null ? [] : [on, nobody.volume].map((one) => ({ ...callOf(one), caller }))),
      ...(account === null ? [] : [callOf(on, { ...account }), callOf(nobody.volume, { ...account })]),
      ...volumesWhere(state, ({ isSnapshot, isExposed }) => isSnapshot || isExposed === true).map((name) =>
        callOf(name),
      ),
      ...volumesWhere(state, ({ usable }) => usable === false).map((name) => callOf(name)),
    ];
    return pick(wrong, b) ?? callOf(nobody.volume);
  };
  /** Any volume, whatever works on it. */
  const busy = ({ state }: Situation, a: number): Call | undefined => {
    const on = pick(Object.keys(state.volumes), a);
    return on === undefined ? undefined : callOf(on);
  };
  return {
    method,
    calledOn: 'volume',
    needs: 'access',
    makes: null,
    poolOf: (_, volume) => volume?.pool ?? null,
    rules,
    success: () => ['success'],
    successes: () => ['success'],
    apply: ({ state, call }) => withAccess(state, call.on, isReadOnly),
    unanswered: ({ call }, state) =>
      state.volumes[call.on] === undefined ? [] : [withAccess(state, call.on, isReadOnly)],
    repeats: false,
    failsLate: () => false,
    steps: {
      invalidLogicalUnit: 'service',
      invalidPermission: 'array',
      cannotModifyVolume: 'array',
      // It subscribes to nothing.
      cimAlreadyExists: 'invoke',
      cimInvalidResponseDestination: 'invoke',
    },
    late: ['cimNotFound', 'invalidLogicalUnit'],
    looked: (state, look) => {
      let settled = state;
      for (const [name, volume] of Object.entries(state.volumes)) {
        // Somebody may have been told nothing of what became of a call, and a look tells.
        if (volume.isReadOnly !== null) continue;
        const seen = look.volumes.get(name)?.isReadOnly;
        if (seen !== undefined) settled = withAccess(settled, name, seen);
      }
      return settled;
    },
    jobs: null,
    careful: usual,
    draws: {
      core: [
        [usual, 1],
        [odd, 1],
      ],
      jobs: [[busy, 1]],
    },
  };
}

function withAccess(state: ModelState, name: string, isReadOnly: boolean): ModelState {
  const volume: ModelVolume | undefined = state.volumes[name];
  if (volume === undefined || volume.isReadOnly === isReadOnly) return state;
  return { ...state, volumes: withEntry(state.volumes, name, { ...volume, isReadOnly }) };
}
