import type { Call, Given } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import { driveUnknown, namesDrives, notAList } from './drives.js';
import type { MethodModel } from './method.js';
import { malformed, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(({ call }) => saysNothingOfWhat(call) || notAList(call) || isNoUsage(call)),
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
];

/** MSFT_SMSystem.CreatePool: when it is refused. No call is drawn that would succeed: of which drives there are, no look tells.
 * @see MSFT_SMSystem.CreatePool, "Return value"
 */
export const createPool: MethodModel = {
  method: 'CreatePool',
  calledOn: 'single',
  needs: 'poolCreation',
  makes: null,
  poolOf: () => null,
  rules,
  success: () => ['success', 'jobStarted'],
  successes: () => ['success', 'jobStarted'],
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  steps: Object.fromEntries(
    [
      ...['creationNotSupported', 'drivesNotSupported', 'severalPrimordialPools', 'drivesInUse', 'hotSpare'],
      ...['invalidSetting', 'settingElsewhere', 'thinNotSupported'],
    ].map((outcome) => [outcome, 'service' as const]),
  ),
  late: [],
  jobs: null,
  careful: () => undefined,
  draws: { core: [[odd, 1]] },
};

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
function odd({ advertised }: Situation, a: number, b: number): Call {
  const { account, caller } = advertised.deniedIdentities;
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
    ...(caller === null ? [] : [{ ...callOf(ofNothing), caller }]),
    ...(account === null ? [] : [callOf({ ...ofNothing, ...account })]),
  ];
  return pick(wrong, b) ?? callOf(ofNothing);
}
