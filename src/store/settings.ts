import type { Hash } from '../determinism/hash.js';
import { hashOf, hexOf } from '../determinism/hash.js';
import type { Timer } from '../determinism/timer.js';
import type { Capabilities } from '../vocabulary/profile/capabilities.js';
import type { Profile } from '../vocabulary/profile/profile.js';

export const roles = ['administrator', 'operator', 'reader'] as const;
/** What a caller may do at the storage service; only an administrator manages storage. */
export type Role = (typeof roles)[number];

export const certificates = ['valid', 'expired', 'untrusted', 'wrongHost'] as const;
type Certificate = (typeof certificates)[number];

interface Limits {
  readonly volumes: number;
  readonly synchronizations: number;
  readonly sessions: number;
  readonly operations: number;
  readonly runningJobs: number;
  readonly queuedJobs: number;
}

/** The account that calls the provider, and what the service can show for it. */
export interface Credential {
  readonly username: string;
  readonly passwordDigest: string;
}

/** All that is set on the system as a whole: one plain record, replaced when a part of it changes. */
export interface Settings {
  /** Roles by caller; other callers have `role`. */
  readonly roles: Readonly<Record<string, Role>>;
  readonly role: Role;
  /** What the array can do, and what the storage service believes since its last discovery. */
  readonly capabilities: Capabilities;
  readonly discovered: Capabilities;
  /** What the provider says that the array can do, where that is a lie; null while it is honest. */
  readonly reported: Capabilities | null;
  readonly limits: Limits;
  /** The configuration provider's credential, for calls that bring none; null when it has none. */
  readonly credential: Credential | null;
  /** Whether the configuration provider, which has that credential, can be asked. */
  readonly configurationProvider: 'present' | 'gone';
  /** State of the connection to the provider, in the compiled lifecycle `providerConnection`. */
  readonly connection: number;
  /** How often the provider's server has been started, from 1: sessions with an earlier one are lost. */
  readonly incarnation: number;
  readonly certificate: Certificate;
  /** Virtual time at which a valid certificate expires; null for never. */
  readonly certificateExpiresAtMs: number | null;
  /** Sessions and operations that other clients of the provider hold. */
  readonly foreignSessions: number;
  readonly foreignOperations: number;
  readonly namespace: 'present' | 'missing';
  /** The provider's services that have its methods. */
  readonly replicationService: 'present' | 'missing';
  readonly storageConfigurationService: 'present' | 'missing';
  readonly controllerConfigurationService: 'present' | 'missing';
  /** Through which the provider drives the array; copies and hosts go on without it. */
  readonly managementController: 'running' | 'failing' | 'unreachable';
  /** How its own methods are there, where they are not available. */
  readonly methods: Profile['provider']['methods'];
  /** Whether the array is among those that the provider manages; else it is another provider's. */
  readonly managesArray: boolean;
  /** Where the provider sends indications for the service, whether a subscription of an earlier call is left there, and whether the
   * service is subscribed to changes of the array.
   */
  readonly indications: {
    readonly destination: 'valid' | 'invalid';
    readonly subscription: 'none' | 'exists';
    readonly changes: 'none' | 'subscribed';
  };
  /** State of the link to the peer system, in the compiled lifecycle `replicationLink`. */
  readonly replicationLink: number;
  /** Since when it is partitioned, and the timer that ends the copies which wait for it too long; null while it is not. */
  readonly partition: { readonly sinceMs: number; readonly timer: Timer | null } | null;
}

/** The same settings as a record whose members come in one order. Records that are spread from others get ever new hidden
 * classes, and everything that reads them is slowed down.
 */
export function ordered(settings: Settings): Settings {
  const {
    roles,
    role,
    capabilities,
    discovered,
    reported,
    limits,
    credential,
    connection,
    incarnation,
    configurationProvider,
  } = settings;
  const { certificate, certificateExpiresAtMs, foreignSessions, foreignOperations } = settings;
  const { namespace, replicationService, storageConfigurationService, controllerConfigurationService } = settings;
  const { managementController, methods, managesArray, indications } = settings;
  const { replicationLink, partition } = settings;
  return {
    roles,
    role,
    capabilities,
    discovered,
    reported,
    limits,
    credential,
    configurationProvider,
    connection,
    incarnation,
    certificate,
    certificateExpiresAtMs,
    foreignSessions,
    foreignOperations,
    namespace,
    replicationService,
    storageConfigurationService,
    controllerConfigurationService,
    managementController,
    methods,
    managesArray,
    indications,
    replicationLink,
    partition,
  };
}

/** The same settings, with one record where the service believes exactly what it is told: whether its cache is fresh is
 * whether both are one record. A change that changes nothing makes another record, and so does JSON.
 */
export function sharing(settings: Settings): Settings {
  const reported = settings.reported ?? settings.capabilities;
  if (reported === settings.discovered || hexOf(hashOf(reported)) !== hexOf(hashOf(settings.discovered)))
    return settings;
  return { ...settings, discovered: reported };
}

/** The provider keeps no password, only what tells one from another. */
export function passwordDigest(username: string, password: string): string {
  const { hi, lo } = hashOf(['password', username, password]);
  return `${hi.toString(36)}.${lo.toString(36)}`;
}

/** Digests of settings, computed once a record: it never changes. */
const digests = new WeakMap<Settings, { identity: Hash; observable: Hash }>();

export function settingsDigests(settings: Settings): { identity: Hash; observable: Hash } {
  const known = digests.get(settings);
  if (known !== undefined) return known;
  const { capabilities, limits, replicationLink } = settings;
  // Most arrays have no peer.
  const link = replicationLink === 0 ? {} : { replicationLink };
  const computed = { identity: hashOf(settings), observable: hashOf({ capabilities, limits, ...link }) };
  digests.set(settings, computed);
  return computed;
}
