import { accessCodes, accessParameters, accessProvider, insteadOfAccess } from './accessFacts.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), SetReadWrite method of the MSFT_SMStorageVolume class */
export const setReadWrite = {
  className: 'MSFT_SMStorageVolume',
  name: 'SetReadWrite',
  since: '2012',
  summary: 'Lets hosts read a volume and write to it.',
  provider: accessProvider,
  effect: {
    done: 'that hosts can read the volume and write to it',
    accepted: 'hosts can read the volume and write to it',
    left: 'hosts may be able to write to the volume',
    leftShortly: 'hosts may be able to write to the volume',
  },
  parameters: accessParameters,
  codes: accessCodes,
  instead: insteadOfAccess,
} as const satisfies Method;
