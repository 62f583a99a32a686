import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { Locality } from '../../vocabulary/replication.js';
import type { ElementFacts } from '../operation.js';

export function sourceMeta(source: Pick<VolumeRow, 'state'>) {
  return lifecycles.volume.meta(source.state);
}

export function poolMeta(pool: Pick<PoolRow, 'state'>) {
  return lifecycles.pool.meta(pool.state);
}

/** From the source's system to the target pool's. Without a TargetPool it is local, unless the system clones only to a
 * peer, where feature 43 then asks for one.
 */
export function localityOf({ pool, namesPool, discovered }: ElementFacts): Locality {
  if (namesPool) return pool?.remote === 1 ? 'remote' : 'local';
  return !discovered.local && discovered.has.remoteRequiresTargetPool ? 'remote' : 'local';
}
