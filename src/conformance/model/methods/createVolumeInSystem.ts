import type { Call, Given } from '../../subject/call.js';
import { pick, type Situation } from '../situation.js';
import { unknownPool } from '../state.js';
import { byAnyone, creationModel, fitPools, oddGiven, tightSize, usualRest, usualSize } from './creation.js';
import type { MethodModel } from './method.js';

/** MSFT_SMSystem.CreateStorageVolume: which pool is found, only a look tells.
 * @see MSFT_SMSystem.CreateStorageVolume, "Return value"
 */
export const createVolumeInSystem: MethodModel = {
  ...creationModel('system'),
  method: 'System.CreateStorageVolume',
  calledOn: 'single',
  poolOf: () => unknownPool,
  careful: usual,
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
    capacity: [[tight, 1]],
  },
};

function volumeOf(given: Given): Call {
  return { method: 'System.CreateStorageVolume', on: 'MSFT_SMSystem', with: given };
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  if (fitPools(situation).length === 0) return undefined;
  return volumeOf({ ...usualSize(situation, a), ...usualRest('system', situation, b) });
}

function tight(situation: Situation, a: number, b: number): Call | undefined {
  const pool = pick(fitPools(situation), a);
  const size = pool === undefined ? undefined : tightSize(situation, pool, b);
  return size === undefined ? undefined : volumeOf(size);
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call | undefined {
  return byAnyone(pick(oddInSystem(situation, a), b), situation, b);
}

/** All of that. */
export function oddInSystem(situation: Situation, a: number): readonly Call[] {
  return oddGiven('system', situation, a).map(volumeOf);
}
