import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** A small array that answers when the copy is done. */
export const syncOnly: Profile = {
  ...fullCopy,
  name: 'sync-only',
  description:
    'A small array that copies within the call and knows no jobs. The answer is 0, with a finished clone. A client does ' +
    'not expect a Job, waits for the answer itself, which takes longer the larger the volume is: beyond some 120 GiB it is 3, and the clone may be ' +
    'there. It finds few operations at a time: more are refused with 43027.',
  capabilities: {
    ...fullCopy.capabilities,
    maximumReplicasPerSource: 16,
    maximumSnapshotsPerSource: 0,
    // Synchronous Clone Local.
    replicationTypes: [10],
    // CreateElementReplica.
    synchronousActions: [2],
    asynchronousActions: [],
  },
  jobs: { ...fullCopy.jobs, copyRatePerSecond: '2 GiB' },
  limits: { ...fullCopy.limits, sessions: 8, operations: 2 },
  service: { ...fullCopy.service, discovery: { by: 'call', takes: '2 s' } },
  // However small a copy is, it takes so long.
  provider: { ...fullCopy.provider, latency: { array: '3 s' } },
};
