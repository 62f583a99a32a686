import { asksAs, asksForType, capabilityCodes, capabilityQuestion } from './capabilityQuestion.js';
import type { Method } from './notation.js';

/** The documents say neither what a recovery point is measured in nor which method of the provider tells of it: in CIM it is the one
 * that tells the values of a property of replication settings.
 * @see Windows Storage Management (MsftStrgMan.mof), GetRecoveryPointData method of the MSFT_SMReplicationCapabilities class;
 * CIM_ReplicationServiceCapabilities.GetSupportedReplicationSettingData, which has 7, too
 */
export const getRecoveryPointData = {
  ...capabilityQuestion,
  name: 'GetRecoveryPointData',
  summary: 'Tells which recovery points replication of one type has.',
  provider: { method: 'GetSupportedReplicationSettingData', service: 'replicationService' },
  parameters: {
    ...asksForType,
    /** One of RecoveryPointValues, or between them. */
    DefaultRecoveryPoint: 'out uint32',
    /** The recovery points, or the first and the last of them. */
    RecoveryPointValues: 'out uint32[]',
    /** 0 where the values are a range, 1 where they are discrete. */
    RecoveryPointIndicator: 'out uint16',
    ...asksAs,
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The recovery points are told.' },
    ...capabilityCodes,
    propertyNotSupported: {
      code: 7,
      label: 'Property Is Not Supported',
      meaning: 'The system replicates by this type, and has no recovery points for it.',
    },
  },
} as const satisfies Method;
