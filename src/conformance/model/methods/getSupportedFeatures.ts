import { capabilityQuestionOf, drawsOfAll, wrongList } from './capabilityQuestion.js';

/** MSFT_SMReplicationCapabilities.GetSupportedFeatures, which only asks
 * @see MSFT_SMReplicationCapabilities.GetSupportedFeatures, "Return value"
 */
export const getSupportedFeatures = capabilityQuestionOf({
  method: 'GetSupportedFeatures',
  wrong: wrongList('Features', { from: 2, to: 55 }, ({ features }) => features),
  draws: drawsOfAll,
});
