import { findPool, type Reference, textOf } from '../store/references.js';
import { passwordDigest } from '../store/settings.js';
import type { World } from '../store/world.js';
import { badInput } from '../vocabulary/badInput.js';
import type { CallRequest, CreateCloneParameters } from '../vocabulary/call.js';
import type { PoolHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';

const parameters = ['ElementName', 'TargetPool', 'username', 'password'];

/** Reads CreateClone's arguments. What is malformed about them is for the storage service to refuse (code 5); what no
 * caller of the method could say is a mistake of the test and throws.
 * @throws BadInputError for an unknown parameter, or a pool name that several pools have
 */
export function readRequest(
  world: World,
  on: Reference,
  given: CreateCloneParameters,
  caller: string,
): { readonly request: CallRequest; readonly pool: PoolHandle | -1 } {
  for (const key in given) {
    if (!parameters.includes(key)) {
      badInput({
        // The key, not what is under it: that may be a password.
        field: 'CreateClone',
        value: key,
        expected: `a parameter of CreateClone: ${parameters.join(', ')}`,
        among: parameters,
      });
    }
  }
  const { ElementName, TargetPool, username, password } = given;
  const poolText = TargetPool == null ? null : typeof TargetPool === 'object' ? textOf(TargetPool) : TargetPool;
  const malformed = malformation(world, given, poolText);
  const pool = poolText === null || malformed !== null ? none : findPool(world, poolText, 'CreateClone.TargetPool');
  const request: CallRequest = {
    method: 'CreateClone',
    caller,
    on: textOf(on),
    elementName: ElementName ?? null,
    targetPool: poolText,
    username: username ?? null,
    passwordDigest: username == null || password == null ? null : passwordDigest(username, password),
    malformed,
  };
  return { request, pool };
}

/** @throws BadInputError unless it is CreateClone, the one that there is */
export function checkMethod(method: string): void {
  if (method !== 'CreateClone') {
    badInput({
      field: 'method',
      value: method,
      expected: 'a method that arraysim knows: CreateClone',
      among: ['CreateClone'],
    });
  }
}

function malformation(world: World, given: CreateCloneParameters, pool: unknown): string | null {
  const { ElementName, username, password } = given;
  const longest = world.configuration.profile.clones.maximumNameLength;
  if (ElementName != null) {
    if (typeof ElementName !== 'string') return `ElementName is a ${typeof ElementName}, not a string`;
    if (ElementName === '') return 'ElementName is empty';
    if (ElementName.length > longest)
      return `ElementName has ${ElementName.length} characters, at most ${longest} are allowed`;
  }
  if (pool !== null) {
    if (typeof pool !== 'string') return `TargetPool is a ${typeof pool}, not a reference to a pool`;
    if (pool === '') return 'TargetPool is empty';
    const { volume, job } = world.codecs;
    const other = volume.decode(pool) !== undefined ? 'volume' : job.decode(pool) !== undefined ? 'job' : undefined;
    if (other !== undefined) return `TargetPool '${pool}' is a reference to a ${other}, not to a pool`;
  }
  if (username != null && password == null) return `username '${username}' was given without a password`;
  if (username == null && password != null) return 'a password was given without a username';
  return null;
}
