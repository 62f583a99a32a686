import type { MethodName, StorageArray } from '../../../src/index.js';
import { set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

const where = { host: 'array.example', interopNamespace: 'interop' };

/** A discovery by a job is under way. */
function underWay(array: StorageArray): void {
  const given = { ...where, forceRediscovery: true, discoveryLevel: 0 };
  const { ReturnValue, ExtendedStatus } = array.invoke('MSFT_SMStorageDiscovery', 'StartDiscovery', given);
  if (ReturnValue !== 4096) throw new Error(`the discovery to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** Copies hold all slots, and the queue is full. */
function queueFull(array: StorageArray): void {
  array.set({ limits: { runningJobs: 1, queuedJobs: 0 } });
  const { ReturnValue, ExtendedStatus } = array.createClone('taken');
  if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

function discovering(
  parameters: MethodExamples['parameters'],
  causes: MethodExamples['causes'],
  exclusive: MethodExamples['exclusive'],
): MethodExamples {
  return {
    on: 'MSFT_SMStorageDiscovery',
    parameters,
    succeeds: 'jobStarted',
    startsJob: {},

    causes: {
      'service.malformed': { parameters: { host: '' } },
      'service.underWay': { prepare: underWay },
      'connect.wrongHost': { parameters: { host: 'elsewhere.example' } },
      'connect.wrongKind': { parameters: { hostType: 'smis-wmi' } },
      'findService.wrongNamespace': { parameters: { interopNamespace: 'root/cimv2' } },
      'array.queue': { before: queueFull },
      'invokeReply.discoveryLate': {
        shape: ({ profile }) => {
          profile.service.discovery = { by: 'call', takes: '2 min' };
        },
      },
      'readBack.underWayMeanwhile': { at: { step: 'invoke', do: underWay } },
      ...causes,
    },

    exclusive: [
      {
        rows: ['array.queue', 'invokeReply.discoveryLate'],
        because: 'a discovery within the call waits for no job, and one by a job takes no time within the call',
      },
      {
        rows: ['readBack.unexpectedResponse', 'readBack.underWayMeanwhile'],
        because: 'where the service reads back something else, no other discovery begins',
      },
      { rows: ['service.underWay', 'readBack.underWayMeanwhile'], because: 'what is under way is told at once' },
      {
        rows: ['readBack.underWayMeanwhile', 'invokeReply.discoveryLate'],
        because: 'where the call discovers, no job does',
      },
      { rows: ['service.underWay', 'invokeReply.discoveryLate'], because: 'where the call discovers, no job does' },
      ...exclusive,
    ],

    ends: {
      providerLost: { by: set({ provider: { link: 'down' } }) },
      namespaceLost: { by: set({ provider: { namespace: 'missing' } }) },
      arrayNotManaged: { by: set({ provider: { managesArray: false } }) },
      arrayLost: { by: set({ managementController: 'failing' }) },
    },

    before2016: [['service.role', 'authenticate.role', 1]],
  };
}

/** Those of the methods of MSFT_SMStorageDiscovery. */
export const discovery = {
  StartDiscovery: discovering({ ...where, forceRediscovery: false, discoveryLevel: 3 }, {}, []),
  PartialDiscovery: discovering(
    { ...where, partialDiscoveryType: 4, targetObjectClassType: 0 },
    {
      'array.classUnknown': {
        parameters: { partialDiscoveryType: 0, targetObjectId: 'nobody', targetObjectClassType: 9 },
      },
      'array.targetUnknown': { parameters: { targetObjectId: 'nobody', targetObjectClassType: 4 } },
    },
    [],
  ),
} as const satisfies Partial<Record<MethodName, MethodExamples>>;
