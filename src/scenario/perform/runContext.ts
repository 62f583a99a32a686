import type { StorageArray } from '../../engine/array.js';
import type { CreateCloneReply, Decision } from '../../vocabulary/methods/call.js';
import type { CallId } from '../../vocabulary/units/ids.js';

/** What a scenario's steps work on. */
export interface RunContext {
  readonly array: StorageArray;
  /** The calls that have a label. */
  readonly calls: Map<string, LabelledCall>;
}

/** A call by its label: in flight, or with what came of it. */
export type LabelledCall = { readonly call: CallId } | Outcome;

/** How a call ended. */
export interface Outcome {
  /** Null when the reply was lost. */
  readonly reply: CreateCloneReply | null;
  readonly decided: Decision;
}

/** The volume behind a reference: the target of the call with that label, else what the text itself names. */
export function volumeIn({ calls }: RunContext, reference: string): string {
  const labelled = calls.get(reference);
  return (labelled !== undefined && 'reply' in labelled && labelled.reply?.TargetStorageVolume) || reference;
}
