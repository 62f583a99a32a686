import { type Call, type Given, textGiven } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import { type MadePool, unrestricted } from '../state.js';
import {
  driveFailed,
  driveUnknown,
  freeDrives,
  isNoListOfDrives,
  namesDrives,
  namesHeld,
  namesSpare,
  oddDrives,
  tellsOfPools,
} from './drives.js';
import { type MethodModel, successOf } from './method.js';
import {
  drivesOf,
  growthJobs,
  isGrownAtOnce,
  lookedAtMade,
  sizeOfDrives,
  withMade,
  withPoolJob,
} from './poolGrowth.js';
import { malformed, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(({ call }) => saysNothingOfWhat(call) || isNoListOfDrives(call) || isNoUsage(call)),
  {
    step: 'service',
    because: 'noName',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: ({ call }) => call.with.ElementName === undefined,
  },
  {
    step: 'service',
    because: 'noCreation',
    outcome: 'creationNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.poolCreation?.creates === false,
  },
  {
    step: 'service',
    because: 'noChoiceOfDrives',
    outcome: 'drivesNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised, call }) => advertised.poolCreation?.ofDrives === false && namesDrives(call),
  },
  driveUnknown,
  {
    step: 'service',
    because: 'severalPrimordialPools',
    outcome: 'severalPrimordialPools',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, state }) =>
      new Set(drivesOf(call).flatMap((name) => state.drives[name]?.primordialPool ?? [])).size > 1,
  },
  {
    step: 'service',
    because: 'hotSpare',
    outcome: 'hotSpare',
    property: 'CAUSE-COMPLETE',
    holds: namesSpare,
  },
  {
    step: 'service',
    because: 'drivesHeld',
    outcome: 'drivesInUse',
    property: 'CAUSE-COMPLETE',
    holds: namesHeld,
  },
  {
    step: 'service',
    because: 'settingUnknown',
    outcome: 'invalidSetting',
    property: 'CAUSE-COMPLETE',
    // The suite names no setting that there is.
    holds: ({ call }) => namesSetting(call),
  },
  {
    step: 'service',
    because: 'thin',
    outcome: 'thinNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised, call }) => advertised.poolCreation?.thin === false && call.with.ThinlyProvisioned === true,
  },
  ...provider,
  roleAtProvider,
  {
    step: 'array',
    because: 'drivesTaken',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    // One that a job adds may be free again when the service looks, and the array may know better.
    holds: (input) => (namesHeld(input) === false ? false : undefined),
  },
  driveFailed,
];

/** MSFT_SMSystem.CreatePool: no call is drawn that would succeed where the driver shows no drives.
 * @see MSFT_SMSystem.CreatePool, "Return value"
 */
