import type { OutOfBandReply } from '../../engine/controls/outOfBand.js';
import type { StepOf } from '../read/schema.js';
import { type Mismatch, mismatchesOf, same } from './mismatch.js';

/** Holds what came of a change behind the service's back against what was expected: that it came to be, when nothing is said. */
export function compareOutOfBand(expected: StepOf<'outOfBand'>['expect'], reply: OutOfBandReply): Mismatch[] {
  const { changed = true, because } = expected ?? {};
  const comparisons = [
    ...same('changed', changed, reply.changed),
    ...same('because', because, reply.changed ? 'nothing stood against it' : reply.because),
  ];
  return mismatchesOf('', comparisons, reply.changed ? '' : reply.message);
}
