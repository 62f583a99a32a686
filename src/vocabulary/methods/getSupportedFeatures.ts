import {
  asksAs,
  asksForType,
  capabilityCodes,
  capabilityQuestion,
  dmtfReserved,
  vendorSpecific,
} from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedFeatures method of the MSFT_SMReplicationCapabilities class */
export const getSupportedFeatures = {
  ...capabilityQuestion,
  name: 'GetSupportedFeatures',
  summary: 'Tells the features that replication of one type has.',
  provider: { method: 'GetSupportedFeatures', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** Numbers of features: 51 says that a client can name the target. */
    Features: 'out uint16[]',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The features are told; there may be none.' },
    ...capabilityCodes,
  },
  ranges: [dmtfReserved, vendorSpecific],
} as const satisfies Method;
