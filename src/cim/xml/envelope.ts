import type { Look } from './intrinsic.js';

/** What a reply repeats of its request, and the form that it has. */
export interface Envelope {
  /** Of the message, as it was sent. */
  readonly id: string;
  /** Letter for letter: clients compare. */
  readonly method: string;
  /** As it was sent, with slashes: that of all paths of the reply. */
  readonly namespace: string;
  /** Null for a method of a class. */
  readonly look: Look | null;
}
