import {
  asksAs,
  asksForType,
  capabilityQuestion,
  dmtfReserved,
  groupCapabilityCodes,
  vendorSpecific,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedGroupCopyStates method of the MSFT_SMReplicationCapabilities class */
export const getSupportedGroupCopyStates = {
  ...capabilityQuestion,
  name: 'GetSupportedGroupCopyStates',
  summary: 'Tells the states that copies of whole groups go through, of one type.',
  provider: { method: 'GetSupportedGroupCopyStates', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Values of CopyState. */
    SupportedCopyStates: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The states are told; there may be none.' },
    ...groupCapabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecific],
} as const satisfies Method;
