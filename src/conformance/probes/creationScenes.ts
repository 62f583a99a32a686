import { oddInPool } from '../model/methods/createVolumeInPool.js';
import { oddInSystem } from '../model/methods/createVolumeInSystem.js';
import { fitPools } from '../model/methods/creation.js';
import type { Run } from '../run/run.js';
import type { Call, Given } from '../subject/call.js';
import { answers, deleting } from '../subject/needs.js';
import { isGranted, settle, targetOf } from './clientViews.js';
import { deleted } from './deleting.js';
import type { Scene, Theme } from './scenes.js';

type Creating = 'Pool.CreateStorageVolume' | 'System.CreateStorageVolume';

/** A volume is asked for that no pool has room for. The nearest size is told, and taken; then there is no room for another. */
const nearest =
  (method: Creating): Scene =>
  async (run) => {
    const { pools } = run.state;
    const total = Object.values(pools).reduce((sum, pool) => sum + pool.total, 0);
    for (const on of method === 'Pool.CreateStorageVolume' ? fitPools(run) : ['MSFT_SMSystem'])
      for (const kind of kindsOf(run)) {
        const asked = (Size: number): Call => ({ method, on, with: { Size, ...kind } });
        const refused = await run.call(asked(2 * total));
        await run.look();
        if (isGranted(refused)) {
          if (!(await goneAgain(run, refused))) return;
          continue;
        }
        const told = 'Size' in refused ? refused.Size : null;
        if (typeof told !== 'number' || told === 0) continue;
        const taken = await run.call(asked(told));
        await run.look();
        const another = await run.call(asked(run.advertised.allocation.extent));
        await run.look();
        for (const reply of [another, taken]) if (isGranted(reply) && !(await goneAgain(run, reply))) return;
      }
  };

/** Each pool is filled by one volume, and has all its room back. */
const largest: Scene = async (run) => {
  for (const on of fitPools(run)) {
    const reply = await run.call({
      method: 'Pool.CreateStorageVolume',
      on,
      with: { UseMaximumSize: true, ...full(run) },
    });
    await run.look();
    if (isGranted(reply) && !(await goneAgain(run, reply))) return;
  }
};

/** All that a careful client would never ask for, once by somebody who may, and once by somebody who may not. */
const wrong =
  (calls: (run: Run) => readonly Call[]): Scene =>
  async (run) => {
    const { caller } = run.advertised.deniedIdentities;
    for (const call of calls(run))
      for (const one of caller === null ? [call] : [call, { ...call, caller }]) {
        const reply = await run.call(one);
        if (!isGranted(reply)) continue;
        await run.look();
        if (!(await goneAgain(run, reply))) return;
      }
  };

/** In full, where pools may promise any amount of what they don't have. */
function full({ advertised: { allocation, creates } }: Run): Given {
  return allocation.kind !== 'full' && creates?.thin === true ? { ThinlyProvisioned: false } : {};
}

/** As the subject's volumes are, thin, and in full. */
function kindsOf({ advertised: { creates } }: Run): readonly Given[] {
  return creates?.thin === true ? [{}, { ThinlyProvisioned: true }, { ThinlyProvisioned: false }] : [{}];
}

/** Deletes what was made, when it is ready. */
async function goneAgain(run: Run, reply: Parameters<typeof targetOf>[1]): Promise<boolean> {
  const made = targetOf(run, reply);
  await settle(run);
  return made !== undefined && (await deleted(run, made));
}

/** How large volumes can be that are created. */
export const creationThemes: readonly Theme[] = (['roomy', 'tight'] as const).map((tier) => ({
  needs: [deleting],
  tier,
  scenes: (advertised) => [
    ...(answers('Pool.CreateStorageVolume', advertised)
      ? [nearest('Pool.CreateStorageVolume'), largest, wrong((run) => oddInPool(run, 0))]
      : []),
    ...(answers('System.CreateStorageVolume', advertised)
      ? [nearest('System.CreateStorageVolume'), wrong((run) => oddInSystem(run, 0))]
      : []),
  ],
}));
