import { getSupportedCopyStates as facts } from '../vocabulary/methods/getSupportedCopyStates.js';
import { mirrorCopyStates } from '../vocabulary/profile/mirrors.js';
import { copyStatesOf, snapshotStatesOf } from '../vocabulary/profile/relations.js';
import { capabilityQuestionOf } from './conversation/capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedCopyStates: tells the states that copies of one type go through.
 * @see MSFT_SMReplicationCapabilities.GetSupportedCopyStates, "Return value"
 */
export const getSupportedCopyStates = capabilityQuestionOf(facts, {
  ofClones: ({ configuration, reported }) => ({ SupportedCopyStates: copyStatesOf(configuration.profile, reported) }),
  ofMirrors: () => ({ SupportedCopyStates: mirrorCopyStates }),
  ofSnapshots: ({ configuration, reported }) => ({
    SupportedCopyStates: snapshotStatesOf(configuration.profile, reported),
  }),
  ofOthers: { SupportedCopyStates: [] },
});
