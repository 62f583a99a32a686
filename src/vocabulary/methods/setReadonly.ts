import { accessCodes, accessParameters, accessProvider, insteadOfAccess } from './accessFacts.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), SetReadonly method of the MSFT_SMStorageVolume class */
export const setReadonly = {
  className: 'MSFT_SMStorageVolume',
  name: 'SetReadonly',
  since: '2012',
  summary: 'Lets hosts read a volume, and write nothing to it.',
  provider: accessProvider,
  effect: {
    done: 'that hosts can only read the volume',
    accepted: 'hosts can only read the volume',
    left: 'the volume may be read-only',
    leftShortly: 'the volume may be read-only',
  },
  parameters: accessParameters,
  codes: accessCodes,
  instead: insteadOfAccess,
} as const satisfies Method;
