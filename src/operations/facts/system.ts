import type { LinkMeta, ServerMeta } from '../../lifecycle/providerConnection.js';
import type { Account } from '../../store/callRow.js';
import type { Configuration } from '../../store/configuration.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { Credential, Settings } from '../../store/settings.js';
import type { Abilities } from '../../vocabulary/profile/capabilities.js';
import type { Profile } from '../../vocabulary/profile/profile.js';

/** What is the same for every call while the settings stay as they are. */
export interface SystemFacts {
  readonly settings: Settings;
  readonly configuration: Configuration;
  /** The profile's part about the provider. */
  readonly provider: Profile['provider'];
  readonly link: LinkMeta['link'];
  readonly server: ServerMeta['server'];
  /** What the array can do, what the provider reports that it can, and what the service's cache says that it can. */
  readonly live: Abilities;
  readonly reported: Abilities;
  readonly discovered: Abilities;
}

/** What is the same for every call with elements of the same kind. */
export interface ElementFacts extends SystemFacts {
  /** The volume that the method is called on; undefined when it is called on something else, and when no row answers to the
   * reference, or no longer.
   */
  readonly volume: Readonly<Pick<VolumeRow, KindOfVolume>> | undefined;
  /** The pool that the method is called on or names, else the volume's own. */
  readonly pool: Readonly<Pick<PoolRow, KindOfPool>> | undefined;
  /** Whether the call names a TargetPool. */
  readonly namesPool: boolean;
  /** The credential of the call: its own, else the configuration provider's, else none. */
  readonly credential: Credential | undefined;
  /** The account that the credential names, whether or not its password is right. */
  readonly account: Account | undefined;
}

/** What makes a volume, or a pool, one of its kind. */
type KindOfVolume = 'state' | 'usage' | 'snapshot' | 'exposed' | 'unseenChanges' | 'goneAt';
type KindOfPool = 'state' | 'usage' | 'primordial' | 'remote' | 'unseenChanges' | 'goneAt';
