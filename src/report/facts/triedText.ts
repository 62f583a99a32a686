import type { Tried } from '../../conformance/report.js';
import { counted } from './conformanceSummary.js';

/** What was tried where all orders were to be, in a sentence: that a property holds is proven for these. */
export function triedText({ depth, worlds, sets, orders, interruptions, complete }: Tried): string {
  const together = `${counted(sets, 'set')} of up to ${depth} calls at once in ${counted(worlds, 'small world')}`;
  const which =
    interruptions === null
      ? `${complete ? 'all ' : ''}${counted(orders, 'order')} that come to different ends`
      : `${counted(orders, 'order')} with at most ${interruptions} interruptions each`;
  return `${together}, in ${which}${complete ? '' : '; there are more'}`;
}
