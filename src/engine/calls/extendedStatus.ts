import type { CompiledOperation, CompiledRow } from '../../operations/compile.js';
import type { World } from '../../store/world.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { ExtendedStatus } from '../../vocabulary/methods/extendedStatus.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';

const storageService = 1;
const provider = 2;

/** Codes 43001 to 43029 relay the CIM status 1 to 29 of the provider. */
const relayed = 43_000;

/** What CIM methods return for a failure that has no number of its own: "Failed". What it was short of, or in whose way it was, the
 * storage service finds out, and has a number for.
 * @see CIM_ReplicationService.CreateElementReplica and its siblings, ReturnValue: 0 to 6 are the same in all of them
 */
const failedInCim = 4;
const firstOfService = 40_000;

/** What an error tells beside its code; never a password.
 * @see MSFT_SMExtendedStatus, SMErrorSource; __ExtendedStatus, ProviderName: "Windows Management" where no provider is at the root of it
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
  const byProvider = relays || (row.step === 'array' && row.outcome !== 'methodInvocationFailed');
  return {
    Description: labelOf(request.method, row.code) ?? '',
    Operation: operation.name,
    ParameterInfo: parametersOf(request),
    ProviderName: row.step === 'service' ? 'Windows Management' : world.configuration.profile.provider.name,
    StatusCode: row.code,
    SMErrorSource: byProvider ? provider : storageService,
    SMErrorCode: byProvider ? ownNumber(row.code, relays) : row.code,
    SMMessage: message,
    SMDetails: details,
  };
}

/** What the provider itself has answered, of which the code is the service's mapping. */
function ownNumber(code: number, relays: boolean): number {
  if (relays) return code - relayed;
  return code < firstOfService ? code : failedInCim;
}

function parametersOf({ method, elementName, targetPool, given, username }: CallRequest): string {
  return Object.entries({
    ElementName: elementName,
    [signatures[method].pool ?? 'TargetPool']: targetPool,
    ...given,
    username,
  })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}='${value}'`)
    .join(', ');
}
