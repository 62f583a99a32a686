import { findPool, type Reference, textOf } from '../../store/references.js';
import { passwordDigest } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { demandMembers, demandText, isPlain } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { CallRequest, CreateCloneParameters } from '../../vocabulary/methods/call.js';
import type { PoolHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import type { CallOptions } from '../arrayApi.js';

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
  demandMembers(given, parameters, 'CreateClone', 'a parameter of CreateClone');
  const { ElementName, TargetPool, username, password } = given;
  const target = poolGiven(TargetPool);
  const malformed = malformation(world, given, target);
  if (malformed !== null) demandPlain(given);
  const pool = target === null || malformed !== null ? none : findPool(world, target, 'CreateClone.TargetPool');
  const request: CallRequest = {
    method: 'CreateClone',
    caller,
    on: textOf(on, 'on'),
    elementName: textGiven(ElementName),
    targetPool: textGiven(target),
    username: textGiven(username),
    passwordDigest:
      typeof username !== 'string' || typeof password !== 'string' ? null : passwordDigest(username, password),
    malformed,
  };
  return { request, pool };
}

/** Parameters as a trace can keep them: a pool object by its id. */
export function plainParameters(given: CreateCloneParameters): CreateCloneParameters {
  const { TargetPool } = given;
  return typeof TargetPool === 'object' && TargetPool !== null
    ? { ...given, TargetPool: poolGiven(TargetPool) }
    : given;
}

/** @returns who calls, for the roles; @throws BadInputError for options that there are not */
export function callerOf(options: CallOptions): string {
  if (options === noOptions) return 'client';
  demandMembers(options, ['caller'], 'options', 'an option of a call');
  const { caller = 'client' } = options;
  demandText(caller, 'options.caller', 'the name of a caller, as in set({ role, caller })');
  return caller;
}

export const noOptions: CallOptions = {};

/** An object stands for its id; one without is malformed. */
function poolGiven(given: CreateCloneParameters['TargetPool']): string | null {
  if (given == null) return null;
  if (typeof given !== 'object') return given;
  // The malformation says what it is, if it is no text.
  return typeof given.id === 'string' ? given.id : (given as unknown as string);
}

/** What is malformed is kept in words, for the reply. */
function textGiven(given: unknown): string | null {
  if (given == null) return null;
  return typeof given === 'string' ? given : JSON.stringify(given);
}

/** @throws BadInputError for what no caller could put on the wire */
function demandPlain(given: CreateCloneParameters): void {
  for (const [parameter, value] of Object.entries(given)) {
    if (isPlain(value)) continue;
    badInput({ field: `CreateClone.${parameter}`, value, expected: 'what JSON can say, whether it is right or wrong' });
  }
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
    if (typeof ElementName !== 'string') return `ElementName is ${kindOf(ElementName)}, not a string`;
    if (ElementName === '') return 'ElementName is empty';
    if (ElementName.length > longest)
      return `ElementName has ${ElementName.length} characters, at most ${longest} are allowed`;
  }
  if (pool !== null) {
    if (typeof pool !== 'string') return `TargetPool is ${kindOf(pool)}, not a reference to a pool`;
    if (pool === '') return 'TargetPool is empty';
    const { volume, job } = world.codecs;
    const other = volume.decode(pool) !== undefined ? 'volume' : job.decode(pool) !== undefined ? 'job' : undefined;
    if (other !== undefined) return `TargetPool '${pool}' is a reference to a ${other}, not to a pool`;
  }
  if (username != null && typeof username !== 'string') return `username is ${kindOf(username)}, not a string`;
  if (password != null && typeof password !== 'string') return `password is ${kindOf(password)}, not a string`;
  if (username != null && password == null) return `username '${username}' was given without a password`;
  if (username == null && password != null) return 'a password was given without a username';
  return null;
}

function kindOf(value: unknown): string {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  return `${/^[ao]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
