import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { CallRow, PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/call.js';
import { type AccountHandle, type CallHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { ElementFacts } from '../operation.js';
import { accountOf, credentialOf } from './callers.js';
import type { Charging } from './room.js';

/** What the checks of one call judge by: windows on the rows that it touches, as they are now.
 * Good until the next commit of anyone; then {@link lookAtCall} looks again.
 */
export interface CallFacts extends ElementFacts {
  readonly world: World;
  readonly handle: CallHandle;
  readonly call: Readonly<CallRow>;
  readonly request: CallRequest;
  /** Undefined when no row answers to the reference, or no longer. */
  readonly source: Readonly<VolumeRow> | undefined;
  /** The pool that the target goes to: TargetPool, or the source's pool. */
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
  const source = world.volumes.peek(row.source);
  const namesPool = request.targetPool !== null;
  const poolHandle = namesPool ? row.pool : (source?.pool ?? none);
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
    source,
    pool: world.pools.peek(poolHandle),
    poolHandle,
    namesPool,
    credential: credentialOf(settings, request),
    account: found?.account,
    accountHandle: found?.handle ?? none,
    charging,
  };
}

/** What is judged by after the effect: the source and the pool do not matter any more. */
export type AfterEffectFacts = Omit<CallFacts, 'source' | 'pool'>;
