import { findPool, findVolume, type Reference, textOf } from '../../store/references.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { factsOf, type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { invocables, methodsCalled } from '../../vocabulary/methods/names.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';

/** A method, and the element that it is called on. */
export interface Resolved extends Target {
  /** The handles of the volume and the pool that it is called on; -1 for none. */
  readonly volume: VolumeHandle | -1;
  readonly pool: PoolHandle | -1;
}

interface Target {
  readonly method: MethodName;
  /** Its place in `methodNames`. */
  readonly index: number;
  readonly className: string;
  /** The first release that has it. */
  readonly since: Version;
}

const targets: ReadonlyMap<MethodName, Target> = new Map(
  methodNames.map((method, index) => {
    const { className, since } = factsOf(method);
    return [method, { method, index, className, since }];
  }),
);

/** The methods that each name may mean. */
const targetsCalled: ReadonlyMap<string, readonly Target[]> = new Map(
  invocables.map((name) => [name, [...targets.values()].filter(({ method }) => methodsCalled(name).includes(method))]),
);

/** Finds the method that a name means when it is called on an element, and the element.
 * @throws BadInputError for what is the name of no method, a method that the release or the element does not have, and a name that
 * several elements have
 */
export function resolve(world: World, called: string, on: Reference): Resolved {
  const meant = targetsCalled.get(called);
  const first = meant?.[0];
  if (meant === undefined || first === undefined) return refuse(called);
  return meant.length === 1 ? elementOf(world, first, on) : choose(world, called, meant, on);
}

function refuse(called: string): never {
  const expected = `a method that arraysim knows: ${methodNames.join(', ')}`;
  return badInput({ field: 'method', value: called, expected, among: invocables });
}

/** Several classes have the method: the element tells which is meant. Where there is no such element, it is the first. */
function choose(world: World, called: string, among: readonly Target[], on: Reference): Resolved {
  const text = textOf(on, 'on');
  const { volume, pool } = world.codecs;
  const isMeant = ({ className }: Target) => {
    if (className === 'MSFT_SMStorageVolume' && pool.decode(text) !== undefined) return false;
    if (className === 'MSFT_SMPool' && volume.decode(text) !== undefined) return false;
    return true;
  };
  const resolved = among.filter(isMeant).map((target) => elementOf(world, target, on));
  const found = resolved.filter((one) => one.volume !== none || one.pool !== none);
  if (found.length > 1) {
    const expected = `one of ${found.map((one) => one.method).join(', ')}, because several elements are called '${text}'`;
    return badInput({ field: 'method', value: called, expected });
  }
  const [one] = [...found, ...resolved];
  if (one === undefined) throw new Error(`no class of ${among.map(({ method }) => method).join(', ')} has elements`);
  return one;
}

function elementOf(world: World, target: Target, on: Reference): Resolved {
  const { method, index, className, since } = target;
  const { version } = world.configuration;
  if (!atLeast(version, since)) {
    badInput({ field: 'method', value: method, expected: `a method that ${version} has; this one came with ${since}` });
  }
  if (className === 'MSFT_SMStorageVolume')
    return { method, index, className, since, volume: findVolume(world, on, 'on'), pool: none };
  if (className === 'MSFT_SMPool')
    return { method, index, className, since, volume: none, pool: findPool(world, on, 'on') };
  demandSingle(world, className, textOf(on, 'on'));
  return { method, index, className, since, volume: none, pool: none };
}

/** Of the other classes there is one instance each, which goes by its ObjectId or by the name of its class. */
function demandSingle(world: World, className: string, on: string): void {
  const { system, capabilities, replicationCapabilities } = systemIds(world);
  const ids: Readonly<Record<string, string>> = {
    MSFT_SMSystem: system,
    MSFT_SMSystemCapabilities: capabilities,
    MSFT_SMReplicationCapabilities: replicationCapabilities,
  };
  const among = [ids[className] ?? '', className];
  if (!among.includes(on))
    badInput({ field: 'on', value: on, expected: `'${className}', or its ObjectId ${among[0]}`, among });
}
