import { capabilityQuestionOf, noGroups, operations, saidOfGroups, wrongList } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupOperations, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupOperations, "Return value"
 */
export const getSupportedGroupOperations = capabilityQuestionOf({
  method: 'GetSupportedGroupOperations',
  wrong: wrongList('SupportedGroupOperations', operations, saidOfGroups),
  unless: [noGroups],
});
