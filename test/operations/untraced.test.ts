import { expect, test } from 'vitest';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, keyOf } from './causes.js';
import { callWith, shipped, standardArray } from './standardArray.js';
import { rowsOf } from './tables.js';

/** Arrays that keep no trace, whose calls skip the steps that show nowhere else. */
const quiet: Pick<typeof shipped, 'createArray'> = {
  createArray: (options) => shipped.createArray({ ...options, trace: false }),
};

test('a call that nobody traces does the same: its answer, and all that is left of it', () => {
  for (const version of versions) {
    for (const row of rowsOf(version)) {
      const [traced, untraced] = [shipped, quiet].map((maker) => {
        const array = standardArray(version, [causeOf(row)], maker);
        const reply = callWith(array, [causeOf(row)]);
        // A second call comes under what the first has left behind, and the same is known of its elements.
        const replies = [reply, () => array.createClone('db'), () => array.createClone('taken')].map(decidedOf);
        return { replies, identity: array.digest('identity') };
      });
      expect(untraced, `${version} ${keyOf(row)}`).toEqual(traced);
    }
  }
});

function decidedOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return String(error);
  }
}
