import type { CompiledOperation, CompiledRow } from '../../operations/compile.js';
import type { World } from '../../store/world.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { ExtendedStatus } from '../../vocabulary/methods/extendedStatus.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';

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
  operation: CompiledOperation,
  row: CompiledRow,
  message: string,
  details: string,
): ExtendedStatus {
  const relays = row.code > relayed && row.code < relayed + 1000;
  return {
    Description: labelOf(request.method, row.code) ?? '',
    Operation: operation.name,
    ParameterInfo: parametersOf(request),
    ProviderName: world.configuration.profile.provider.name,
    StatusCode: row.code,
    SMErrorSource: relays || row.step === 'array' ? provider : storageService,
    SMErrorCode: relays ? row.code - relayed : row.code,
    SMMessage: message,
    SMDetails: details,
  };
}

function parametersOf({ elementName, targetPool, given, username }: CallRequest): string {
  return Object.entries({ ElementName: elementName, TargetPool: targetPool, ...given, username })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}='${value}'`)
    .join(', ');
}
