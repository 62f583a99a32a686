import type { CompiledOperation } from '../../operations/compile.js';
import { idOf } from '../../store/references.js';
import { passwordDigest } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { demandText, isPlain, readMembers } from '../../vocabulary/input/arguments.js';
import { badInput, readPlain } from '../../vocabulary/input/badInput.js';
import type { Argument } from '../../vocabulary/methods/call.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import { type InputParameter, signatures } from '../../vocabulary/methods/parameters.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import type { CallOptions } from '../arrayApi.js';
import { type Given, malformation } from './malformation.js';

/** A copy of a call's arguments, each of which was read once; of an object that stands for an element its id.
 * @throws BadInputError for an unknown parameter, or what can't be read
 */
export function readArguments(method: CalledName, names: readonly string[], parameters: Given): Given {
  const given: Record<string, unknown> = readMembers(parameters, names, method, `a parameter of ${method}`);
  for (const name in given) {
    const value = given[name];
    // Trace and save know one zero.
    if (value === 0) given[name] = 0;
    else if (typeof value === 'bigint') demandSize(method, name, value);
    else if (typeof value === 'object' && value !== null) given[name] = objectGiven(method, name, value);
  }
  return given;
}

function objectGiven(method: CalledName, name: string, value: object): unknown {
  const id = typeOf(method, name) === 'ref' ? idOf(value) : undefined;
  return typeof id === 'string' ? id : readPlain(value, `${method}.${name}`);
}

/** Sizes go beyond what numbers can say; no caller could put another number that does so on the wire. */
function demandSize(method: CalledName, name: string, value: bigint): void {
  if (typeOf(method, name) !== 'uint64')
    badInput({ field: `${method}.${name}`, value, expected: 'what JSON can say, whether it is right or wrong' });
}

function typeOf(method: CalledName, parameter: string): string | undefined {
  return signatures[method].inputs.find(({ name }) => name === parameter)?.type;
}

/** Reads a call's arguments. What is malformed about them is for the storage service to refuse (code 5); what no caller of the
 * method could say is a mistake of the test and throws.
 * @param on what the element was called by that the method is called on
 * @param given what {@link readArguments} has read
 * @throws BadInputError for what no caller could put on the wire
 */
export function readRequest(
  world: World,
  method: CalledName,
  { others, malformed: own }: CompiledOperation,
  on: string,
  given: Given,
  caller: string,
): CallRequest {
  const { username, password } = given;
  const rest = others.length === 0 ? noArguments : argumentsOf(others, given);
  const malformed = malformation(world, others, given) ?? own?.(rest, world) ?? null;
  if (malformed !== null) demandPlain(method, plainArguments(method, given));
  return {
    method,
    caller,
    on,
    elementName: textOf(given.ElementName),
    targetPool: textOf(given.TargetPool ?? given.TargetStoragePool),
    given: rest,
    username: textOf(username),
    passwordDigest:
      typeof username !== 'string' || typeof password !== 'string' ? null : passwordDigest(username, password),
    malformed,
  };
}

/** The arguments that not many methods have; most calls have none. */
function argumentsOf(others: readonly InputParameter[], given: Given): Readonly<Record<string, Argument>> {
  return Object.fromEntries(others.map((input) => [input.name, argumentOf(input, given[input.name])]));
}

/** Arguments as a trace can keep them: a bigint as text. */
export function plainArguments(method: CalledName, given: Given): Given {
  const odd = signatures[method].inputs.filter(({ name }) => typeof given[name] === 'bigint');
  if (odd.length === 0) return given;
  return {
    ...given,
    ...Object.fromEntries(odd.map((input) => [input.name, argumentOf(input, given[input.name])])),
  };
}

/** @returns who calls, for the roles; @throws BadInputError for options that there are not */
export function callerOf(options: CallOptions): string {
  if (options === noOptions) return 'client';
  const { caller = 'client' } = readMembers(options, ['caller'], 'options', 'an option of a call');
  demandText(caller, 'options.caller', 'the name of a caller, as in set({ role, caller })');
  return caller;
}

export const noOptions: CallOptions = {};

const noArguments: Readonly<Record<string, Argument>> = Object.freeze({});

/** An argument as the world keeps it. */
function argumentOf({ type, array }: InputParameter, value: unknown): Argument {
  const isText = type === 'string' || type === 'ref' || array;
  return !isText && (typeof value === 'number' || typeof value === 'boolean') ? value : textOf(value);
}

/** A text, or an object that stands for an element by its id; of what is malformed the words. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value == null) return null;
  const id = idOf(value);
  if (typeof id === 'string') return id;
  if (typeof value === 'bigint') return String(value);
  // What has no words in JSON `demandPlain` refuses.
  return isPlain(value) ? (JSON.stringify(value) ?? null) : null;
}

/** @throws BadInputError for what no caller could put on the wire */
function demandPlain(method: CalledName, given: Given): void {
  for (const [parameter, value] of Object.entries(given)) {
    if (isPlain(value)) continue;
    badInput({ field: `${method}.${parameter}`, value, expected: 'what JSON can say, whether it is right or wrong' });
  }
}
