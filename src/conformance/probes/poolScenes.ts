import { freeDrives, tellsOfPools } from '../model/methods/drives.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call, NoReply, Reply } from '../subject/call.js';
import { answers, deleting, member } from '../subject/needs.js';
import { isGranted, settle, targetOf } from './clientViews.js';
import { deleted } from './deleting.js';
import type { Scene, Theme } from './scenes.js';

/** A pool of drives, from its making to its end: it grows, its drives are asked for once more, a volume fills it, and all of it is free in
 * the end, for a pool of all drives.
 */
const life: Scene = async (run) => {
  const [home, drives] = mostDrives(run);
  const [first, second, third] = drives;
  if (!tellsOfPools(run) || home === undefined || first === undefined || second === undefined) return;
  const pool = poolOf(run, await made(run, [first]));
  if (pool === undefined) return;
  await made(run, [first]);
  await made(run, [second, second]);
  await made(run, [first, second]);
  await made(run, drivesThatAreSpare(run));
  if (answers('AddDiskDrives', run.advertised))
    for (const names of [[first], drivesThatAreSpare(run), [second], [second], third === undefined ? [] : [third]])
      await done(run, { method: 'AddDiskDrives', on: pool, with: { DiskDriveObjectIds: names } });
  await fill(run, pool);
  if (!answers('Pool.Delete', run.advertised)) return;
  await done(run, { method: 'Pool.Delete', on: pool, with: {} });
  await made(run, drives);
};

/** The drives that are free of the primordial pool that has most of them. */
function mostDrives(run: Run): readonly [home: string | undefined, drives: readonly string[]] {
  const all = Object.keys(run.state.pools).map((name) => [name, freeDrives(run, name)] as const);
  return all.toSorted(([, one], [, other]) => other.length - one.length)[0] ?? [undefined, []];
}

function drivesThatAreSpare({ state }: Run): readonly string[] {
  return Object.entries(state.drives).flatMap(([name, { isSpare }]) => (isSpare ? [name] : []));
}

function made(run: Run, drives: readonly string[]): Promise<Reply | NoReply> {
  const named = { ElementName: `pool of ${drives.length}`, DiskDriveObjectIds: drives };
  return done(run, { method: 'CreatePool', on: 'MSFT_SMSystem', with: named });
}

/** A call, and what has come of it when its job is over. */
async function done(run: Run, call: Call): Promise<Reply | NoReply> {
  const reply = await run.call(call);
  await run.look();
  if (isGranted(reply) && reply.Job !== null) await settle(run);
  return reply;
}

function poolOf(run: Run, reply: Reply | NoReply): string | undefined {
  const name = isGranted(reply) && reply.Pool != null ? run.symbols.name(reply.Pool) : undefined;
  return name !== undefined && name in run.state.pools ? name : undefined;
}

/** A volume takes all of it, in whose way the deletion of the pool is; then it goes. */
async function fill(run: Run, on: string): Promise<void> {
  if (!answers('Pool.CreateStorageVolume', run.advertised) || !answers('StorageVolume.Delete', run.advertised)) return;
  const { allocation, creates } = run.advertised;
  const full = allocation.kind !== 'full' && creates?.thin === true ? { ThinlyProvisioned: false } : {};
  const reply = await done(run, {
    method: 'Pool.CreateStorageVolume',
    on,
    with: { Size: run.state.pools[on]?.total ?? allocation.extent, ...full },
  });
  const volume = isGranted(reply) ? targetOf(run, reply) : undefined;
  if (volume === undefined) return;
  if (answers('Pool.Delete', run.advertised)) await done(run, { method: 'Pool.Delete', on, with: {} });
  await deleted(run, volume);
  await run.look();
}

function makesPools(advertised: Advertised): boolean {
  const { creates, ofDrives } = advertised.poolCreation ?? {};
  return answers('CreatePool', advertised) && creates === true && ofDrives === true;
}

/** What pools go through that are made of drives. */
export const poolThemes: readonly Theme[] = [
  {
    needs: [member('drives'), deleting],
    tier: 'roomy',
    scenes: (advertised) => (makesPools(advertised) ? [life] : []),
  },
];
