import type { Out } from '../vocabulary/methods/call.js';
import type { CallReply, CallRequest } from '../vocabulary/methods/request.js';
import type { AccountHandle, JobHandle, PoolHandle, SessionHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import type { Shape } from './columns.js';
import type { NamedRow } from './nameIndex.js';

/** How far a call is. `waiting`: for its wake-up; then it goes on with its step, or answers what it has decided. `held`: for
 * the release of a fault's tag.
 */
export const callPhase = { ready: 0, waiting: 1, replied: 2, held: 3 } as const;

export const callDone = { nothing: 0, madeOrRemoved: 1, changed: 2, madePool: 3, related: 4 } as const;

export interface CallRow {
  phase: number;
  /** Index in `steps` of the step to do next. */
  step: number;
  /** 1 when the step's latency has passed, 2 when the time of the effect has, too. */
  paid: number;
  /** The refusal that it answers when it wakes: index among the checks of its step; -1 when it just goes on. */
  verdict: number;
  /** The place in `methodNames` of the method that is called; -1 for one that is not modelled, and refused. */
  method: number;
  /** The volume that it is called on; -1 for none. */
  volume: VolumeHandle | -1;
  /** The second volume that it names: the other side of a relation; -1 for none. */
  other: VolumeHandle | -1;
  /** The pool that it is called on, or names, or, once it has had its effect, has made; -1 for none. */
  pool: PoolHandle | -1;
  account: AccountHandle | -1;
  /** The session that it uses, where sessions outlive calls; and 1 when it has logged in to open it. */
  session: SessionHandle | -1;
  loggedIn: number;
  /** The incarnation of the provider's server that it holds a session of, and an operation; 0 for none. */
  connected: number;
  operating: number;
  /** The world's revision when it began: what is deleted later is deleted in flight. */
  beganAt: number;
  /** The volume that it has made. */
  made: VolumeHandle | -1;
  job: JobHandle | -1;
  /** What it has done, its effect: one of {@link callDone}. */
  done: number;
  /** How long its effect takes within the call, in milliseconds. */
  tookMs: number;
}

/** What a call carries beside its cells. */
export interface CallPayload {
  readonly request: CallRequest;
  /** What a method that only asks has found out; sizes are blocks. */
  readonly out?: Out;
  /** Present once it has replied and nobody has taken the reply yet. */
  readonly reply?: CallReply;
}

export const callShape: Shape<CallRow, CallPayload> = {
  name: 'call',
  columns: [
    'phase',
    'step',
    'paid',
    'verdict',
    'method',
    'volume',
    'other',
    'pool',
    'account',
    'session',
    'loggedIn',
    'connected',
    'operating',
    'beganAt',
    'made',
    'job',
    'done',
    'tookMs',
  ],
  derived: [],
};

/** An account is found by its name; all else about it but its sessions is in its payload. */
export interface AccountRow extends NamedRow {
  /** Sessions of it: those that outlive their calls, and those of calls in flight that are parked in the world. */
  sessions: number;
}

/** An account of the provider. Passwords are kept as a digest only. */
export interface Account {
  readonly name: string;
  readonly passwordDigest: string;
  /** Virtual time from which on it is refused; null for never. */
  readonly expiresAtMs: number | null;
  readonly revoked: boolean;
  readonly deniedNamespace: boolean;
  /** Whether it may call methods that change the array. */
  readonly mayModify: boolean;
  readonly maximumSessions: number | null;
}

/** An account and where it is. */
export interface FoundAccount {
  readonly handle: AccountHandle;
  readonly account: Account;
}

export const accountShape: Shape<AccountRow, Account> = {
  name: 'account',
  columns: ['sessions', 'nextName'],
  derived: ['nextName'],
};
