import { getSupportedOperations as facts } from '../vocabulary/methods/getSupportedOperations.js';
import { mirrorOperationsOf } from '../vocabulary/profile/mirrors.js';
import { operationsOf } from '../vocabulary/profile/relations.js';
import { capabilityQuestionOf } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedOperations: tells what can be done to the relation between a source and its replica of one type.
 * @see MSFT_SMReplicationCapabilities.GetSupportedOperations, "Return value"
 */
export const getSupportedOperations = capabilityQuestionOf(facts, {
  ofClones: ({ configuration, reported }) => ({ SupportedOperations: operationsOf(configuration.profile, reported) }),
  ofMirrors: ({ reported }) => ({ SupportedOperations: mirrorOperationsOf(reported.mirrorModes) }),
  ofOthers: { SupportedOperations: [] },
});
