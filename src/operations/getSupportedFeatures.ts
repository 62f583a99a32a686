import { getSupportedFeatures as facts } from '../vocabulary/methods/getSupportedFeatures.js';
import { mirrorFeaturesOf } from '../vocabulary/profile/mirrors.js';
import { snapshotFeaturesOf } from '../vocabulary/profile/relations.js';
import { capabilityQuestionOf, reportedOf } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedFeatures: tells the features that replication of one type has.
 * @see MSFT_SMReplicationCapabilities.GetSupportedFeatures, "Return value"
 */
export const getSupportedFeatures = capabilityQuestionOf(facts, {
  ofClones: (call) => ({ Features: reportedOf(call).features }),
  ofMirrors: (call) => ({ Features: mirrorFeaturesOf(reportedOf(call)) }),
  ofSnapshots: (call) => ({ Features: snapshotFeaturesOf(reportedOf(call).features) }),
  ofOthers: { Features: [] },
});
