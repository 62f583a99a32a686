import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { LinkMeta, ServerMeta } from '../../lifecycle/providerConnection.js';
import type { Account, CallRow, FoundAccount } from '../../store/callRow.js';
import type { Configuration } from '../../store/configuration.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { Credential, Settings } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import type { Abilities } from '../../vocabulary/profile/capabilities.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type AccountHandle, type CallHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { accountOf, credentialOf } from './callers.js';
import type { Charging } from './charging.js';
import { poolOfCall } from './poolOfCall.js';
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
  /** The second volume that the call names; undefined as above. */
  readonly other: Readonly<VolumeRow> | undefined;
  /** The pool that the method is called on or names, else the volume's own, or the one that the array picks. */
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
  const volume = world.volumes.peek(row.volume);
  const poolHandle = poolOfCall(world, row, request, volume, charging);
  return new Look(world, handle, row, request, volume, poolHandle, charging);
}

/** What nearly every call asks is found at once; the rest is read where it stands, by the few that ask. */
class Look implements CallFacts {
  readonly pool: Readonly<PoolRow> | undefined;
  readonly credential: Credential | undefined;
  private readonly found: FoundAccount | undefined;

  constructor(
    readonly world: World,
    readonly handle: CallHandle,
    readonly call: Readonly<CallRow>,
    readonly request: CallRequest,
    readonly volume: Readonly<VolumeRow> | undefined,
    readonly poolHandle: PoolHandle | -1,
    readonly charging: Charging,
  ) {
    this.pool = world.pools.peek(poolHandle);
    this.credential = credentialOf(world.settings, request);
    this.found = accountOf(world, request);
  }

  get other(): Readonly<VolumeRow> | undefined {
    const { other } = this.call;
    return other === none ? undefined : this.world.volumes.peek(other);
  }

  get settings(): Settings {
    return this.world.settings;
  }

  get configuration(): Configuration {
    return this.world.configuration;
  }

  get provider(): Profile['provider'] {
    return this.world.configuration.profile.provider;
  }

  get link(): LinkMeta['link'] {
    return lifecycles.providerConnection.meta(this.world.settings.connection).link;
  }

  get server(): ServerMeta['server'] {
    return lifecycles.providerConnection.meta(this.world.settings.connection).server;
  }

  get live(): Abilities {
    return this.world.live;
  }

  get reported(): Abilities {
    return this.world.reported;
  }

  get discovered(): Abilities {
    return this.world.discovered;
  }

  get namesPool(): boolean {
    return this.request.targetPool !== null;
  }

  get account(): Account | undefined {
    return this.found?.account;
  }

  get accountHandle(): AccountHandle | -1 {
    return this.found?.handle ?? none;
  }
}
