import { capabilityQuestionOf, lacking } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetRecoveryPointData, which only asks
 * @see MSFT_SMReplicationCapabilities.GetRecoveryPointData, "Return value"
 */
export const getRecoveryPointData = capabilityQuestionOf({
  method: 'GetRecoveryPointData',
  unless: [
    lacking('noRecoveryPoints', 'propertyNotSupported', ({ recoveryPoints }) =>
      recoveryPoints === undefined ? undefined : !recoveryPoints,
    ),
  ],
  wrong: ({ DefaultRecoveryPoint: usual, RecoveryPointValues: values, RecoveryPointIndicator: indicator }) => {
    if (usual == null || values == null || indicator == null) return 'a recovery point is missing';
    const [isRange, isDiscrete] = [indicator === 0, indicator === 1];
    if (!isRange && !isDiscrete)
      return `RecoveryPointIndicator is ${indicator}, and neither 0 (Range) nor 1 (Discrete)`;
    const isThere = isDiscrete ? values.includes(usual) : usual >= Math.min(...values) && usual <= Math.max(...values);
    return isThere ? null : `DefaultRecoveryPoint is ${usual}, and RecoveryPointValues has ${values.join(', ')}`;
  },
});
