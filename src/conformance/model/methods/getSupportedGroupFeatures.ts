import { capabilityQuestionOf, noGroups, saidOfGroups, wrongList } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupFeatures, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupFeatures, "Return value"
 */
export const getSupportedGroupFeatures = capabilityQuestionOf({
  method: 'GetSupportedGroupFeatures',
  wrong: wrongList('GroupFeatures', { from: 2, to: 64 }, saidOfGroups),
  unless: [noGroups],
});
