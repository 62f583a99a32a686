import { replicaOf } from '../model/methods/createReplica.js';
import { detach, fracture, restore, resync, reverse, split } from '../model/methods/relationRules.js';
import { relationCall } from '../model/methods/setReplicationRelationship.js';
import type { Run } from '../run/run.js';
import { action, answers, mirroring, virtualTime } from '../subject/needs.js';
import { isGranted, settle, targetOf } from './clientViews.js';
import { product, type Scene, type Theme } from './scenes.js';

/** What is asked of a relation, one after the other. */
const lives: readonly (readonly number[])[] = [
  [fracture, resync, split, resync],
  [split, resync, fracture, fracture],
  [resync, fracture],
];

/** What is asked of a relation whose sides are as large as each other: a source is restored, and roles are reversed, and back. */
const livesOfPeers: readonly (readonly number[])[] = [
  [split, restore, fracture, restore],
  [reverse, split, reverse, restore],
  [fracture, reverse, resync, split],
];

/** A mirror is made, led through a life with writes to both sides between, and let go. */
function lifeOf(operations: readonly number[], grows: boolean): Scene {
  return async (run) => {
    const [source] = usableBySize(run);
    if (source === undefined) return;
    const reply = await run.call(replicaOf(source, { SyncType: 6 }));
    if (!isGranted(reply)) return;
    await write(run, source, 'while it is copied');
    await settle(run);
    const mirror = targetOf(run, reply);
    if (mirror === undefined) return;
    await run.look();
    if (grows) await grow(run, source);
    for (const [at, operation] of operations.entries()) {
      // Roles may have been reversed.
      const isReversed = run.state.volumes[source]?.source === mirror;
      const [on, TargetStorageVolume] = isReversed ? [mirror, source] : [source, mirror];
      await run.call(relationCall(on, { Operation: operation, TargetStorageVolume }));
      await run.look();
      await write(run, source, `to the source ${at}`);
      await run.look();
      await settle(run);
      await write(run, mirror, `to the mirror ${at}`);
      await run.look();
    }
    await run.call(relationCall(source, { Operation: detach, TargetStorageVolume: mirror }));
    await run.look();
    await write(run, source, 'in the end');
    await run.look();
  };
}

/** A source that is read-only is to be restored, and to change its role. */
const unfit: Scene = async (run) => {
  const [source] = usableBySize(run);
  const reply = source === undefined ? undefined : await run.call(replicaOf(source, { SyncType: 6 }));
  if (source === undefined || reply === undefined || !isGranted(reply)) return;
  await settle(run);
  const mirror = targetOf(run, reply);
  if (mirror === undefined) return;
  const ask = async (operation: number) => {
    const done = await run.call(relationCall(source, { Operation: operation, TargetStorageVolume: mirror }));
    await run.look();
    if (isGranted(done) && done.Job !== null) await settle(run);
  };
  await run.look();
  await ask(split);
  if (answers('SetReadonly', run.advertised)) {
    await run.call({ method: 'SetReadonly', on: source, with: {} });
    await run.look();
    for (const operation of [restore, reverse, resync]) await ask(operation);
    await run.call({ method: 'SetReadWrite', on: source, with: {} });
    await ask(split);
  }
};

/** A volume that is there becomes a clone or a mirror of another one: it is as large, or larger, which roles that are reversed show. */
function overwritten(SyncType: 6 | 8, times: 1 | 2): Scene {
  return async (run) => {
    const [source] = usableBySize(run);
    const { size = 0, pool = '' } = run.state.volumes[source ?? ''] ?? {};
    if (source === undefined || !answers('Pool.CreateStorageVolume', run.advertised)) return;
    const call = { method: 'Pool.CreateStorageVolume', on: pool, with: { Size: times * size } } as const;
    const made = await run.call(call);
    await settle(run);
    const target = isGranted(made) ? targetOf(run, made) : undefined;
    if (target === undefined) return;
    await write(run, target, 'overwritten');
    await write(run, source, 'to be copied');
    await run.look();
    const again = replicaOf(source, { SyncType, TargetStorageVolume: target });
    const reply = await run.call(again);
    await run.look();
    if (!isGranted(reply)) return;
    // What is a replica already becomes none once more.
    await run.call(again);
    await settle(run);
    await run.call(again);
    await run.look();
    if (SyncType === 8) return;
    for (const operation of [reverse, split, restore, detach]) {
      await run.call(relationCall(source, { Operation: operation, TargetStorageVolume: target }));
      await run.look();
      await settle(run);
    }
  };
}

function usableBySize(run: Run): readonly string[] {
  return Object.entries(run.state.volumes)
    .filter(([, one]) => one.usable === true && !one.isSnapshot)
    .toSorted(([, one], [, other]) => one.size - other.size)
    .map(([name]) => name);
}

/** One is to become larger than the other side. */
async function grow(run: Run, on: string): Promise<void> {
  const { resizes } = run.advertised;
  const size = run.state.volumes[on]?.size;
  if (!answers('StorageVolume.ModifySize', run.advertised) || resizes == null || size === undefined) return;
  await run.call({ method: 'StorageVolume.ModifySize', on, with: { NewSize: size + (resizes.roundsTo ?? 1) } });
  await run.look();
  await settle(run);
}

async function write(run: Run, volume: string, tag: string): Promise<void> {
  const { extent } = run.advertised.allocation;
  if (run.state.volumes[volume]?.usable === true)
    await run.act({ do: 'write', volume, offset: 0, length: extent, tag });
}

/** What mirrors may go through. */
export const mirrorThemes: readonly Theme[] = [
  {
    needs: [mirroring, action('write'), virtualTime],
    tier: 'roomy',
    scenes: () => [
      ...lives.map((one) => lifeOf(one, true)),
      ...livesOfPeers.map((one) => lifeOf(one, false)),
      unfit,
      ...product([6, 8] as const, [1, 2] as const).map(([kind, times]) => overwritten(kind, times)),
    ],
  },
];
