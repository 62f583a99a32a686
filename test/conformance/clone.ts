import type { Call, Given } from '../../src/conformance/subject/call.js';

/** A call of CreateClone. */
export function clone(on: string, given: Given = {}): Call {
  return { method: 'CreateClone', on, with: given };
}
