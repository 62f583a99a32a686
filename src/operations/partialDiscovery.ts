import { equal, readObjectPath } from '../store/objectPath.js';
import { systemIds } from '../store/systemIds.js';
import type { Argument } from '../vocabulary/methods/call.js';
import { discoveredClasses, discoveryLevels } from '../vocabulary/methods/discovery.js';
import { partialDiscovery as facts } from '../vocabulary/methods/partialDiscovery.js';
import { none, type PoolHandle, type VolumeHandle } from '../vocabulary/units/ids.js';
import { discoveryOf, isUnderWay, malformedLevel, scopeOfLevel, underWay } from './conversation/discovery.js';
import type { CallFacts } from './facts/call.js';
import { type Discovery, discoveryScope } from './plan.js';

type Given = CallFacts['request']['given'];

/** MSFT_SMStorageDiscovery.PartialDiscovery: discovers a part of a provider's storage anew. The documents do not say how type and
 * target go together: here the type is what is discovered, the target the element that it is, or in which it is.
 * @see MSFT_SMStorageDiscovery.PartialDiscovery, "Return value"
 */
export const partialDiscovery = discoveryOf(facts, {
  malformed: (given) => {
    const { discoveryLevel, partialDiscoveryType: type, targetObjectClassType: of, targetObjectId: id } = given;
    if (type === null) return 'partialDiscoveryType is missing';
    if (of === null) return 'targetObjectClassType is missing';
    for (const [name, value] of Object.entries({ partialDiscoveryType: type, targetObjectClassType: of }))
      if (Number(value) > discoveredClasses.length)
        return `${name} ${value} is none of 0 to ${discoveredClasses.length}`;
    if (isGiven(id) && of === 0) return 'targetObjectClassType is 0, and has to be the class of targetObjectId';
    if (!isGiven(id) && of !== 0) return `targetObjectId is missing: targetObjectClassType is ${of}`;
    return (discoveryLevel === null ? null : malformedLevel(discoveryLevel)) ?? malformedCombination(given);
  },

  busy: {
    refuse: 'inProgress',
    because: 'underWay',
    cause: 'a discovery is under way',
    when: isUnderWay,
    message: underWay,
  },

  unless: [
    {
      refuse: 'failed',
      because: 'classUnknown',
      cause: 'the provider has no elements of that class that could be discovered',
      when: ({ request: { given } }) => !isKnown(given.partialDiscoveryType) || !isKnown(given.targetObjectClassType),
      message: ({ request: { given }, provider }) => {
        const one = isKnown(given.partialDiscoveryType) ? given.targetObjectClassType : given.partialDiscoveryType;
        return `${provider.name} has no elements of ${classOf(one)}`;
      },
    },
    {
      refuse: 'failed',
      because: 'targetUnknown',
      cause: 'neither the array has the element that targetObjectId names, nor the cache',
      when: (call) => isGiven(call.request.given.targetObjectId) && targetOf(call) === undefined,
      message: ({ request: { given } }) =>
        `there is no ${classOf(given.targetObjectClassType)} '${given.targetObjectId}'`,
    },
  ],

  what: (call) => {
    const { partialDiscoveryType: type, discoveryLevel: level } = call.request.given;
    const target = targetOf(call);
    // One element is discovered whatever the level; a pool with what is in it.
    const full = target?.has ?? scopeOfLevel(level === null ? discoveryLevels.all : Number(level));
    const scope = type === 0 ? full : (scopes[classOf(type)] ?? 0);
    return { scope: scope | (target?.scope ?? 0), of: target?.of ?? none };
  },
});

const { system, pools, volumes, ofPool, ofVolume } = discoveryScope;

/** What of the cache is of each class. Of the others that arraysim has elements of nothing is cached. */
const scopes: Readonly<Record<string, number>> = {
  MSFT_SMSystem: system,
  MSFT_SMPool: pools,
  MSFT_SMVolume: volumes,
  MSFT_SMDiskDrive: 0,
  MSFT_SMProvider: 0,
  MSFT_SMPoolSetting: 0,
};

/** The element that a call names, and the parts of the cache that it has; undefined where there is none. */
interface Target extends Discovery {
  readonly has: number;
}

function targetOf({ request: { given }, world }: CallFacts): Target | undefined {
  if (!isGiven(given.targetObjectId)) return undefined;
  const text = String(given.targetObjectId);
  const id = readObjectPath(text)?.value ?? text;
  switch (classOf(given.targetObjectClassType)) {
    case 'MSFT_SMPool': {
      const pool = world.codecs.pool.decode(id) ?? world.poolNames.only(world.pools, id);
      if (!world.pools.has(pool)) return undefined;
      return { scope: ofPool, has: pools | volumes, of: pool as PoolHandle };
    }
    case 'MSFT_SMVolume': {
      const volume = world.codecs.volume.decode(id) ?? world.volumeNames.only(world.volumes, id);
      if (!world.volumes.has(volume)) return undefined;
      return { scope: ofVolume, has: volumes, of: volume as VolumeHandle };
    }
    case 'MSFT_SMSystem':
      return equal(id, systemIds(world).system) ? { scope: 0, has: system | pools | volumes, of: none } : undefined;
    default:
      return undefined;
  }
}

/** A volume has no pools in it, and a pool no system. */
function malformedCombination({ partialDiscoveryType: type, targetObjectClassType: of }: Given): string | null {
  if (type === 0 || of === 0 || type === of || classOf(of) === 'MSFT_SMSystem') return null;
  if (classOf(of) === 'MSFT_SMPool' && classOf(type) === 'MSFT_SMVolume') return null;
  return `partialDiscoveryType is ${type}, ${classOf(type)}, and nothing of that is in an ${classOf(of)}`;
}

function isKnown(number: Argument | undefined): boolean {
  return number === 0 || classOf(number) in scopes;
}

function classOf(number: Argument | undefined): string {
  return discoveredClasses[Number(number) - 1] ?? '';
}

function isGiven(id: Argument | undefined): boolean {
  return id !== null && id !== '';
}
