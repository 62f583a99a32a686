/** Whether something that holds until a moment has ended. */
export function isOver(untilMs: number | null, nowMs: number): boolean {
  return untilMs !== null && nowMs >= untilMs;
}
