import type { MarkupLimits } from '../markup/limits.js';

/** What a request may have at most; the largest that clients were seen to send is under 2 kB. */
export const requestLimits: MarkupLimits = { depth: 64, elements: 50_000, attributes: 32, characters: 65_536 };

/** What a reply may have at most: ten thousand instances in one are none too many. */
export const replyLimits: MarkupLimits = { depth: 64, elements: 4_000_000, attributes: 32, characters: 4_194_304 };

/** The most bytes of a request's body. */
export const requestBytesMost = 4 * 1024 * 1024;

/** The most keys of a path. */
export const keysMost = 100;

/** How deep instances may be embedded in one another. */
export const embeddedMost = 4;
