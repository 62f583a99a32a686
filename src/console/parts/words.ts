import { formatClock, formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import { blocks, readableSize } from '../../vocabulary/units/sizes.js';

// Times, sizes and codes as the program prints them.

export { type Verdict, verdictOf } from '../../report/film/verdict.js';

/** '1.5 TiB'
 * @param bytes whole blocks of 512
 */
export function sizeText(bytes: number): string {
  return readableSize(blocks(bytes / 512));
}

/** '01:02:03.000', '1d 02:03:04.000' */
export function clockText(ms: number): string {
  return formatClock(milliseconds(ms));
}

/** '2 min 5 s', of a span. */
export function spanText(ms: number): string {
  return formatDuration(milliseconds(ms));
}

/** 'running', 'shutting down' */
export function stateText(state: string): string {
  return state.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** '1 run', '2 runs'; with ends '1 property', '2 properties' */
export function plural(count: number, noun: string, one = '', several = 's'): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? one : several}`;
}

/** As `sizeText`, for what somebody else's array tells, which may be no whole blocks.
 * @param bytes any number
 */
export function toldSizeText(bytes: number): string {
  return Number.isSafeInteger(bytes) && bytes >= 0 && bytes % 512 === 0 ? sizeText(bytes) : `${bytes} B`;
}
