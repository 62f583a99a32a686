import { expect, test } from 'vitest';
import { StorageArray } from '../../src/engine/array.js';
import { causeOf, examplesOf, methodsWithExamples } from './causes/index.js';
import { callWith, shipped, standardArray } from './standardArray.js';
import { keyOf, newRows } from './tables.js';

/** Arrays that keep no trace, whose calls skip the steps that show nowhere else. */
const quiet: typeof shipped = {
  ...shipped,
  createArray: (options) => shipped.createArray({ ...options, trace: false }),
};

test.each(methodsWithExamples)(
  'a call of %s that nobody traces does the same: its answer, and all that is left',
  (method) => {
    for (const { version, row } of newRows(method)) {
      const cause = causeOf(method, version, row);
      // An array that was saved first, for the sake of what stands on it, keeps no trace.
      if (cause.shape !== undefined && examplesOf(method).standing?.related !== undefined) continue;
      const [traced, untraced] = [shipped, quiet].map((maker) => {
        const array = standardArray(version, [cause], maker, method);
        expect(StorageArray.worldOf(array).trace !== undefined).toBe(maker === shipped);
        const reply = callWith(array, method, [cause]);
        // A second call comes under what the first has left behind, and the same is known of its elements.
        const second = () => callWith(array, method, [])();
        const replies = [reply, second, () => array.createClone('taken')].map(decidedOf);
        return { replies, identity: array.digest('identity') };
      });
      expect(untraced, `${version} ${keyOf(row)}`).toEqual(traced);
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
