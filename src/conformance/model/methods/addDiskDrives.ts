import type { Call, Given } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
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
import { drivesOf, growthJobs, isGrownAtOnce, lookedAtGrowth, withGrowth, withPoolJob } from './poolGrowth.js';
import { malformed, poolPrimordial, poolRemote, poolUnknown, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  role,
  malformed(({ call }) => isNoListOfDrives(call) || !namesDrives(call)),
  poolUnknown,
  {
    step: 'service',
    because: 'noExpansion',
    outcome: 'expansionNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised }) => advertised.poolCreation?.expands === false,
  },
  poolPrimordial,
  driveUnknown,
  ...provider,
  roleAtProvider,
  poolRemote,
  {
    step: 'array',
    because: 'notOfDrives',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, state }) => !Object.values(state.drives).some(({ pool }) => pool === call.on),
  },
  {
    step: 'array',
    because: 'otherPrimordialPool',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: ({ call, state, pool }) =>
      drivesOf(call).some((name) => (state.drives[name]?.primordialPool ?? null) !== (pool?.madeOf ?? null)),
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
    because: 'poolAtWork',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: isPoolAtWork,
  },
  {
    step: 'array',
    because: 'drivesHeld',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: namesHeld,
  },
  {
    step: 'array',
    because: 'hotSpare',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    holds: namesSpare,
  },
  driveFailed,
];

/** MSFT_SMPool.AddDiskDrives: no call is drawn that would succeed where the driver shows no drives.
 * @see MSFT_SMPool.AddDiskDrives, "Return value"
 */
export const addDiskDrives: MethodModel = {
  method: 'AddDiskDrives',
  calledOn: 'pool',
  needs: 'poolCreation',
  makes: null,
  poolOf: ({ on }) => on,
  rules,
  success: ({ advertised }) => successOf(isGrownAtOnce(advertised)),
  successes: (advertised) => successOf(isGrownAtOnce(advertised)),
  apply: (input, { job }, time) =>
    withPoolJob(withGrowth(input, input.state, job, job === null), input, { job }, input.call.on, time),
  unanswered: (input, state) => {
    const atOnce = isGrownAtOnce(input.advertised);
    return [
      ...(atOnce === true ? [] : [withGrowth(input, state, null, false)]),
      ...(atOnce === false ? [] : [withGrowth(input, state, null, true)]),
    ];
  },
  repeats: false,
  failsLate: () => false,
  steps: {
    waitFailed: 'subscribe',
    expansionNotSupported: 'service',
    primordialPool: 'service',
    jobCompletedWithErrors: 'array',
  },
  late: ['objectNotFound'],
  wrongOut: ({ call }, { Pool: told }, nameOf) =>
    told != null && nameOf(told) === call.on ? null : `Pool is ${told == null ? 'missing' : nameOf(told)}`,
  looked: lookedAtGrowth,
  jobs: growthJobs,
  careful: usual,
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

/** Whether a job makes, grows or deletes a pool; undefined where it may be over. */
export function isPoolAtWork({ pool, state }: Pick<RuleInput, 'pool' | 'state'>): Holds {
  const works = [pool?.growth, pool?.deletion].flatMap((one) => one ?? []);
  if (works.length === 0) return false;
  return works.some(({ job }) => job !== null && state.jobs[job]?.fresh === true) ? true : undefined;
}

/** A pool that is made of drives gets one more. */
function usual(situation: Situation, a: number, b: number): Call | undefined {
  const { state, advertised } = situation;
  if (!tellsOfPools(situation) || advertised.poolCreation?.expands !== true) return undefined;
  const fit = Object.entries(state.pools).flatMap(([name, { madeOf, growth, deletion, state: word }]) => {
    const isMadeOfDrives = Object.values(state.drives).some(({ pool }) => pool === name);
    const isReady = growth === null && deletion === null && word !== 'offline';
    return isMadeOfDrives && isReady && freeDrives(situation, madeOf).length > 0 ? [name] : [];
  });
  const on = pick(fit, a);
  const drive = on === undefined ? undefined : pick(freeDrives(situation, state.pools[on]?.madeOf ?? null), b);
  return on === undefined || drive === undefined
    ? undefined
    : { method: 'AddDiskDrives', on, with: { DiskDriveObjectIds: [drive] } };
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call {
  const { state, advertised } = situation;
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
    ...Object.keys(state.drives)
      .slice(0, 2)
      .map((drive) => callOf(on, { DiskDriveObjectIds: [drive] })),
    ...oddDrives(situation, b).map((given) => callOf(on, given)),
    ...(caller === null ? [] : [{ ...callOf(primordial), caller }]),
    ...(account === null ? [] : [callOf(on, { ...ofNone, ...account })]),
  ];
  return pick(wrong, b) ?? callOf(nobody.pool);
}
