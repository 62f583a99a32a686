/** What can become due: a job starts, a job has stopped in order, a copy is done, a finished job is removed, a call wakes,
 * a job that a fault has paused wakes, the storage service detaches a clone, a session ends, the storage service is told of a change,
 * the replication link was partitioned for too long; and of the fault plan: a fault's time comes, a fault ends, all end, the provider
 * is up again.
 */
export const timerKinds = [
  'jobStart',
  'jobStop',
  'copyDone',
  'removal',
  'callWakes',
  'jobWakes',
  'detach',
  'sessionEnds',
  'volumeIndicated',
  'poolIndicated',
  'capabilitiesIndicated',
  'linkLost',
  'faultTime',
  'faultEnds',
  'heal',
  'providerUp',
] as const;

export type TimerKind = (typeof timerKinds)[number];

/** Something that becomes due at a virtual time; plain data, so it can be forked, saved and digested. */
export interface Timer {
  readonly dueMs: number;
  /** Insertion number: what ties at one time are broken by. */
  readonly order: number;
  readonly kind: TimerKind;
  /** What the timer is about: a handle, or -1. */
  readonly subject: number;
}

/** Due time, then insertion. */
export function inOrder(left: Timer, right: Timer): number {
  return left.dueMs - right.dueMs || left.order - right.order;
}
