import { asReplica, makesSnapshots } from '../model/methods/createReplica.js';
import { createSnapshot } from '../model/methods/createSnapshot.js';
import { nobody } from '../model/situation.js';
import type { Run } from '../run/run.js';
import { type Advertised, methodsOf } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import { answers } from '../subject/needs.js';
import { isGranted, settle } from './clientViews.js';
import type { Scene, Theme } from './scenes.js';

/** More are made of no source, whatever its limit. */
const most = 5;

/** A volume gets as many snapshots as it may have, and one more is asked for. Hosts overwrite what they show, and write to one; then
 * the volume is to be deleted, and a snapshot of it.
 */
const lifeOf =
  (firstIn: (run: Run) => Call | undefined): Scene =>
  async (run) => {
    const first = firstIn(run);
    if (first === undefined || first.on === nobody.volume) return;
    const made: string[] = [];
    for (let round = 0; round < Math.min(most, (run.advertised.snapshots?.perSource ?? most) + 1); round++) {
      const reply = await run.call(first);
      await run.look();
      if (!isGranted(reply)) break;
      await settle(run);
      if (reply.TargetStorageVolume != null) made.push(run.symbols.name(reply.TargetStorageVolume));
    }
    await overwrite(run, first.on, 'after the snapshots');
    const [one, other] = made;
    if (other !== undefined) await overwrite(run, other, 'on a snapshot');
    await overwrite(run, first.on, 'once more');
    if (!methodsOf(run.advertised).includes('StorageVolume.Delete')) return;
    for (const on of [first.on, one])
      if (on !== undefined) {
        await run.call({ method: 'StorageVolume.Delete', on, with: {} });
        await run.look();
        await settle(run);
      }
  };

async function overwrite(run: Run, volume: string, tag: string): Promise<void> {
  const { actions, allocation } = run.advertised;
  if (!actions.includes('write')) return;
  const length = Math.min(allocation.extent, run.state.volumes[volume]?.size ?? 0);
  if (length > 0) await run.act({ do: 'write', volume, offset: 0, length, tag });
  await run.look();
}

const bySnapshot = (run: Run): Call | undefined => createSnapshot.careful(run, 0, 0);
const byReplica = (run: Run): Call | undefined => asReplica(bySnapshot(run));

/** One life for each method that makes snapshots. */
function livesOf(advertised: Advertised): Scene[] {
  const { snapshots } = advertised;
  const isMade = snapshots?.local === true || snapshots?.remote === true;
  return [
    ...(answers('CreateSnapshot', advertised) && isMade ? [lifeOf(bySnapshot)] : []),
    ...(answers('StorageVolume.CreateReplica', advertised) && makesSnapshots(advertised) ? [lifeOf(byReplica)] : []),
  ];
}

/** What snapshots are, from the first to the last of a volume. */
export const snapshotThemes: readonly Theme[] = (['roomy', 'limits'] as const).map((tier) => ({
  needs: [],
  tier,
  scenes: livesOf,
}));
