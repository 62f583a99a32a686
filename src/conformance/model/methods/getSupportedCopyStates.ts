import { capabilityQuestionOf, copyStates, wrongList } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedCopyStates, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedCopyStates, "Return value"
 */
export const getSupportedCopyStates = capabilityQuestionOf({
  method: 'GetSupportedCopyStates',
  wrong: wrongList('SupportedCopyStates', copyStates, (type) => type.copyStates),
});
