import { createVolumeInSystem as facts } from '../vocabulary/methods/createVolumeInSystem.js';
import { creationOf } from './conversation/creation.js';
import { type Operation, operation } from './operation.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ Size }) => (Size === null ? 'Size is missing' : null),

  ...creationOf(facts, {
    service: [],
    pool: {
      refuse: 'noPoolFound',
      because: 'noPool',
      cause: "the service's cache has no pool of this system",
      whenElements: ({ pool }) => pool === undefined,
      message: () => "the service's cache has no pool of this system",
    },
    invoke: [],
    goals: 'parameters',
    peerPool: {
      refuse: 'notSupported',
      because: 'peerPool',
      cause: "the pool is one of the peer system's; no natural cause: only pools of this system are found",
    },
    notThere: 'poolNotFound',
  }),
};

/** MSFT_SMSystem.CreateStorageVolume: creates a volume in a pool that the storage service finds for it.
 * @see MSFT_SMSystem.CreateStorageVolume, "Return value"
 */
export const createVolumeInSystem = operation(definition);
