import type { HostReply } from '../../engine/controls/host.js';
import type { StepOf } from '../read/schema.js';
import { compareSize } from './compareSize.js';
import { type Comparison, type Mismatch, mismatchesOf, same } from './mismatch.js';

/** Holds what came of a host's write against what was expected: that it was written, when nothing was. */
export function compareWrite(expected: StepOf<'write'>['expect'], reply: HostReply): Mismatch[] {
  const comparisons: Comparison[] = [
    ...same('written', expected?.written ?? expected?.because === undefined, reply.written),
    ...same('because', expected?.because, reply.written ? 'no refusal' : reply.because),
    ...compareSize('took', expected?.took, reply.written ? reply.took : 0n),
  ];
  return mismatchesOf('', comparisons, reply.written ? undefined : reply.message);
}
