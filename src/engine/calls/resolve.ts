import type { CompiledOperation } from '../../operations/compile.js';
import { compiledUnmodelled } from '../../operations/unmodelled.js';
import { equal, hostOf, idIn, readObjectPath } from '../../store/objectPath.js';
import { findPool, findVolume, type Reference, textOf } from '../../store/references.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { demandText } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { methodsNamed } from '../../vocabulary/methods/documented.js';
import { type CalledName, factsOf, isAnswered, type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { callableBy, callables, invocables, methodsCalled } from '../../vocabulary/methods/names.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { absenceInWords } from '../../vocabulary/versions.js';
import { type Engine, operationOf } from '../components.js';

/** A method, and the element that it is called on. */
export interface Resolved {
  readonly method: CalledName;
  /** Its place in `methodNames`; -1 for one that is refused because it is not modelled. */
  readonly index: number;
  readonly operation: CompiledOperation;
  /** The handles of the volume and the pool that it is called on; -1 for none. */
  readonly volume: VolumeHandle | -1;
  readonly pool: PoolHandle | -1;
}

interface Callee {
  readonly method: MethodName;
  /** Its place in `methodNames`. */
  readonly index: number;
}

/** The methods that each name of one that arraysim answers may mean. */
const calleesOf: ReadonlyMap<string, readonly Callee[]> = new Map(
  invocables.map((name) => [
    name,
    methodsCalled(name).map((method) => ({ method, index: methodNames.indexOf(method) })),
  ]),
);

/** Finds the method that a name means when it is called on an element, and the element.
 * @throws BadInputError for what is the name of no method that could be answered, a method that the release or the element does not
 * have, and a name that several elements have
 */
export function resolve(engine: Engine, world: World, called: string, on: Reference): Resolved {
  const meant = calleesOf.get(called);
  // Untyped callers may name anything.
  if (meant === undefined) demandText(called, 'method', 'the name of a method');
  const first = meant?.[0];
  if (meant === undefined || first === undefined) return resolveUnmodelled(world, called, on);
  return meant.length === 1 ? elementOf(engine, world, first, on) : choose(engine, world, called, meant, on);
}

/** What is not modelled is called on anything: the array has none of what it would be called on. */
function resolveUnmodelled(world: World, called: string, on: Reference): Resolved {
  const [method, ...others] = callableBy(called);
  if (method === undefined || isAnswered(method)) return refuse(called);
  if (others.length > 0)
    return badInput({ field: 'method', value: called, expected: `one of ${[method, ...others].join(', ')}` });
  textOf(on, 'on');
  const { version } = world.configuration;
  const operation = compiledUnmodelled(method, version);
  if (!operation.exists) refuseRelease(world, method);
  return { method, index: none, operation, volume: none, pool: none };
}

function refuse(called: string): never {
  const [documented] = methodsNamed(called);
  if (documented !== undefined) {
    const expected = `a method that can be answered: the documents have no code for ${documented.className}.${documented.name} that says "not supported", and arraysim does not model it`;
    return badInput({ field: 'method', value: called, expected });
  }
  const expected = `a method that arraysim knows: ${methodNames.join(', ')}`;
  return badInput({ field: 'method', value: called, expected, among: callables });
}

/** Several classes have the method: the element tells which is meant. Where there is no such element, it is the first. */
function choose(engine: Engine, world: World, called: string, among: readonly Callee[], on: Reference): Resolved {
  const text = textOf(on, 'on');
  const path = readObjectPath(text);
  const { volume, pool } = world.codecs;
  const isMeant = ({ method }: Callee) => {
    const { className } = factsOf(method);
    if (path !== undefined) return equal(path.className, className);
    // What there is one of goes by names that no other element has.
    const single = among.find((other) => namesOfSingle(world, factsOf(other.method).className).includes(text));
    if (single !== undefined || namesOfSingle(world, className).length > 0) return single?.method === method;
    if (className === 'MSFT_SMStorageVolume' && pool.decode(text) !== undefined) return false;
    if (className === 'MSFT_SMPool' && volume.decode(text) !== undefined) return false;
    return true;
  };
  const resolved = among.filter(isMeant).map((callee) => elementOf(engine, world, callee, on));
  const found = resolved.filter((one) => one.volume !== none || one.pool !== none);
  if (found.length > 1) {
    const expected = `one of ${found.map((one) => one.method).join(', ')}, because several elements are called '${text}'`;
    return badInput({ field: 'method', value: called, expected });
  }
  const [one] = [...found, ...resolved];
  if (one === undefined && path !== undefined) {
    const classes = among.map(({ method }) => factsOf(method).className).join(' or ');
    return badInput({ field: 'on', value: text, expected: `the object path of an ${classes}` });
  }
  if (one === undefined) throw new Error(`no class of ${among.map(({ method }) => method).join(', ')} has elements`);
  return one;
}

function elementOf(engine: Engine, world: World, { method, index }: Callee, on: Reference): Resolved {
  const operation = operationOf(engine, world, index);
  const { className, exists } = operation;
  if (!exists) refuseRelease(world, method);
  if (className === 'MSFT_SMStorageVolume')
    return { method, index, operation, volume: findVolume(world, on, 'on'), pool: none };
  if (className === 'MSFT_SMPool') return { method, index, operation, volume: none, pool: findPool(world, on, 'on') };
  demandSingle(world, className, idIn(world, textOf(on, 'on'), className, 'on'));
  return { method, index, operation, volume: none, pool: none };
}

function refuseRelease({ configuration: { version } }: World, method: CalledName): never {
  const expected = `a method that ${version} has; this one ${absenceInWords(version, factsOf(method))}`;
  return badInput({ field: 'method', value: method, expected });
}

/** Of the other classes there is one instance each, which goes by its key or by the name of its class. */
function demandSingle(world: World, className: string, on: string): void {
  const among = namesOfSingle(world, className);
  if (!among.includes(on))
    badInput({ field: 'on', value: on, expected: `'${className}', or its key ${among[0]}`, among });
}

/** Its ObjectId, and the name of its class; none for a class of volumes or pools. */
function namesOfSingle(world: World, className: string): string[] {
  const { system, capabilities, replicationCapabilities } = systemIds(world);
  const ids: Readonly<Record<string, string>> = {
    MSFT_SMSystem: system,
    MSFT_SMSystemCapabilities: capabilities,
    MSFT_SMReplicationCapabilities: replicationCapabilities,
    MSFT_SMStorageDiscovery: hostOf(world),
  };
  const id = ids[className];
  return id === undefined ? [] : [id, className];
}
