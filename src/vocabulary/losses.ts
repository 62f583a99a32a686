/** What a client meets in the place of a reply that is lost, on the wire:
 *
 * - `silence`: nothing, until it gives up
 * - `reset`: the connection is reset; `closed`: it is closed in good order
 * - `cutShort`: half a reply, then the connection is closed; `malformed`: a reply that can't be parsed; `wrongId`: one to another message
 * - `unauthorized`: HTTP status 401; `unavailable`: 503
 *
 * In process there is nothing of all this: the call throws a NoReplyError, whose `as` says which it would be.
 */
export const losses = [
  'silence',
  'reset',
  'closed',
  'cutShort',
  'malformed',
  'wrongId',
  'unauthorized',
  'unavailable',
] as const;

/** How a reply is lost. */
export type Loss = (typeof losses)[number];
