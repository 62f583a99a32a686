import type { AccountHandle } from '../vocabulary/units/ids.js';
import type { Shape } from './columns.js';

/** A session of the provider that outlives the call that opened it. */
export interface SessionRow {
  /** 1 when it has ended by itself: its client has not noticed, and shows it again. */
  ended: number;
  /** 1 while its client knows it: not one whose reply was lost, nor one that it has left for another. */
  known: number;
  account: AccountHandle | -1;
  /** Calls in flight that use it. */
  calls: number;
  openedMs: number;
  /** When the last call with it was over. */
  usedMs: number;
  /** Its timer on the agenda, by time and insertion number; an `order` of -1 for none. */
  endsMs: number;
  order: number;
}

/** Whose session it is, as `{ caller }` of a call has it. */
export interface SessionPayload {
  readonly caller: string;
}

export const sessionShape: Shape<SessionRow, SessionPayload> = {
  name: 'session',
  columns: ['ended', 'known', 'account', 'calls', 'openedMs', 'usedMs', 'endsMs', 'order'],
  derived: [],
};
