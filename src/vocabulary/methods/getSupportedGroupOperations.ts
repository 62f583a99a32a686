import {
  asksAs,
  asksForType,
  capabilityQuestion,
  dmtfReserved,
  groupCapabilityCodes,
  vendorSpecificTo65535,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedGroupOperations method of the MSFT_SMReplicationCapabilities class */
export const getSupportedGroupOperations = {
  ...capabilityQuestion,
  name: 'GetSupportedGroupOperations',
  summary: 'Tells what can be done to the relation between a group and its replica of one type.',
  provider: { method: 'GetSupportedGroupOperations', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Numbers of operations on groups. */
    SupportedGroupOperations: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The operations are told; there may be none.' },
    ...groupCapabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecificTo65535],
} as const satisfies Method;
