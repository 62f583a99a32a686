import type { Reply } from '../../vocabulary/methods/call.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import { printable } from '../../vocabulary/units/printable.js';
import { type Blocks, toBytes } from '../../vocabulary/units/sizes.js';

/** A reply as a caller gets it: sizes, which the world keeps as blocks, are bytes.
 * @param names the out parameters that are sizes
 */
export function inBytes(names: readonly string[], reply: Reply): AnyReply {
  if (names.length === 0) return reply as AnyReply; // the out parameters are those of the method's facts
  const told: Readonly<Record<string, unknown>> = { ...reply };
  const bytes = names.map((name) => [name, bytesIn(told[name])] as const);
  return printable({ ...told, ...Object.fromEntries(bytes) }) as unknown as AnyReply;
}

function bytesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bytesIn);
  // What the world keeps of a size is a whole number of blocks.
  return typeof value === 'number' ? toBytes(value as Blocks) : value;
}
