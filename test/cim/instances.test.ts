import { afterEach, describe, expect, test, vi } from 'vitest';
import { isInstanced, notModelled } from '../../src/cim/notModelled.js';
import {
  type ArrayOptions,
  BadInputError,
  type ClassModel,
  type ClassName,
  classesOf,
  createArray,
  findInstance,
  type Instance,
  instance,
  instances,
  loadArray,
  type PropertyModel,
  type StorageArray,
} from '../../src/index.js';
import { Table } from '../../src/store/table.js';
import { type Version, versions } from '../../src/vocabulary/versions.js';
import { eventful, inMidCopy, instanced } from './arrays.js';

/** The classes of a release that have instances. */
const instancedIn = (version: Version): ClassModel[] =>
  classesOf(version).filter(({ name }) => instanced[name] !== undefined);

/** Those that a small array in mid-copy has no instances of. */
const rare: ReadonlySet<ClassName> = new Set(['MSFT_SMJobToPool', 'MSFT_SMReplicaPeer', 'MSFT_SMSystemToReplicaPeer']);

/** Every instance, as a plain record. */
function all(array: StorageArray, name: ClassName): Readonly<Record<string, unknown>>[] {
  return instances(array, name).map((one) => ({ ...one }));
}

const keysOf = ({ properties }: ClassModel, one: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(properties.filter(({ key }) => key).map(({ name }) => [name, String(one[name])]));

/** With keys that were put together at run time. */
function find(array: StorageArray, name: ClassName, keys: unknown): Readonly<Record<string, unknown>> | undefined {
  return findInstance(array, name, keys as string);
}

describe.each(versions)('in %s', (version) => {
  test('a small array in mid-copy reads like this', async () => {
    const array = inMidCopy(version);
    const blocks = instancedIn(version).flatMap(({ name }) =>
      all(array, name).map((one) => {
        const entries = Object.entries(one);
        const left = entries.flatMap(([property, value]) => (value === null ? [property] : []));
        return [
          name,
          ...entries.flatMap(([property, value]) => (value === null ? [] : [`  ${property} = ${shown(value)}`])),
          ...(left.length === 0 ? [] : [`  null: ${left.join(', ')}`]),
          '',
        ].join('\n');
      }),
    );
    await expect(blocks.join('\n')).toMatchFileSnapshot(`../golden/instances.${version}.txt`);
  });

  const arrays: readonly (readonly [string, () => StorageArray])[] = [
    ['in mid-copy', () => inMidCopy(version)],
    ['after many events', () => eventful(version)],
    ['with nothing in it', () => createArray({ version })],
  ];

  describe.each(arrays)('an array %s', (_, make) => {
    const array = make();

    test('has instances with exactly the properties of their class, in order, and frozen', () => {
      for (const { name, properties } of instancedIn(version)) {
        for (const one of instances(array, name)) {
          expect(Object.keys(one)).toEqual(properties.map((property) => property.name));
          expect([one, ...Object.values(one)].every(Object.isFrozen)).toBe(true);
        }
      }
    });

    test('has values of the types and maps that the model says', () => {
      const wrong = instancedIn(version).flatMap(({ name, properties }) =>
        all(array, name).flatMap((one) =>
          properties.flatMap((property) =>
            fits(property, one[property.name]) ? [] : [`${name}.${property.name}: ${shown(one[property.name])}`],
          ),
        ),
      );
      expect(wrong).toEqual([]);
    });

    test('finds every instance by its keys, and no other one', () => {
      for (const model of instancedIn(version)) {
        const there = all(array, model.name);
        for (const one of there) {
          const keys = keysOf(model, one);
          expect(find(array, model.name, keys)).toEqual(one);
          const values = Object.values(keys);
          if (values.length === 1) expect(find(array, model.name, values[0])).toEqual(one);
          for (const key of Object.keys(keys)) {
            expect(find(array, model.name, { ...keys, [key]: 'nobody' })).toBeUndefined();
          }
        }
        expect(new Set(there.map((one) => JSON.stringify(keysOf(model, one)))).size).toBe(there.length);
      }
    });

    test('has only references to instances that there are', () => {
      const dangling = instancedIn(version).flatMap(({ name, properties }) =>
        all(array, name).flatMap((one) =>
          properties.flatMap(({ name: property, type, of }) =>
            // A reference names a class of the model.
            type !== 'ref' || find(array, of as ClassName, one[property]) ? [] : [`${name}.${property}`],
          ),
        ),
      );
      expect(dangling).toEqual([]);
    });

    test('is not changed by any reading', () => {
      const state = () => [
        array.digest('identity'),
        array.digest('observable'),
        array.digest('canonical'),
        array.save(),
        array.trace(),
      ];
      const before = state();
      for (const model of instancedIn(version)) {
        for (const one of all(array, model.name)) find(array, model.name, keysOf(model, one));
      }
      expect(state()).toEqual(before);
    });

    test('shows the same after a fork, and after it was saved and loaded', () => {
      for (const { name } of instancedIn(version)) {
        for (const other of [array.fork(), loadArray(array.save())]) expect(all(other, name)).toEqual(all(array, name));
      }
    });
  });

  test('what is modelled has a value somewhere, and what is not has none anywhere', () => {
    for (const { name, properties } of instancedIn(version)) {
      const there = [inMidCopy(version), eventful(version)].flatMap((array) => all(array, name));
      const valued = properties.filter((property) => there.some((one) => one[property.name] !== null));
      const left: readonly string[] = Object.entries(notModelled).find(([key]) => key === name)?.[1] ?? [];
      expect(valued.map((property) => property.name)).toEqual(
        properties.flatMap((property) => (left.includes(property.name) ? [] : [property.name])),
      );
    }
  });

  test('classes that the release lacks are refused, and those without instances are empty', () => {
    const array = inMidCopy(version);
    for (const { name } of classesOf('2016')) {
      const lacks = !classesOf(version).some((one) => one.name === name);
      if (lacks) expect(() => instances(array, name)).toThrow(`a class that Windows Server ${version} has`);
      else if (!rare.has(name)) expect(instances(array, name).length > 0).toBe(instanced[name] !== undefined);
    }
  });
});

test('the list of what is not modelled names properties of the classes that have instances', () => {
  expect(Object.keys(notModelled).toSorted()).toEqual(Object.keys(instanced).toSorted());
  for (const [name, left] of Object.entries(notModelled)) {
    // The keys are those of the list before.
    const there = versions.flatMap((version) => {
      const known = classesOf(version).find((model) => model.name === name);
      return known?.properties.map((property) => property.name) ?? [];
    });
    expect(left.filter((property) => !there.includes(property))).toEqual([]);
    expect(new Set<string>(left).size).toBe(left.length);
  }
});

describe('an instance says what the array says', () => {
  test('of a volume and its pool, in blocks and bytes', () => {
    const array = inMidCopy('2016');
    const { id, size } = array.volume('db');
    const { NumberOfBlocks, BlockSize, Usage } = instance(array, 'MSFT_SMStorageVolume', id);
    expect((NumberOfBlocks ?? 0n) * (BlockSize ?? 0n)).toBe(size);
    expect(Usage).toBe(6);
    const { free, total, id: pool } = array.pool('gold');
    expect(instance(array, 'MSFT_SMPool', pool)).toMatchObject({
      RemainingManagedSpace: free,
      TotalManagedSpace: total,
    });
  });

  test('of a volume: the NAA identifier of page 83, by which hosts know it again', () => {
    const array = inMidCopy('2016');
    const [db, monday] = instances(array, 'MSFT_SMStorageVolume');
    const page83 = { NameFormat: 9, NameNamespace: 2, SMLunIdFormatDescription: 'NAA' };
    expect(db).toMatchObject({ ...page83, SMLunId: db?.Name, AccessDescription: 'Read/Write Supported' });
    expect(db?.Name).toMatch(/^6[0-9A-F]{31}$/);
    // 16 bytes, of which the first names no company: locally administered.
    expect(Number.parseInt(db?.Name?.slice(1, 3) ?? '', 16) & 2).toBe(2);
    expect(monday?.Name).not.toBe(db?.Name);
  });

  test('of a volume: an identifier that is the same for one seed, and another on an array of another name', () => {
    const options = { pools: [{ name: 'gold', size: '1 TiB' }] };
    const named = (more: ArrayOptions) => {
      const array = createArray({ ...options, ...more });
      for (let made = 0; made < 40; made++)
        array.outOfBand.set({ create: { name: `v${made}`, pool: 'gold', size: '1 GiB' } });
      array.discover();
      return instances(array, 'MSFT_SMStorageVolume').map(({ Name }) => Name);
    };
    expect(named({ name: 'one' })).toEqual(named({ name: 'one' }));
    const all = [{ name: 'one' }, { name: 'other' }, { seed: 1 }, { seed: 2 }].flatMap(named);
    expect(new Set(all).size).toBe(160);
  });

  test('of a system: as well as its own pools are', () => {
    const array = eventful('2016');
    const health = () =>
      instances(array, 'MSFT_SMSystem').map((one) => [
        one.HealthStatusDescription,
        one.OperationalStatus,
        one.StatusDescription,
      ]);
    const [well, ill] = [
      ['Healthy', [2], 'OK'],
      ['Warning', [3], 'Degraded'],
    ] as const;
    // A pool of the peer's is degraded.
    expect(health()).toEqual([well, ill]);
    array.set({ pool: 'gold', state: 'degraded' });
    array.set({ pool: 'far', state: 'online' });
    expect(health()).toEqual([ill, well]);
  });

  test('of a job: times since the epoch, and its target', () => {
    const array = inMidCopy('2016');
    const [job] = instances(array, 'MSFT_SMJob');
    expect(job).toMatchObject({ PercentComplete: 50, StartTime: '20160101000000.000000+000' });
    expect(job?.ElapsedTime).toBe('00000000000100.000000:000');
    expect(instances(array, 'MSFT_SMJobToStorageVolume')).toEqual([
      { Job: job?.ObjectId, AffectedStorageVolume: array.volume('monday').id },
    ]);
  });

  test('of a job that waits: its state has not changed, and it has not started', () => {
    const waiting = instances(eventful('2016'), 'MSFT_SMJob').filter(({ JobState }) => JobState === 2);
    expect(waiting).toHaveLength(3);
    for (const job of waiting) {
      expect([job.StartTime, job.TimeOfLastStateChange]).toEqual([null, '00000000000000.000000:000']);
    }
  });

  test('of a synchronization: what was asked for is not applicable once it is reached', () => {
    const array = eventful('2016');
    const states = instances(array, 'MSFT_SMStorageSynchronized').map(({ CopyState, RequestedCopyState }) => [
      CopyState,
      RequestedCopyState,
    ]);
    // Synchronized; suspended; unsynchronized; initialized.
    expect(states).toEqual(
      expect.arrayContaining([
        [4, 15],
        [9, 15],
        [3, 4],
        [2, 4],
      ]),
    );
  });

  test('of the system that a pool belongs to', () => {
    const array = eventful('2012');
    const [system, peer] = instances(array, 'MSFT_SMSystem');
    const belongs = new Map(instances(array, 'MSFT_SMSystemToPool').map(({ Parent, Child }) => [Child, Parent]));
    expect(belongs.get(array.pool('gold').id)).toBe(system?.ObjectId);
    expect(belongs.get(array.pool('far').id)).toBe(peer?.ObjectId);
    expect(instances(inMidCopy('2012'), 'MSFT_SMSystem')).toHaveLength(1);
  });

  test('of capabilities: what the service has discovered, also when the array can do something else by now', () => {
    const array = createArray({ version: '2016' });
    array.outOfBand.set({ capabilities: { cloneLocal: false, replicationTypes: [] } });
    const read = () => [
      instances(array, 'MSFT_SMSystemCapabilities')[0]?.ReplicationSupportedTypeCloneLocal,
      instances(array, 'MSFT_SMReplicationCapabilities')[0]?.SupportedReplicationTypes,
    ];
    expect(read()).toEqual([true, [7, 11]]);
    array.discover();
    expect(read()).toEqual([false, []]);
  });

  test('and names nothing that was deleted behind the service', () => {
    const names = instances(eventful('2016'), 'MSFT_SMStorageVolume').map(({ DisplayName }) => DisplayName);
    expect(names).toContain('done');
    expect(names).not.toContain('gone');
  });
});

describe('reading one instance', () => {
  afterEach(() => vi.restoreAllMocks());

  test.each(versions)('looks at no other ones in %s', (version) => {
    const array = eventful(version);
    const there = instancedIn(version).flatMap((model) =>
      all(array, model.name).map((one) => [model.name, keysOf(model, one), one] as const),
    );
    const walk = vi.spyOn(Table.prototype, 'handles');
    for (const [name, keys, one] of there) {
      expect(find(array, name, keys)).toEqual(one);
      // Whether there is a peer, and how well a system is, pools say.
      if (!/^(peer|sys)-/.test(String(one.ObjectId))) expect([name, walk.mock.calls.length]).toEqual([name, 0]);
      walk.mockClear();
    }
  });

  test.each([
    ['a name', 'MSFT_SMStorageVolume', 'db', "got 'db', expected ObjectId of an instance of MSFT_SMStorageVolume that"],
    ['one text for two keys', 'MSFT_SMPoolToVolume', 'db', "got 'db', expected a text for each of Parent and Child"],
    ['a key too few', 'MSFT_SMPoolToVolume', { Parent: 'x' }, 'expected a text for each of Parent and Child'],
    ['a key too many', 'MSFT_SMPool', { ObjectId: 'x', Name: 'y' }, 'expected a text for each of ObjectId'],
    ['no text', 'MSFT_SMPool', { ObjectId: 5 }, 'expected a text for each of ObjectId'],
    ['nothing', 'MSFT_SMPool', undefined, 'got nothing, expected a text for each of ObjectId (MSFT_SMPool)'],
    ['keys of what has none', 'MSFT_SMStorageEvent', {}, 'expected a class that has keys (MSFT_SMStorageEvent)'],
    ['what arraysim has none of', 'MSFT_SMReplicaPeer', 'x', 'expected ObjectId of an instance of MSFT_SMReplicaPeer'],
  ] as const)('%s is told', (_, name: ClassName, keys, message) => {
    const read = () => instance(inMidCopy('2016'), name, keys as string);
    expect(read).toThrow(BadInputError);
    expect(read).toThrow(message);
  });
});

test('types know the properties of a class', () => {
  const volume: Instance<'MSFT_SMStorageVolume'> | undefined = instances(inMidCopy('2016'), 'MSFT_SMStorageVolume')[0];
  const size: bigint | null | undefined = volume?.NumberOfBlocks;
  const statuses: readonly number[] | null | undefined = volume?.OperationalStatus;
  const id: string | undefined = volume?.ObjectId;
  expect([typeof size, Array.isArray(statuses), typeof id]).toEqual(['bigint', true, 'string']);
});

/** Whether a value is of a property's type, and in its map where it has one. */
function fits({ type, array, key, values }: PropertyModel, value: unknown): boolean {
  if (value === null) return !key;
  if (array !== Array.isArray(value)) return false;
  return [value].flat().every((one) => {
    if (values !== null && values[String(one)] === undefined) return false;
    switch (type) {
      case 'uint16':
      case 'uint32':
        return typeof one === 'number' && Number.isInteger(one) && one >= 0 && one < 2 ** Number(type.slice(4));
      case 'uint64':
        return typeof one === 'bigint' && one >= 0n && one < 2n ** 64n;
      case 'datetime':
        return typeof one === 'string' && /^(\d{14}\.\d{6}\+000|\d{14}\.\d{6}:000)$/.test(one);
      case 'boolean':
        return typeof one === 'boolean';
      case 'string':
      case 'ref':
        return typeof one === 'string';
      default:
        return false;
    }
  });
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `{ ${value.map(shown).join(', ')} }`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

test.each([
  ['MSFT_SMStorageVolume', true],
  ['MSFT_SMStorageSynchronized', true],
  ['MSFT_SMProvider', true],
  ['MSFT_SMFileShare', false],
] as const)('%s: none is told from not modelled: %s', (name, modelled) => {
  expect(isInstanced(name)).toBe(modelled);
});
