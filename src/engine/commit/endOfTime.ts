import type { World } from '../../store/world.js';

/** Whether what is done may come to the end of virtual time, where it is refused. Something in the array takes very long, or time
 * is late already: thousands of spans that are shorter are not enough.
 */
export function mayOutlastTime({ nowMs, configuration, faults, longWork }: World): boolean {
  const isLate = nowMs > Number.MAX_SAFE_INTEGER / 2;
  return isLate || longWork || configuration.hasLongSpans || faults?.planState.faults.hasLongSpan === true;
}
