import type { CapabilitiesDocs, LimitsDocs } from '../../vocabulary/profile/profileDocs.js';
import type { AccountDocs, CredentialDocs } from '../optionDocs.js';

/** What editors show for each change, by its kind: the compiler keeps no comments of the schemas, whose types these are joined
 * with.
 */
export interface ChangeDocs {
  readonly role: {
    /** What a caller may do: an administrator manages storage, the others may not. */
    readonly role?: unknown;
    /** Whose role it is, as `{ caller }` of a call has it; everybody's without a role of their own when left out. */
    readonly caller?: unknown;
  };
  readonly credential: {
    /** What the configuration provider has for calls without credentials of their own; null for nothing. */
    readonly credential?: CredentialDocs | null;
  };
  readonly account: {
    /** Changes the provider's account of that name, or adds one. */
    readonly account?: AccountDocs;
  };
  readonly configurationProvider: {
    /** Whether the configuration provider can be asked for its credential. */
    readonly configurationProvider?: unknown;
  };
  readonly managementController: {
    /** How the array's management controller is: a failing one refuses what it would execute, and gives no reason (2); one that the
     * provider can't reach makes the provider fail (43001). Copies and hosts go on without it.
     */
    readonly managementController?: unknown;
  };
  readonly certificate: {
    /** What is wrong with the provider's certificate, if anything. */
    readonly certificate?: unknown;
    /** After what time from now on it is expired; never when left out. */
    readonly expiresIn?: unknown;
  };
  readonly capabilities: {
    /** What the array can do from now on; what is left out stays. */
    readonly capabilities?: CapabilitiesDocs;
  };
  readonly limits: {
    /** How much there may be at a time from now on; what is left out stays. */
    readonly limits?: LimitsDocs;
  };
  readonly volume: {
    /** The volume that is changed: its name, its id, or a view of it. */
    readonly volume?: unknown;
    /** The state that it goes to, where its chart leads there. */
    readonly state?: unknown;
    /** Whether it is exposed to hosts from now on. */
    readonly exposed?: unknown;
  };
  readonly pool: {
    /** The pool that is changed: its name, its id, or a view of it. */
    readonly pool?: unknown;
    /** The state that it goes to, where its chart leads there. */
    readonly state?: unknown;
    /** How large it is from now on: '2 TiB', or bytes. */
    readonly size?: unknown;
    /** Whether hosts keep it busy from now on: copies from it and to it have `jobs.speedUnderHostLoad` of their speed. */
    readonly hostLoad?: unknown;
  };
  readonly drive: {
    /** The disk drive that is changed: its name, its id, or a view of it. */
    readonly drive?: unknown;
    /** The state that it goes to, where its chart leads there: a pool is degraded while a drive of it has failed. */
    readonly state?: unknown;
    /** Whether it is a hot spare from now on: one that no concrete pool has. */
    readonly spare?: unknown;
  };
  readonly link: {
    /** The replication link to the peer system: degraded, it carries copies slowly, partitioned none. */
    readonly link?: unknown;
  };
  readonly provider: {
    /** How it goes with the SMI-S provider; what is left out stays. */
    readonly provider?: {
      /** The connection to it: a hung one answers nothing. */
      readonly link?: unknown;
      /** The provider itself: whether it runs. */
      readonly server?: unknown;
      /** Sessions that other clients hold, out of `limits.sessions`. */
      readonly foreignSessions?: unknown;
      /** Operations that it executes for other clients, out of `limits.operations`. */
      readonly foreignOperations?: unknown;
      /** Its namespace, in which everything else is. */
      readonly namespace?: unknown;
      /** The service that clones. */
      readonly replicationService?: unknown;
      /** The service that makes and deletes volumes and pools. */
      readonly storageConfigurationService?: unknown;
      /** The service that says what hosts may do with volumes. */
      readonly controllerConfigurationService?: unknown;
      /** How its own methods are there from now on; those that are left out stay. */
      readonly methods?: unknown;
      /** Whether it manages the array: else another provider does, or none. The service lists what it knows until it discovers the array
       * anew, and nothing after that.
       */
      readonly managesArray?: unknown;
    };
  };
  readonly indications: {
    /** How it goes with the news that the service subscribes to; what is left out stays. */
    readonly indications?: {
      /** Whether the service's address can be reached. */
      readonly destination?: unknown;
      /** Whether there is a subscription to a job already. */
      readonly subscription?: unknown;
      /** Whether the service is subscribed to changes of the array, where the profile's service has indications. A subscription that is
       * lost is there again after the next discovery.
       */
      readonly changes?: unknown;
    };
  };
  readonly delete: {
    /** The volume or pool that goes: its name, its id, or a view of it. */
    readonly delete?: unknown;
  };
  readonly create: {
    /** The volume that comes to be. */
    readonly create?: {
      /** What it is called. */
      readonly name?: unknown;
      /** The pool that it goes into. */
      readonly pool?: unknown;
      /** How large it is: '100 GiB', or bytes. */
      readonly size?: unknown;
      /** How much of it was written before, from its beginning; nothing when left out. */
      readonly written?: unknown;
      /** Whether it takes room only for what was written; as the profile's `allocation.kind` has it when left out. */
      readonly thin?: unknown;
    };
  };
}
