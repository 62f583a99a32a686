import { getSupportedGroupOperations as facts } from '../vocabulary/methods/getSupportedGroupOperations.js';
import { capabilityQuestionOf, noGroups } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupOperations: tells what can be done to the relation between a group and its replica of one type.
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupOperations, "Return value"
 */
export const getSupportedGroupOperations = capabilityQuestionOf(facts, {
  ofClones: () => ({ SupportedGroupOperations: [] }),
  ofOthers: { SupportedGroupOperations: [] },
  unless: [noGroups],
});
