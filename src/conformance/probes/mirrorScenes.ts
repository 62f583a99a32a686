import { replicaOf } from '../model/methods/createReplica.js';
import { fracture, relationCall, resync, split } from '../model/methods/setReplicationRelationship.js';
import type { Run } from '../run/run.js';
import { action, answers, mirroring, virtualTime } from '../subject/needs.js';
import { isGranted, settle, targetOf } from './clientViews.js';
import type { Scene, Theme } from './scenes.js';

/** What is asked of a relation, one after the other. */
const lives: readonly (readonly number[])[] = [
  [fracture, resync, split, resync],
  [split, resync, fracture, fracture],
  [resync, fracture],
];

/** The end of a relation. */
const detach = 8;

/** A mirror is made, led through a life with writes to both sides between, and let go. */
function lifeOf(operations: readonly number[]): Scene {
  return async (run) => {
    const [source] = Object.entries(run.state.volumes)
      .filter(([, one]) => one.usable === true && !one.isSnapshot)
      .toSorted(([, one], [, other]) => one.size - other.size)
      .map(([name]) => name);
    if (source === undefined) return;
    const reply = await run.call(replicaOf(source, { SyncType: 6 }));
    if (!isGranted(reply)) return;
    await write(run, source, 'while it is copied');
    await settle(run);
    const mirror = targetOf(run, reply);
    if (mirror === undefined) return;
    await run.look();
    await grow(run, source);
    for (const [at, operation] of operations.entries()) {
      await run.call(relationCall(source, { Operation: operation, TargetStorageVolume: mirror }));
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

/** The source is to become larger than its mirror. */
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
  { needs: [mirroring, action('write'), virtualTime], tier: 'roomy', scenes: () => lives.map(lifeOf) },
];
