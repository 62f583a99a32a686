import { expect, test } from 'vitest';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, methodsWithExamples } from './causes/index.js';
import { callWith, shipped, standardArray } from './standardArray.js';
import { keyOf, rowsOf } from './tables.js';

/** Arrays that keep no trace, whose calls skip the steps that show nowhere else. */
const quiet: typeof shipped = {
  ...shipped,
  createArray: (options) => shipped.createArray({ ...options, trace: false }),
};

test.each(methodsWithExamples)(
  'a call of %s that nobody traces does the same: its answer, and all that is left',
  (method) => {
    for (const version of versions) {
      for (const row of rowsOf(method, version)) {
        const cause = causeOf(method, version, row);
        const [traced, untraced] = [shipped, quiet].map((maker) => {
          const array = standardArray(version, [cause], maker, method);
          const reply = callWith(array, method, [cause]);
          // A second call comes under what the first has left behind, and the same is known of its elements.
          const second = () => callWith(array, method, [])();
          const replies = [reply, second, () => array.createClone('taken')].map(decidedOf);
          return { replies, identity: array.digest('identity') };
        });
        expect(untraced, `${version} ${keyOf(row)}`).toEqual(traced);
      }
    }
  },
);

function decidedOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return String(error);
  }
}
