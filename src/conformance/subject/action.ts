/** What can be done to a subject besides calling its methods. Ids as `observe` gives them, sizes in bytes. `act` answers true when
 * it was done, and false when the array refuses it, or can't do it to this element: then it has to be as it was.
 */
export type Action =
  | {
      /** Removes a volume, where no method of the subject does. */
      readonly do: 'delete';
      /** The id of the volume. */
      readonly volume: string;
    }
  | {
      /** A host writes: from then on `contents` has the tag there. */
      readonly do: 'write';
      /** The id of the volume. */
      readonly volume: string;
      /** Where it begins. */
      readonly offset: number;
      /** How much it is. */
      readonly length: number;
      /** What stands for the data. */
      readonly tag: string;
    }
  | {
      /** What operators do to a job. */
      readonly do: 'control';
      /** The id of the job. */
      readonly job: string;
      /** What is done to it. */
      readonly control: JobControlName;
    }
  | {
      /** Changes the pool's size so that exactly `bytes` of it are free. An array that can't change a pool, or not by as much as
       * that, answers false; other ways to fill a pool, such as a volume that is not listed, would be held against its bookkeeping.
       */
      readonly do: 'leaveFree';
      /** The id of the pool. */
      readonly pool: string;
      /** How much of it is to be free. */
      readonly bytes: number;
    }
  | {
      /** Puts a volume or a pool into a state of the subject's charts: 'offline', 'online', 'failed', ... */
      readonly do: 'setState';
      /** The id of the volume or the pool. */
      readonly element: string;
      /** The state. */
      readonly state: string;
    }
  | {
      /** Hosts keep a pool busy, or leave it alone again. */
      readonly do: 'load';
      /** The id of the pool. */
      readonly pool: string;
      /** Whether they do. */
      readonly busy: boolean;
    }
  | {
      /** Puts the replication link to the peer system into a state. */
      readonly do: 'setLink';
      /** The state: over a degraded link copies are slow, a partitioned one carries none. */
      readonly state: LinkStateName;
    }
  | {
      /** Brings a trouble about between the storage service and its provider, in the place of the one before; null ends it. Only
       * those that `capabilities().troubles` names.
       */
      readonly do: 'disturb';
      /** The trouble. */
      readonly trouble: TroubleName | null;
    };

export type ActionName = Action['do'];
export const actionNames = [
  'delete',
  'write',
  'control',
  'leaveFree',
  'setState',
  'load',
  'setLink',
  'disturb',
] as const satisfies ActionName[];

export const linkStateNames = ['up', 'degraded', 'partitioned'] as const;
export type LinkStateName = (typeof linkStateNames)[number];

export const jobControlNames = [
  'suspend',
  'resume',
  'terminate',
  'kill',
  'enterService',
  'leaveService',
  'query',
  'answer',
] as const;
export type JobControlName = (typeof jobControlNames)[number];

/** What may stand between the storage service and its provider, for whoever calls: the line, the provider's server and its
 * certificate, the credential that the service has configured, the account that this is of.
 */
export const troubleNames = [
  'linkDown',
  'linkHung',
  'serverStopped',
  'serverShuttingDown',
  'sessionsUsedUp',
  'certificateExpired',
  'certificateUntrusted',
  'certificateOfAnotherHost',
  'credentialMissing',
  'credentialWrong',
  'credentialUnknown',
  'accountRevoked',
  'accountExpired',
  'accountDenied',
  'accountWithoutSessions',
  'sessionEnded',
  'namespaceMissing',
  'arrayNotManaged',
  'clonesUnavailable',
] as const;
export type TroubleName = (typeof troubleNames)[number];
