import type { Call, Given } from '../../subject/call.js';
import type { ModelDrive } from '../driveState.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import type { ModelState } from '../state.js';
import { drivesOf } from './poolGrowth.js';

// What the methods share that name disk drives.

export const driveUnknown: Rule = {
  step: 'service',
  because: 'driveUnknown',
  outcome: 'invalidParameter',
  property: 'CAUSE-COMPLETE',
  // Where the driver shows no drives, the suite names none that there is.
  holds: ({ call, state }) => drivesOf(call).some((name) => state.drives[name] === undefined),
};

export function namesDrives(call: Pick<Call, 'with'>): boolean {
  return drivesOf(call).length > 0;
}

/** Whether what is to be a list is none, or names a drive twice. */
export function isNoListOfDrives(call: Call): boolean {
  const { DiskDriveObjectIds: drives } = call.with;
  const named = drivesOf(call);
  return (drives !== undefined && !Array.isArray(drives)) || new Set(named).size < named.length;
}

/** Whether one of the drives is a hot spare. */
export function namesSpare({ call, state }: RuleInput): boolean {
  return drivesOf(call).some((name) => state.drives[name]?.isSpare === true);
}

/** Whether a concrete pool has one of the drives: of one that a job adds, that is not known once time may have passed. */
export function namesHeld({ call, state }: RuleInput): Holds {
  let possible = false;
  for (const name of drivesOf(call)) {
    const drive = state.drives[name];
    if (drive === undefined || drive.pool === null) {
      // What nobody was told of may have it.
      possible ||= state.unseenPools.some(({ drives }) => drives.includes(name));
      continue;
    }
    if (!drive.joining || isFresh(state, drive)) return true;
    possible = true;
  }
  return possible ? undefined : false;
}

function isFresh({ jobs }: ModelState, { pool }: ModelDrive): boolean {
  return Object.values(jobs).some((job) => job.pool === pool && job.fresh);
}

/** Whether one of the drives is unhealthy: what comes of that the documents don't say. */
export const driveFailed: Rule = {
  step: 'array',
  because: 'driveFailed',
  outcome: 'failed',
  property: 'CAUSE-COMPLETE',
  holds: ({ call, state }) =>
    drivesOf(call).some((name) => state.drives[name]?.healthStatus === unhealthy) ? undefined : false,
};

/** MSFT_SMDiskDrive.HealthStatus. */
const unhealthy = 2;

/** The drives of a primordial pool that no pool has, and that can be part of one. */
export function freeDrives({ state }: Situation, home: string | null): readonly string[] {
  return Object.entries(state.drives).flatMap(([name, { primordialPool, pool, isSpare, healthStatus }]) =>
    primordialPool === home && pool === null && !isSpare && healthStatus !== unhealthy ? [name] : [],
  );
}

/** Drives that no new pool may have: part of one, hot spares, the same twice, one that there is beside one that there is not. */
export function oddDrives({ state }: Situation, a: number): readonly Given[] {
  const all = Object.keys(state.drives);
  const one = pick(all, a);
  if (one === undefined) return [];
  const where = (fits: (drive: ModelDrive) => boolean) =>
    Object.entries(state.drives).flatMap(([name, drive]) => (fits(drive) ? [[name]] : []));
  const lists = [
    ...where(({ isSpare }) => isSpare),
    ...where(({ pool }) => pool !== null).slice(0, 2),
    [one, one],
    [one, nobody.drive],
    all,
  ];
  return lists.map((DiskDriveObjectIds) => ({ DiskDriveObjectIds }));
}

/** Whether a subject says all that it takes to know what becomes of pools that are made of drives. */
export function tellsOfPools({ advertised, state }: Situation): boolean {
  return advertised.poolCreation?.sizes === 'drives' && Object.keys(state.drives).length > 0;
}
