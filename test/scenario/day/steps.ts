import type { Step } from './written.js';

// The calls and looks of the day, by what they are for.

const system = 'MSFT_SMSystem';
const discovery = 'MSFT_SMStorageDiscovery';
const provider = { host: 'array.example', interopNamespace: 'interop' };

export function call(method: string, on: string, given: object, expect: object, more: object = {}): Step {
  return { call: method, on, with: given, ...more, expect };
}

export function look(expect: object): Step {
  return { expect };
}

export function change(set: object): Step {
  return { set };
}

export function drop(volume: string): Step {
  return { call: 'Delete', on: volume, expect: { code: 0 } };
}

export function write(to: string, offset: string, length: string, tag: string): Step {
  return { write: { to, offset, length, tag } };
}

/** A clone, found by its job. */
export function cloneOf(volume: string, name: string): Step[] {
  return [
    call('CreateClone', volume, { ElementName: name }, { code: 4096 }, { as: `${name} job` }),
    call('GetStorageVolumeObjectIdFromJob', system, { Job: `${name} job` }, { code: 0 }),
  ];
}

export function grow(volume: string, size: string): Step {
  return call('ModifySize', volume, { NewSize: size }, { code: 0, out: { NewSize: size } });
}

export function makeVolume(pool: string, name: string, size: string): Step {
  return call('Pool.CreateStorageVolume', pool, { ElementName: name, Size: size }, { code: 0 });
}

export function makePool(name: string, drives: readonly string[]): Step {
  return call('CreatePool', system, { ElementName: name, DiskDriveObjectIds: drives }, { code: 0 });
}

/** @param operation as SetReplicationRelationship numbers it: 8 detaches, 12 fractures, 14 resynchronizes */
export function relate(source: string, target: string, operation: number, expect: object, more: object = {}): Step {
  const given = { Operation: operation, TargetStorageVolume: target };
  return call('SetReplicationRelationship', source, given, expect, more);
}

/** What the monitor asks: sizes, what the array can do, and whether the system has changed. */
export function monitoring(pool: string): Step[] {
  return [
    call('GetSizesInfo', pool, { PoolSettingObjectId: '' }, { code: 0 }),
    call(
      'PartialDiscovery',
      discovery,
      { ...provider, partialDiscoveryType: 1, targetObjectClassType: 0 },
      { code: 4096 },
    ),
  ];
}

export function rediscover(as: string): Step {
  const given = { ...provider, forceRediscovery: false, discoveryLevel: 2 };
  return call('StartDiscovery', discovery, given, { code: 4096 }, { as });
}