export const createPool: MethodModel = {
  method: 'CreatePool',
  calledOn: 'single',
  needs: 'poolCreation',
  makes: { kind: 'pool', parameter: 'Pool', called: 'madePool', copies: false },
  poolOf: () => null,
  rules,
  success: ({ advertised }) => successOf(isGrownAtOnce(advertised)),
  successes: (advertised) => successOf(isGrownAtOnce(advertised)),
  apply: (input, { made, job }, time) =>
    made === null
      ? input.state
      : withPoolJob(withMade(input.state, asked(input), made, job), input, { job }, made, time),
  unanswered: (input, state) => [{ ...state, unseenPools: [...state.unseenPools, asked(input)] }],
  // Its drives are its own.
  repeats: false,
  // A pool that can't be renamed is taken back.
  failsLate: ({ names }) => names.given !== 'byClient',
  steps: {
    creationNotSupported: 'service',
    drivesNotSupported: 'service',
    severalPrimordialPools: 'service',
    drivesInUse: 'service',
    hotSpare: 'service',
    invalidSetting: 'service',
    settingElsewhere: 'service',
    thinNotSupported: 'service',
    noStorageCapabilities: 'readCapabilities',
    noDefaultSetting: 'readCapabilities',
    cannotModifyPool: 'rename',
  },
  late: ['inUse'],
  looked: lookedAtMade,
  jobs: growthJobs,
  careful: usual,
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

/** The pool that a call asks for, and of what. */
function asked({ call, state }: Pick<RuleInput, 'call' | 'state'>): MadePool {
  const drives = drivesOf(call);
  const total = sizeOfDrives(state, drives);
  const { Usage: usage } = call.with;
  return {
    drives,
    pool: {
      name: textGiven(call, 'ElementName') ?? '',
      total,
      free: total,
      stolen: 0,
      isPrimordial: false,
      isRemote: false,
      usage: typeof usage === 'number' ? usage : unrestricted,
      state: 'online',
      lastChange: 'accepted',
      deletion: null,
      growth: null,
      madeOf: state.drives[drives[0] ?? '']?.primordialPool ?? null,
    },
  };
}

/** A pool of a drive that no pool has, or of two. */
function usual(situation: Situation, a: number, b: number): Call | undefined {
  const { creates, ofDrives } = situation.advertised.poolCreation ?? {};
  if (!tellsOfPools(situation) || creates !== true || ofDrives !== true) return undefined;
  const home = pick(
    Object.keys(situation.state.pools).filter((name) => freeDrives(situation, name).length > 0),
    a,
  );
  const free = home === undefined ? [] : freeDrives(situation, home);
  const at = (a >> 2) % Math.max(1, free.length);
  const drives = free.slice(at, at + 1 + (b % 2));
  return drives.length === 0
    ? undefined
    : {
        method: 'CreatePool',
        on: 'MSFT_SMSystem',
        with: { ElementName: `pool-${b % 1009}`, DiskDriveObjectIds: drives },
      };
}

function saysNothingOfWhat(call: Call): boolean {
  return !namesSetting(call) && (call.with.DiskDriveObjectIds === undefined || isEmpty(call));
}

function isEmpty({ with: { DiskDriveObjectIds: drives } }: Call): boolean {
  return Array.isArray(drives) && drives.length === 0;
}

function namesSetting({ with: { PoolSettingObjectId: setting } }: Pick<RuleInput['call'], 'with'>): boolean {
  return setting !== undefined && setting !== '';
}

/** MSFT_SMPool.Usage goes from 1 to 8. */
function isNoUsage({ with: { Usage: usage } }: Call): boolean {
  return usage !== undefined && (typeof usage !== 'number' || usage < 1 || usage > 8);
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call {
  const { account, caller } = situation.advertised.deniedIdentities;
  const callOf = (given: Given): Call => ({ method: 'CreatePool', on: 'MSFT_SMSystem', with: given });
  const named = { ElementName: 'pool' };
  const ofNothing = { ...named, PoolSettingObjectId: nobody.setting };
  const ofNoDrive = { ...named, DiskDriveObjectIds: [nobody.drive] };
  const wrong: readonly Call[] = [
    callOf(named),
    callOf({ ...named, DiskDriveObjectIds: [] }),
    callOf({ PoolSettingObjectId: nobody.setting }),
    callOf({ ...ofNothing, Usage: 9 }),
    callOf({ ...named, DiskDriveObjectIds: nobody.drive }),
    callOf({ ...ofNothing, username: 'somebody' }),
    callOf(
      pick(
        [
          { ...ofNothing, ThinlyProvisioned: true },
          { ...ofNoDrive, ...ofNothing },
        ],
        a,
      ) ?? ofNothing,
    ),
    callOf(ofNothing),
    callOf(ofNoDrive),
    ...oddDrives(situation, a).map((given) => callOf({ ...named, ...given })),
    ...(caller === null ? [] : [{ ...callOf(ofNothing), caller }]),
    ...(account === null ? [] : [callOf({ ...ofNothing, ...account })]),
  ];
  return pick(wrong, b) ?? callOf(ofNothing);
}
