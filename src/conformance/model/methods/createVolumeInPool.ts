import { atLeast } from '../../../vocabulary/versions.js';
import type { Call, Given } from '../../subject/call.js';
import { pick, type Situation } from '../situation.js';
import {
  byAnyone,
  creationModel,
  fitPools,
  mostRoom,
  nowhere,
  oddGiven,
  tightSize,
  usualRest,
  usualSize,
} from './creation.js';
import type { MethodModel } from './method.js';

/** MSFT_SMPool.CreateStorageVolume
 * @see MSFT_SMPool.CreateStorageVolume, "Return value"
 */
export const createVolumeInPool: MethodModel = {
  ...creationModel('pool'),
  method: 'Pool.CreateStorageVolume',
  calledOn: 'pool',
  poolOf: ({ on }) => on,
  careful: usual,
  draws: {
    core: [
      [usual, 3],
      [odd, 2],
    ],
    capacity: [[tight, 2]],
    jobs: [[unready, 1]],
  },
};

function volumeIn(on: string, given: Given): Call {
  return { method: 'Pool.CreateStorageVolume', on, with: given };
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  const on = pick(fitPools(situation), a);
  if (on === undefined) return undefined;
  return volumeIn(on, { ...usualSize(situation, a >> 3), ...usualRest('pool', situation, b) });
}

function tight(situation: Situation, a: number, b: number): Call | undefined {
  const on = pick(fitPools(situation), a);
  if (on !== undefined && a % 8 === 5 && mostRoom(situation, on) > 0) return volumeIn(on, { UseMaximumSize: true });
  const size = on === undefined ? undefined : tightSize(situation, on, b);
  return on === undefined || size === undefined ? undefined : volumeIn(on, size);
}

/** In a pool that is not online. */
function unready(situation: Situation, a: number, b: number): Call | undefined {
  const { pools } = situation.state;
  const on = pick(
    Object.keys(pools).filter((name) => pools[name]?.state !== 'online'),
    a,
  );
  return on === undefined ? undefined : volumeIn(on, usualSize(situation, b));
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call | undefined {
  return byAnyone(pick(oddInPool(situation, a), b), situation, b);
}

/** All of that, of a pool that is picked. */
export function oddInPool(situation: Situation, a: number): readonly Call[] {
  const { state, advertised } = situation;
  const on = pick(Object.keys(state.pools), a) ?? nowhere;
  const sized = { Size: advertised.allocation.extent };
  return [
    volumeIn(nowhere, sized),
    volumeIn(nowhere, {}),
    ...oddGiven('pool', situation, a).map((given) => volumeIn(on, given)),
    volumeIn(on, { ...sized, UseMaximumSize: true }),
    ...(atLeast(advertised.version, '2012R2')
      ? [volumeIn(on, { ...sized, PoolSettingObjectId: 'no such setting' })]
      : []),
    ...Object.keys(state.pools).map((pool) => volumeIn(pool, sized)),
  ];
}
