import { misfitOf, readObjectPath } from '../../store/objectPath.js';
import { idOf } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { countCharacters, isLongerThan, unwritable } from '../../vocabulary/input/characters.js';
import type { InputParameter } from '../../vocabulary/methods/parameters.js';
import { parseBytes } from '../../vocabulary/units/sizes.js';

/** Arguments as a caller gives them, by the documents' names. */
export type Given = Readonly<Record<string, unknown>>;

/** What is malformed about arguments by their types and by the rules that methods share, in words; null when nothing is. Those
 * that many methods have are read by name: every call comes by.
 * @param others the method's parameters beside them
 */
export function malformation(world: World, others: readonly InputParameter[], given: Given): string | null {
  const { ElementName, TargetPool, TargetStoragePool } = given;
  return (
    (ElementName == null ? null : malformedName(world, ElementName)) ??
    (TargetPool == null ? null : malformedReference(world, 'TargetPool', 'MSFT_SMPool', TargetPool)) ??
    (TargetStoragePool == null
      ? null
      : malformedReference(world, 'TargetStoragePool', 'MSFT_SMPool', TargetStoragePool)) ??
    malformedOther(world, others, given) ??
    malformedCredentials(given)
  );
}

function malformedOther(world: World, others: readonly InputParameter[], given: Given): string | null {
  for (const input of others) {
    const value = given[input.name];
    const found = value == null ? null : malformedValue(world, input, value);
    if (found !== null) return found;
  }
  return null;
}

function malformedValue(world: World, input: InputParameter, value: unknown): string | null {
  const { name, type, array } = input;
  if (array) return Array.isArray(value) ? null : `${name} is ${kindOf(value)}, not an array`;
  switch (type) {
    case 'ref':
      return malformedReference(world, name, input.of ?? '', value);
    case 'string':
    case 'datetime':
      return malformedText(name, value);
    case 'boolean':
      return typeof value === 'boolean' ? null : `${name} is ${kindOf(value)}, not a boolean`;
    case 'uint16':
    case 'uint32':
    case 'sint32':
      return malformedNumber(name, type, value);
    case 'uint64':
      return malformedSize(name, value);
    default:
      return null;
  }
}

function malformedName(world: World, name: unknown): string | null {
  if (typeof name !== 'string' || unwritable(name) !== undefined) return malformedText('ElementName', name);
  const { maximumNameLength: longest, longNames } = world.configuration.profile.clones;
  if (name === '') return 'ElementName is empty';
  if (longNames !== 'refused' || !isLongerThan(name, longest)) return null;
  return `ElementName has ${countCharacters(name)} characters, at most ${longest} are allowed`;
}

/** What a message of CIM-XML can't carry never gets to a provider. */
function malformedText(name: string, value: unknown): string | null {
  if (typeof value !== 'string') return `${name} is ${kindOf(value)}, not a string`;
  const character = unwritable(value);
  return character === undefined ? null : `${name} has the character ${character}, which XML can't carry`;
}

const ranges = { uint16: [0, 2 ** 16 - 1], uint32: [0, 2 ** 32 - 1], sint32: [-(2 ** 31), 2 ** 31 - 1] } as const;

function malformedNumber(name: string, type: keyof typeof ranges, value: unknown): string | null {
  if (typeof value !== 'number') return `${name} is ${kindOf(value)}, not a number`;
  const [least, most] = ranges[type];
  return Number.isInteger(value) && value >= least && value <= most ? null : `${name} is ${value}, not a ${type}`;
}

/** Sizes may be written as people do. */
function malformedSize(name: string, value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
    return `${name} is ${kindOf(value)}, not a size`;
  try {
    return parseBytes(value, name) < 2n ** 64n ? null : `${name} is ${value}, not a uint64`;
  } catch (error) {
    if (error instanceof BadInputError) return `${name} is ${value}, not ${error.expected}`;
    throw error;
  }
}

const words: Readonly<Record<string, string>> = {
  MSFT_SMPool: 'pool',
  MSFT_SMStorageVolume: 'volume',
  MSFT_SMJob: 'job',
  // A replica on the same system is its own peer.
  MSFT_SMReplicaPeer: 'volume',
};

function malformedReference(world: World, name: string, className: string, value: unknown): string | null {
  const wanted = words[className] ?? className;
  const given = idOf(value) ?? value;
  if (typeof given !== 'string') return `${name} is ${kindOf(value)}, not a reference to a ${wanted}`;
  if (given === '') return `${name} is empty`;
  if (unwritable(given) !== undefined) return malformedText(name, given);
  const path = readObjectPath(given);
  const wantedClass = wanted === 'volume' ? 'MSFT_SMStorageVolume' : className;
  const misfit = path === undefined ? null : misfitOf(world, path, wantedClass);
  if (misfit !== null) return `${name} '${given}' ${misfit}`;
  const reference = path?.value ?? given;
  const { volume, pool, job } = world.codecs;
  for (const [kind, codec] of [
    ['volume', volume],
    ['pool', pool],
    ['job', job],
  ] as const) {
    if (kind !== wanted && codec.decode(reference) !== undefined)
      return `${name} '${reference}' is a reference to a ${kind}, not to a ${wanted}`;
  }
  return null;
}

function malformedCredentials({ username, password }: Given): string | null {
  if (username == null && password == null) return null;
  const texts = [
    ['username', username],
    ['password', password],
  ] as const;
  for (const [name, value] of texts) {
    const found = value == null ? null : malformedText(name, value);
    if (found !== null) return found;
  }
  if (username != null && password == null) return `username '${username}' was given without a password`;
  if (username == null && password != null) return 'a password was given without a username';
  return null;
}

function kindOf(value: unknown): string {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  return `${/^[ao]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
