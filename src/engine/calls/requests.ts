import type { CompiledOperation } from '../../operations/compile.js';
import { idOf } from '../../store/references.js';
import { passwordDigest } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { demandMembers, demandText, isPlain } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { Argument } from '../../vocabulary/methods/call.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import { type InputParameter, signatures } from '../../vocabulary/methods/parameters.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import type { CallOptions } from '../arrayApi.js';
import { type Given, malformation } from './malformation.js';

/** Reads a call's arguments. What is malformed about them is for the storage service to refuse (code 5); what no caller of the
 * method could say is a mistake of the test and throws.
 * @param on what the element was called by that the method is called on
 * @throws BadInputError for an unknown parameter, or what no caller could put on the wire
 */
export function readRequest(
  world: World,
  method: CalledName,
  { given: names, others, malformed: own }: CompiledOperation,
  on: string,
  given: Given,
  caller: string,
): CallRequest {
  demandMembers(given, names, method, `a parameter of ${method}`);
  const { username, password } = given;
  const rest = others.length === 0 ? noArguments : argumentsOf(others, given);
  const malformed = malformation(world, others, given) ?? own?.(rest, world) ?? null;
  // An object that stands for an element may hold more than JSON can say.
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

/** Arguments as a trace can keep them: an object that stands for an element by its id, a bigint as text. */
export function plainArguments(method: CalledName, given: Given): Given {
  const odd = signatures[method].inputs.filter(
    ({ name, type }) => typeof given[name] === 'bigint' || (type === 'ref' && typeof idOf(given[name]) === 'string'),
  );
  if (odd.length === 0) return given;
  return {
    ...given,
    ...Object.fromEntries(odd.map((input) => [input.name, argumentOf(input, given[input.name])])),
  };
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
