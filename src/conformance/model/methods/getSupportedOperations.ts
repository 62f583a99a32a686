import { capabilityQuestionOf, operations, wrongList } from './capabilityQuestion.js';

const wrong = wrongList('SupportedOperations', operations, (type) => type.operations);

/** MSFT_SMReplicationCapabilities.GetSupportedOperations, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedOperations, "Return value"
 */
export const getSupportedOperations = capabilityQuestionOf({
  method: 'GetSupportedOperations',
  wrong: (reply, type) => {
    // 8 is Detach.
    if (reply.SupportedOperations?.includes(8) && type.features.includes(16))
      return 'SupportedOperations has 8, and feature 16 says that a target must remain associated to its source';
    return wrong(reply, type);
  },
});
