import {
  asksAs,
  asksForType,
  capabilityCodes,
  capabilityQuestion,
  dmtfReserved,
  vendorSpecific,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedOperations method of the MSFT_SMReplicationCapabilities class */
export const getSupportedOperations = {
  ...capabilityQuestion,
  name: 'GetSupportedOperations',
  summary: 'Tells what can be done to the relation between a source and its replica of one type.',
  provider: { method: 'GetSupportedOperations', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Numbers of operations: 8 is Detach. */
    SupportedOperations: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The operations are told; there may be none.' },
    ...capabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecific],
} as const satisfies Method;
