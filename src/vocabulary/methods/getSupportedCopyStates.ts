import {
  asksAs,
  asksForType,
  capabilityCodes,
  capabilityQuestion,
  dmtfReserved,
  vendorSpecificTo65535,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedCopyStates method of the MSFT_SMReplicationCapabilities class */
export const getSupportedCopyStates = {
  ...capabilityQuestion,
  name: 'GetSupportedCopyStates',
  summary: 'Tells the states that copies of one type go through.',
  provider: { method: 'GetSupportedCopyStates', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Values of CopyState: 4 is Synchronized. */
    SupportedCopyStates: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The states are told; there may be none.' },
    ...capabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecificTo65535],
} as const satisfies Method;
