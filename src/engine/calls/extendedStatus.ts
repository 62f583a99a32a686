import type { CallFacts } from '../../operations/facts/call.js';
import type { CompiledCheck } from '../../operations/operation.js';
import type { World } from '../../store/world.js';
import type { CallRequest, ExtendedStatus } from '../../vocabulary/methods/call.js';
import { labelOf } from '../../vocabulary/methods/returnCodes.js';

const storageService = 1;
const provider = 2;

/** Codes 43001 to 43029 relay the CIM status 1 to 29 of the provider. */
const relayed = 43_000;

/** What an error tells beside its code; never a password.
 * @see MSFT_SMExtendedStatus
 */
export function extendedStatus(
  world: World,
  request: CallRequest,
  check: CompiledCheck<CallFacts>,
  message: string,
  details: string,
): ExtendedStatus {
  const relays = check.code > relayed && check.code < relayed + 1000;
  return {
    Description: labelOf('CreateClone', check.code) ?? '',
    Operation: `MSFT_SMStorageVolume.${request.method}`,
    ParameterInfo: parametersOf(request),
    ProviderName: world.configuration.profile.provider.name,
    StatusCode: check.code,
    SMErrorSource: relays || check.step === 'array' ? provider : storageService,
    SMErrorCode: relays ? check.code - relayed : check.code,
    SMMessage: message,
    SMDetails: details,
  };
}

function parametersOf(request: CallRequest): string {
  const given = {
    ElementName: request.elementName,
    TargetPool: request.targetPool,
    username: request.username,
  };
  return Object.entries(given)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}='${value}'`)
    .join(', ');
}
