import { capabilityQuestionOf, copyStates, noGroups, saidOfGroups, wrongList } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupCopyStates, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupCopyStates, "Return value"
 */
export const getSupportedGroupCopyStates = capabilityQuestionOf({
  method: 'GetSupportedGroupCopyStates',
  wrong: wrongList('SupportedCopyStates', copyStates, saidOfGroups),
  unless: [noGroups],
});
