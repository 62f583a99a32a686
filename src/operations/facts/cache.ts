import type { CallRow } from '../../store/callRow.js';
import { none } from '../../vocabulary/units/ids.js';

/** In `unseenChanges`: an element that the service does not know of. */
export const unseen = -1;

/** Whether the service has an element in its cache: it has seen it, and not yet seen it go. */
export function isInCache(row: { readonly unseenChanges: number } | undefined): boolean {
  return row !== undefined && row.unseenChanges >= 0;
}

/** Whether an element is not, or no more, as the service last saw it. */
export function isChanged(row: { readonly unseenChanges: number; readonly goneAt: number } | undefined): boolean {
  return row !== undefined && (row.goneAt !== 0 || row.unseenChanges > 0);
}

/** Whether an element is not there. */
export function isGone(row: { readonly goneAt: number } | undefined): boolean {
  return row === undefined || row.goneAt !== 0;
}

/** Whether an element changed, or went, out of band before the call began and after the service last looked. */
export function isStale(
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
  call: Readonly<CallRow>,
): boolean {
  if (row === undefined) return false;
  return row.goneAt === 0 ? row.unseenChanges > 0 : row.goneAt <= call.beganAt;
}

/** Whether an element that was there when the call began is there no more. */
export function wentInFlight(row: { readonly goneAt: number } | undefined, call: Readonly<CallRow>): boolean {
  return row === undefined || row.goneAt > call.beganAt;
}

/** Whether an element that the caller named was not there when the call began; what went later, went in flight. */
export function isMissing(
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
  handle: number,
  call: Readonly<CallRow>,
): boolean {
  if (row === undefined) return handle === none;
  return !isInCache(row) || (row.goneAt !== 0 && !wentInFlight(row, call));
}
