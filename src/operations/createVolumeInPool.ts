import { createVolumeInPool as facts } from '../vocabulary/methods/createVolumeInPool.js';
import { creationOf } from './conversation/creation.js';
import { settingUnknown } from './conversation/poolSetting.js';
import { isInCache } from './facts/cache.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ Size, UseMaximumSize }) =>
    Size === null && UseMaximumSize !== true
      ? 'neither Size nor UseMaximumSize says how large the volume is to be'
      : null,

  ...creationOf(facts, {
    service: [
      {
        refuse: 'sizeAndMaximum',
        because: 'sizeAndMaximum',
        cause: 'Size is given, and the largest size is asked for',
        when: ({ request: { given } }) => given.Size !== null && given.UseMaximumSize === true,
        message: ({ request: { given } }) => `Size is ${given.Size}, and UseMaximumSize is true`,
      },
    ],
    pool: {
      refuse: 'poolNotFound',
      because: 'poolUnknown',
      cause: "the pool is not in the service's cache",
      whenElements: ({ pool }) => !isInCache(pool),
      message: ({ request }) => `the service's cache has no pool '${request.on}'`,
    },
    invoke: [
      // Releases before 2012R2 have no such parameter.
      { ...settingUnknown, since: '2012R2' },
    ],
    goals: 'settingsSince2012R2',
    peerPool: {
      refuse: 'notSupported',
      because: 'peerPool',
      cause: "the pool is one of the peer system's: this one only copies there",
      whenElements: ({ pool }) => pool?.remote === 1,
      message: ({ request }) => `pool '${request.on}' belongs to the peer system, where this one creates no volumes`,
    },
    notThere: 'noPoolFound',
  }),
};

/** MSFT_SMPool.CreateStorageVolume: creates a volume in a pool.
 * @see MSFT_SMPool.CreateStorageVolume, "Return value"
 */
export const createVolumeInPool = operation(definition);
