import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { CallRow } from '../../store/callRow.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { type AccountHandle, type CallHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { accountOf, credentialOf } from './callers.js';
import type { Charging } from './charging.js';
import type { ElementFacts } from './system.js';

/** What the rows of one call judge by: windows on the rows of tables that it touches, as they are now.
 * Good until the next commit of anyone; then {@link lookAtCall} looks again. It is of one form for all methods, so that the
 * rows that they share are fast.
 */
export interface CallFacts extends ElementFacts {
  readonly world: World;
  readonly handle: CallHandle;
  readonly call: Readonly<CallRow>;
  readonly request: CallRequest;
  /** The volume that the method is called on: of a clone the source. Undefined when it is called on something else, and when
   * no row answers to the reference, or no longer. After the effect it does not matter any more, nor does the pool.
   */
  readonly volume: Readonly<VolumeRow> | undefined;
  /** The pool that the method is called on or names, else the volume's own. */
  readonly pool: Readonly<PoolRow> | undefined;
  readonly poolHandle: PoolHandle | -1;
  readonly accountHandle: AccountHandle | -1;
  readonly charging: Charging;
}

/** A call as it is judged: its cells, in the world's table or on their own, and its request. */
export interface CallInFlight {
  readonly handle: CallHandle;
  readonly row: CallRow;
  readonly request: CallRequest;
}

export function lookAtCall(world: World, { handle, row, request }: CallInFlight, charging: Charging): CallFacts {
  const { settings, configuration } = world;
  const { link, server } = lifecycles.providerConnection.meta(settings.connection);
  const volume = world.volumes.peek(row.volume);
  const namesPool = request.targetPool !== null;
  const poolHandle = namesPool || volume === undefined ? row.pool : volume.pool;
  const found = accountOf(world, request);
  return {
    world,
    settings,
    configuration,
    provider: configuration.profile.provider,
    link,
    server,
    live: world.live,
    reported: world.reported,
    discovered: world.discovered,
    handle,
    call: row,
    request,
    volume,
    pool: world.pools.peek(poolHandle),
    poolHandle,
    namesPool,
    credential: credentialOf(settings, request),
    account: found?.account,
    accountHandle: found?.handle ?? none,
    charging,
  };
}
