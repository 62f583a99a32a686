import type { Profile } from '../profile.js';
import { fullCopy } from './fullCopy.js';

/** A good array behind a provider that is overloaded: a call takes more than a minute. */
export const slowProvider: Profile = {
  ...fullCopy,
  name: 'slow-provider',
  description:
    'A good array behind an overloaded SMI-S proxy. A call takes more than a minute, so that calls overlap: a fifth ' +
    'finds no session left, and a third no operation (43027). A client copes with states, names and credentials that ' +
    'were right when its call began and are not when it ends. Connection and reply come close to the operation ' +
    'timeout: a bit slower, and the answer is 3, before the effect or after it.',
  creation: { ...fullCopy.creation, by: 'job', takes: '30 s' },
  deletion: { by: 'job', takes: '20 s' },
  poolCreation: { ...fullCopy.poolCreation, by: 'job', takes: '30 s' },
  resizing: { by: 'job', takes: '30 s', whileCopying: 'refused', whileAssociated: 'allowed' },
  limits: { ...fullCopy.limits, sessions: 4, operations: 2 },
  service: { ...fullCopy.service, operationTimeout: '30 s', discovery: { by: 'job', takes: '2 min' } },
  provider: {
    ...fullCopy.provider,
    name: 'overloaded SMI-S proxy',
    latency: {
      connect: '20 s',
      authenticate: '2 s',
      findService: '5 s',
      readCapabilities: '5 s',
      invoke: '3 s',
      array: '10 s',
      invokeReply: '25 s',
      readBack: '2 s',
    },
  },
};
