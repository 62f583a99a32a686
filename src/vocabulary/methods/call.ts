import type { Step } from '../steps.js';
import type { CallId, JobId, VolumeId } from '../units/ids.js';
import type { CreateCloneCode } from './returnCodes.js';

/** The parameters of MSFT_SMStorageVolume.CreateClone that a caller gives; all optional. */
export interface CreateCloneParameters {
  /** The target's name; system-supplied when left out. */
  readonly ElementName?: string | null;
  /** Where the target goes: an id, a unique name, or a pool object. The source's pool when left out. */
  readonly TargetPool?: string | { readonly id: string } | null;
  /** Credentials for the provider; the configuration provider's when both are left out. */
  readonly username?: string | null;
  readonly password?: string | null;
}

/** A request as the world keeps it: references resolved to text, the password to a digest. */
export interface CallRequest {
  readonly method: 'CreateClone';
  readonly caller: string;
  /** What the source was called by, for messages. */
  readonly on: string;
  readonly elementName: string | null;
  readonly targetPool: string | null;
  readonly username: string | null;
  /** Null when no password was given. */
  readonly passwordDigest: string | null;
  /** What is malformed about the arguments, in words; null when nothing is. */
  readonly malformed: string | null;
}

/** MSFT_SMExtendedStatus: what went wrong, with the numbers that decided. */
export interface ExtendedStatus {
  readonly Description: string;
  readonly Operation: string;
  readonly ParameterInfo: string;
  readonly ProviderName: string;
  /** The method's return code. */
  readonly StatusCode: number;
  /** 1 the storage service, 2 the SMI-S provider. */
  readonly SMErrorSource: 1 | 2;
  /** The CIM status where the code relays one, else the return code. */
  readonly SMErrorCode: number;
  readonly SMMessage: string;
  /** What a failure after the effect left on the array, or that it left nothing. */
  readonly SMDetails: string;
}

/** What CreateClone answers, by the documents' names. */
export interface CreateCloneReply {
  readonly ReturnValue: CreateCloneCode;
  /** Set with 0 and 4096. */
  readonly TargetStorageVolume: VolumeId | null;
  /** Set with 4096. */
  readonly Job: JobId | null;
  /** Set with every error. */
  readonly ExtendedStatus: ExtendedStatus | null;
  /** Beside what the documents know: what in the simulator chose this answer. */
  readonly decided: Decision;
}

/** Which row of the method's table answered, and when. */
export interface Decision {
  readonly step: Step;
  /** The row's cause; `success`, `jobStarted` or `replyLost` where none of the table applied. */
  readonly because: string;
  readonly atMs: number;
  /** The fault that brought the row about by itself, or lost the reply; left out where the array's state did. */
  readonly fault?: string;
}

/** How a call ended, as the world keeps it until the caller takes it. */
export interface CallReply {
  /** Null when the reply is lost on its way to the caller. */
  readonly reply: CreateCloneReply | null;
  readonly decided: Decision;
}

/** No reply came: the call may or may not have had its effect, and only looking at the array tells. */
export class NoReplyError extends Error {
  constructor(
    readonly call: CallId,
    readonly decided: Decision,
  ) {
    super(`no reply came to ${call}: whether it had its effect can only be seen by looking at the array`);
    this.name = 'NoReplyError';
  }
}
