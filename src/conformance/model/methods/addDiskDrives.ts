import type { Call, Given } from '../../subject/call.js';
import type { Rule } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import { driveUnknown, namesDrives, notAList } from './drives.js';
import type { MethodModel } from './method.js';
import { malformed, poolUnknown, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(({ call }) => notAList(call) || !namesDrives(call)),
  poolUnknown,
  {
    step: 'service',
    because: 'noExpansion',
    outcome: 'expansionNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.poolCreation?.expands === false,
  },
  {
    step: 'service',
    because: 'primordial',
    outcome: 'primordialPool',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.isPrimordial === true,
  },
  driveUnknown,
  ...provider,
  roleAtProvider,
];

/** MSFT_SMPool.AddDiskDrives: when it is refused. No call is drawn that would succeed: of which drives there are, no look tells.
 * @see MSFT_SMPool.AddDiskDrives, "Return value"
 */
export const addDiskDrives: MethodModel = {
  method: 'AddDiskDrives',
  calledOn: 'pool',
  needs: 'poolCreation',
  makes: null,
  poolOf: ({ on }) => on,
  rules,
  success: () => ['success', 'jobStarted'],
  successes: () => ['success', 'jobStarted'],
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  steps: {
    waitFailed: 'subscribe',
    expansionNotSupported: 'service',
    primordialPool: 'service',
    jobCompletedWithErrors: 'array',
  },
  late: [],
  jobs: null,
  careful: () => undefined,
  draws: { core: [[odd, 1]] },
};

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const { account, caller } = advertised.deniedIdentities;
  const on = pick(Object.keys(state.pools), a) ?? nobody.pool;
  const primordial = Object.keys(state.pools).find((name) => state.pools[name]?.isPrimordial === true) ?? nobody.pool;
  const ofNone: Given = { DiskDriveObjectIds: [nobody.drive] };
  const callOf = (pool: string, given: Given = ofNone): Call => ({ method: 'AddDiskDrives', on: pool, with: given });
  const wrong: readonly Call[] = [
    callOf(on),
    callOf(primordial),
    callOf(nobody.pool),
    callOf(on, {}),
    callOf(on, { DiskDriveObjectIds: [] }),
    callOf(primordial, { DiskDriveObjectIds: nobody.drive }),
    callOf(nobody.pool, { ...ofNone, password: 'something' }),
    ...(caller === null ? [] : [{ ...callOf(primordial), caller }]),
    ...(account === null ? [] : [callOf(on, { ...ofNone, ...account })]),
  ];
  return pick(wrong, b) ?? callOf(nobody.pool);
}
