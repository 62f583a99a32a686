import type { StorageArray } from '../../engine/array.js';
import type { Decision } from '../../vocabulary/methods/call.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallId, JobId } from '../../vocabulary/units/ids.js';

/** What a scenario's steps work on. */
export interface RunContext {
  readonly array: StorageArray;
  /** The calls that have a label. */
  readonly calls: Map<string, LabelledCall>;
}

/** A call by its label: in flight, or with what came of it. */
type LabelledCall = { readonly call: CallId } | Outcome;

/** How a call ended. */
export interface Outcome {
  /** Null when the reply was lost. */
  readonly reply: AnyReply | null;
  readonly decided: Decision;
}

/** The volume behind a reference: the target of the call with that label, else what the text itself names. */
export function volumeIn({ calls }: RunContext, reference: string): string {
  const labelled = calls.get(reference);
  const reply = labelled !== undefined && 'reply' in labelled ? labelled.reply : null;
  return (reply !== null && 'TargetStorageVolume' in reply && reply.TargetStorageVolume) || reference;
}

/** The job that a reply names; null where the method starts none, or this call did not. */
export function jobOf(reply: AnyReply | null): JobId | null {
  return reply !== null && 'Job' in reply ? reply.Job : null;
}
