import type { Action } from '../conformance/subject/action.js';
import type { StorageArray } from '../engine/array.js';
import type { Change } from '../engine/controls/changeSchemas.js';
import { BadInputError } from '../vocabulary/input/badInput.js';

/** Does to an array what people and hosts do.
 * @returns whether it took it; what it did not take has changed nothing
 */
export function carryOut(array: StorageArray, action: Action): boolean {
  try {
    return done(array, action);
  } catch (thrown) {
    // An element that is not there, a volume that a job works on, a state that the chart does not lead to.
    if (thrown instanceof BadInputError) return false;
    throw thrown;
  }
}

function done(array: StorageArray, action: Action): boolean {
  switch (action.do) {
    case 'delete':
      // A pool's id would be taken, too.
      if (array.findVolume(action.volume) === undefined) return false;
      if (!array.outOfBand.delete(action.volume).changed) return false;
      array.discover();
      return true;
    case 'write': {
      const { volume, offset, length, tag } = action;
      return array.host.write(volume, { offset, length, tag }).written;
    }
    case 'control':
      array.jobs[action.control](action.job);
      return true;
    case 'leaveFree': {
      const { total, free } = array.pool(action.pool);
      array.set({ pool: action.pool, size: total - free + BigInt(action.bytes) });
      return true;
    }
    case 'setState': {
      const { element, state } = action;
      const isVolume = array.findVolume(element) !== undefined;
      // The array judges the state, and throws for a word that is none.
      array.set((isVolume ? { volume: element, state } : { pool: element, state }) as Change);
      return true;
    }
  }
}
