import { getRecoveryPointData as facts } from '../vocabulary/methods/getRecoveryPointData.js';
import { capabilityQuestionOf, isOfClones } from './conversation/capabilityQuestion.js';

const nothing = { DefaultRecoveryPoint: null, RecoveryPointValues: null, RecoveryPointIndicator: null };

/** MSFT_SMReplicationCapabilities.GetRecoveryPointData: tells which recovery points replication of one type has.
 * @see MSFT_SMReplicationCapabilities.GetRecoveryPointData, "Return value"
 */
export const getRecoveryPointData = capabilityQuestionOf(facts, {
  ofClones: ({ provider: { recoveryPoints } }) => {
    if (recoveryPoints === null) return nothing;
    const { usual, values, are } = recoveryPoints;
    return {
      DefaultRecoveryPoint: usual,
      RecoveryPointValues: values,
      RecoveryPointIndicator: are === 'range' ? 0 : 1,
    };
  },
  ofOthers: nothing,
  unless: [
    {
      refuse: 'propertyNotSupported',
      because: 'noRecoveryPoints',
      cause: 'replication of this type has no recovery points',
      when: (call) => !isOfClones(call) || call.provider.recoveryPoints === null,
      message: ({ request, provider }) =>
        `${provider.name} has no recovery points for replication type ${request.given.ReplicationType}`,
    },
  ],
});
