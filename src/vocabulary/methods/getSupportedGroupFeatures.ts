import {
  asksAs,
  asksForType,
  capabilityQuestion,
  dmtfReserved,
  groupCapabilityCodes,
  vendorSpecific,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedGroupFeatures method of the MSFT_SMReplicationCapabilities class */
export const getSupportedGroupFeatures = {
  ...capabilityQuestion,
  name: 'GetSupportedGroupFeatures',
  summary: 'Tells the features that replication of whole groups has, of one type.',
  provider: { method: 'GetSupportedGroupFeatures', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Numbers of features of groups. */
    GroupFeatures: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The features are told; there may be none.' },
    ...groupCapabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecific],
} as const satisfies Method;
