import type { Loss } from '../vocabulary/losses.js';
import type { Outcome } from '../vocabulary/methods/codes.js';
import type { ReadFailure } from '../vocabulary/readFailures.js';
import type { CapabilityName, Forgettable, ReportedState, Residue } from './effect.js';

/** By number or name. */
type Code = number | Outcome;

/** Such as '5 min'; a mere number is of milliseconds. */
type Time = string | number;

/** Such as '10 GiB', or 'all'; a mere number is of bytes. */
type Size = string | number | bigint;

/** What is written under the name of an effect, with what an editor shows of it: the words of effectKinds.ts and effectArguments.ts. */
export interface EffectForms {
  /** The step answers with a return code of its table, in that code's place. */
  readonly return:
    | Code
    | {
        /** what the step answers */
        readonly code: Code;
        /** what ExtendedStatus says; when left out: the row's own words */
        readonly message?: string | undefined;
      };
  /** The caller is refused: 40001, or 43002 of the provider. */
  readonly deny: Record<string, never>;
  /** The provider finds the password wrong. */
  readonly badCredential: Record<string, never>;
  /** The TLS handshake fails: 'expired', 'untrusted', 'hostMismatch', 'dropped'. */
  readonly tls: 'expired' | 'untrusted' | 'hostMismatch' | 'dropped';
  /** The job fails, at once or at a percent, with a code. */
  readonly failJob:
    | Code
    | {
        /** at what percent it fails; at jobStart only; when left out: at once */
        readonly atPercent?: number | undefined;
        /** the job's ErrorCode; when left out: the plain failure */
        readonly code?: Code | undefined;
        /** what is left of the target; when left out: as the profile says */
        readonly residue?: Residue | undefined;
        /** the job's ErrorDescription; when left out: words of its own */
        readonly message?: string | undefined;
      };
  /** The array stops half-way through making the target, and fails. */
  readonly partial: {
    /** how much of the target is made */
    readonly fraction: number;
    /** what the step answers */
    readonly code: Code;
    /** whether that part is left; when left out: `target` */
    readonly residue?: Residue | undefined;
  };
  /** The read fails: a CIM error, a time-out, a connection that is reset. */
  readonly failRead:
    | ReadFailure
    | {
        /** what the reader gets; when left out: `CIM_ERR_FAILED` */
        readonly why?: ReadFailure | undefined;
      };
  /** The request is lost: nothing happens, and no answer comes. */
  readonly loseRequest:
    | Loss
    | {
        /** what the client meets on the wire, at the steps service and serviceReply; when left out: `silence` */
        readonly as?: Loss | undefined;
      };
  /** The reply is lost: what was asked for has happened. */
  readonly loseReply:
    | Loss
    | {
        /** what the client meets on the wire, at the steps service and serviceReply; when left out: `silence` */
        readonly as?: Loss | undefined;
      };
  /** The array gets the request several times. */
  readonly duplicate:
    | number
    | {
        /** how often the array gets the request */
        readonly times: number;
      };
  /** The provider goes down for a while and forgets what its profile says: calls, jobs, subscriptions. */
  readonly restartProvider:
    | Time
    | {
        /** for how long it is down; when left out: 30 s */
        readonly down?: Time | undefined;
        /** what it forgets; when left out: as the profile says */
        readonly loses?: Forgettable[] | undefined;
      };
  /** The step, or the job there, takes longer. */
  readonly delay:
    | Time
    | {
        /** how much longer, drawn evenly; when left out: not drawn */
        readonly uniform: [Time, Time];
      }
    | {
        /** how much longer, drawn: most are short, a few long; when left out: not drawn */
        readonly exponential: Time;
      };
  /** Every step that asks the provider something takes longer. */
  readonly slowLink:
    | Time
    | {
        /** how much longer, drawn evenly; when left out: not drawn */
        readonly uniform: [Time, Time];
      }
    | {
        /** how much longer, drawn: most are short, a few long; when left out: not drawn */
        readonly exponential: Time;
      };
  /** The job stands still, and keeps its slot and its room. */
  readonly stallJob:
    | Time
    | {
        /** at what percent it stands still; at jobStart only; when left out: where it is */
        readonly atPercent?: number | undefined;
        /** for how long it stands still; when left out: until it is healed */
        readonly for?: Time | undefined;
      };
  /** The job copies at a fraction of its speed. */
  readonly slowJob:
    | number
    | {
        /** how fast it copies, as a multiple of its speed */
        readonly factor: number;
      };
  /** Room of a pool is gone: what is free first, then what was promised to jobs. */
  readonly stealCapacity:
    | Size
    | {
        /** which pool; when left out: that of the call or the job */
        readonly pool?: string | undefined;
        /** how much is gone; `all`: what is free */
        readonly size: Size;
      };
  /** A pool becomes 'degraded', 'offline' or 'readOnly'. */
  readonly poolState:
    | 'degraded'
    | 'offline'
    | 'readOnly'
    | {
        /** which pool; when left out: that of the call or the job */
        readonly pool?: string | undefined;
        /** what it becomes */
        readonly to: 'degraded' | 'offline' | 'readOnly';
      };
  /** The replication link to the peer system becomes 'degraded' or 'partitioned'. */
  readonly linkState:
    | 'degraded'
    | 'partitioned'
    | {
        /** what it becomes */
        readonly to: 'degraded' | 'partitioned';
      };
  /** A capability of the array changes. */
  readonly setCapability: {
    /** which capability */
    readonly name: CapabilityName;
    /** what it becomes */
    readonly to: unknown;
  };
  /** The storage service does not see changes of the array. */
  readonly staleCache:
    | number
    | {
        /** how many changes are not seen; when left out: all of them */
        readonly changes?: number | undefined;
      };
  /** An account of the provider expires. */
  readonly expireCredential:
    | string
    | {
        /** which account; when left out: that of the configuration provider */
        readonly account?: string | undefined;
      };
  /** The provider's clock is ahead, or behind. */
  readonly clockSkew: Time;
  /** The call or the job waits there until its tag is released. */
  readonly hold:
    | string
    | {
        /** what holds and releases go by */
        readonly tag: string;
      };
  /** What is held by a tag goes on. */
  readonly release:
    | string
    | {
        /** what holds and releases go by */
        readonly tag: string;
      };
  /** The provider says something else of a capability than is true. */
  readonly reportCapability: {
    /** which capability */
    readonly name: CapabilityName;
    /** what is said of it */
    readonly as: unknown;
  };
  /** Readers are shown the array as it was then: what is deleted is still there, what is new is not. */
  readonly staleReads: Record<string, never>;
  /** A running job is said to have come to another percent. */
  readonly wrongProgress:
    | number
    | {
        /** the PercentComplete that is said */
        readonly percent: number;
      };
  /** A running job is said to be completed. */
  readonly reportCompletedEarly: Record<string, never>;
  /** A volume is said to have another size. */
  readonly wrongSize:
    | number
    | {
        /** the size that is said, as a multiple of its own */
        readonly factor: number;
      };
  /** A job, or a volume, is said to be in another state. */
  readonly wrongState:
    | ReportedState
    | {
        /** the state that is said */
        readonly state: ReportedState;
      };
  /** An extent of the target holds something else than its source did, and all looks well. */
  readonly wrongContents: Record<string, never>;
}
