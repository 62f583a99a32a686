import { getSupportedGroupCopyStates as facts } from '../vocabulary/methods/getSupportedGroupCopyStates.js';
import { capabilityQuestionOf, noGroups } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedGroupCopyStates: tells the states that copies of whole groups go through, of one type.
 * @see MSFT_SMReplicationCapabilities.GetSupportedGroupCopyStates, "Return value"
 */
export const getSupportedGroupCopyStates = capabilityQuestionOf(facts, {
  ofClones: () => ({ SupportedCopyStates: [] }),
  ofOthers: { SupportedCopyStates: [] },
  unless: [noGroups],
});
