import { getSupportedGroupFeatures as facts } from '../vocabulary/methods/getSupportedGroupFeatures.js';
import { capabilityQuestionOf, noGroups } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupFeatures: tells the features that replication of whole groups has, of one type.
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupFeatures, "Return value"
 */
export const getSupportedGroupFeatures = capabilityQuestionOf(facts, {
  ofClones: () => ({ GroupFeatures: [] }),
  ofOthers: { GroupFeatures: [] },
  unless: [noGroups],
});
