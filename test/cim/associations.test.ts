import { describe, expect, test, vi } from 'vitest';
import { linksOf } from '../../src/cim/instances.js';
import { StorageArray as Arrays } from '../../src/engine/array.js';
import {
  type AnyInstance,
  type AssociatorsOptions,
  BadInputError,
  type ClassName,
  classesOf,
  type InstanceReference,
  instances,
  loadArray,
  objectPath,
  type StorageArray,
} from '../../src/index.js';
import { Table } from '../../src/store/table.js';
import { type Version, versions } from '../../src/vocabulary/versions.js';
import { eventful, inMidCopy, instanced } from './arrays.js';

type Shown = Readonly<Record<string, unknown>>;

/** The associations of a release that have instances, with their references. */
const associationsIn = (version: Version) =>
  classesOf(version).flatMap(({ name, kind, properties }) =>
    kind === 'association' && instanced[name] !== undefined
      ? [{ name, ends: properties.filter(({ type }) => type === 'ref') }]
      : [],
  );

const all = (array: StorageArray, name: ClassName): readonly Shown[] => instances(array, name);

describe.each(versions)('in %s, for all associations', (version) => {
  const made = eventful(version);
  test.each([
    ['an array in mid-copy', inMidCopy(version)],
    ['an array after many events', made],
    ['its fork', made.fork()],
    ['the same, saved and loaded', loadArray(made.save())],
  ])('links of %s are found from both ends', (_, array) => {
    const reads = Arrays.readsOf(array);
    for (const { name, ends } of associationsIn(version))
      for (const { name: end, of } of ends) {
        for (const { ObjectId } of all(array, of as ClassName)) {
          const due = all(array, name).filter((link) => link[end] === ObjectId);
          // By their order, too, but for synchronizations: a source has its youngest clone first.
          const found: readonly object[] = linksOf(array, name, end, String(ObjectId), reads);
          expect(new Set(found), `${name}.${end}`).toEqual(new Set(due));
          if (name !== 'MSFT_SMStorageSynchronized') expect(found).toEqual(due);
        }
        expect(linksOf(array, name, end, 'nobody', reads)).toEqual([]);
      }
  });
});

describe.each(versions)('array.associators and array.references in %s', (version) => {
  test.each([
    ['an array in mid-copy', inMidCopy(version)],
    ['an array after many events', eventful(version)],
  ])('agree for every instance of %s, from both ends', (_, array) => {
    const elements = classesOf(version).flatMap(({ name }) =>
      instanced[name] === undefined ? [] : instances(array, name).map((one) => one as AnyInstance),
    );
    const byId = new Map(elements.map((one) => [String(one.ObjectId), one]));
    for (const one of elements) {
      const links = array.references(one);
      // What has links is at an end of each, and what is at their other ends are its associators.
      const ids = (link: AnyInstance) =>
        Object.values(link).filter((value): value is string => byId.has(String(value)));
      expect(links.every((link) => ids(link).includes(String(one.ObjectId)))).toBe(true);
      const others = new Set(links.flatMap(ids).filter((id) => id !== one.ObjectId));
      expect(new Set(array.associators(one))).toEqual(new Set([...others].map((id) => byId.get(id))));
      for (const link of links) {
        expect(array.references(one, { resultClass: link.__CLASS })).toContainEqual(link);
        expect(array.associators(link)).toEqual([]);
      }
      for (const other of array.associators(one)) expect(array.associators(other)).toContainEqual(one);
    }
  });
});

describe('array.associators', () => {
  const array = eventful('2016');
  const names = (found: readonly AnyInstance[]) => found.map(({ DisplayName }) => DisplayName);
  const [db, gold] = [array.volume('db'), array.pool('gold')];

  test('crosses one association by its class, or by the class that is asked for', () => {
    const volumes = names(array.associators(gold, { resultClass: 'MSFT_SMStorageVolume' }));
    expect(volumes).toEqual(['db', 'snap', 'done', 'running', 'queued', 'also queued']);
    expect(names(array.associators(gold, { assocClass: 'MSFT_SMPoolToVolume' }))).toEqual(volumes);
    expect(names(array.associators(gold, { role: 'Parent', resultRole: 'Child' }))).toEqual(volumes);
    expect(array.associators(gold, { role: 'Job' })).toEqual([]);
    expect(array.associators(gold, { resultClass: 'MSFT_SMStorageObject' })).toHaveLength(volumes.length + 1);
  });

  test('crosses synchronizations from a source to its clones, and back', () => {
    const relation = { assocClass: 'MSFT_SMStorageSynchronized' };
    const clones = array.associators(db, { ...relation, resultRole: 'TargetStorageVolume' });
    expect(names(clones)).toContain('done');
    expect(clones.map((clone) => names(array.associators(clone, relation)))).toEqual(clones.map(() => ['db']));
  });

  test('walks through no table on its way from a volume, a pool or a job', () => {
    const elements = [...array.volumes(), ...array.pools(), ...array.jobs()];
    const walk = vi.spyOn(Table.prototype, 'handles');
    expect(elements.flatMap((one) => array.references(one)).length).toBeGreaterThan(elements.length);
    expect(walk).not.toHaveBeenCalled();
    walk.mockRestore();
  });

  test('takes an ObjectId, a path with host or without, a view, or an instance', () => {
    const due = array.associators(db.id);
    const [instance] = instances(array, 'MSFT_SMStorageVolume');
    const full = objectPath(array, 'MSFT_SMStorageVolume', db.id);
    for (const path of [full, full.replace(/^.*:/, ''), `msft_smstoragevolume="${db.id}"`, db, instance ?? ''])
      expect(array.associators(path)).toEqual(due);
  });

  test('is taken by paths of several keys, which name their ends by paths', () => {
    const [link] = instances(array, 'MSFT_SMPoolToVolume');
    const keys = { Parent: link?.Parent ?? '', Child: link?.Child ?? '' };
    const path = objectPath(array, 'MSFT_SMPoolToVolume', keys);
    expect(path).toBe(
      `\\\\arraysim-${gold.id.split('-')[1]}\\Root\\Microsoft\\Windows\\Storage\\SM:MSFT_SMPoolToVolume` +
        `.Parent="${escaped(objectPath(array, 'MSFT_SMPool', keys.Parent))}"` +
        `,Child="${escaped(objectPath(array, 'MSFT_SMStorageVolume', keys.Child))}"`,
    );
    expect(array.references(path)).toEqual([]);
    expect(link?.__RELPATH).toBe(`MSFT_SMPoolToVolume.Parent="${keys.Parent}",Child="${keys.Child}"`);
    expect(() => array.references(path.replace('Child', 'Kid'))).toThrow(
      'expected the keys of MSFT_SMPoolToVolume: Parent, Child',
    );
    expect(() => array.references(`MSFT_SMPoolToVolume.Parent="${keys.Parent}"`)).toThrow(
      'each key of MSFT_SMPoolToVolume once',
    );
  });

  test.each<[unknown, object | undefined, string]>([
    ['db', undefined, 'an object path, such as MSFT_SMPool.ObjectId="…", or an instance\'s ObjectId'],
    [null, undefined, 'an id, a unique name, or an object with an id'],
    ['MSFT_SMPol.ObjectId="x"', undefined, "(did you mean 'MSFT_SMPool'?)"],
    ['MSFT_SMPool.ObjectId="x"', undefined, 'an instance of MSFT_SMPool that there is'],
    ['\\\\other\\Root:MSFT_SMPool.ObjectId="x"', undefined, "names the host 'other'"],
    ['MSFT_SMDiscovery.DiscoveryId="x"', undefined, 'a class that arraysim models'],
    [gold, { resultClass: 'MSFT_SMFabric' }, 'which is not to say that there are none'],
    [gold, { assocClass: 'MSFT_SMPool' }, 'an association, such as MSFT_SMPoolToVolume'],
    [gold, { assocClass: 'MSFT_SMPoolToVolum' }, "(did you mean 'MSFT_SMPoolToVolume'?)"],
    [gold, { role: 'Parrent' }, "(did you mean 'Parent'?)"],
    [gold, { result: 'x' }, 'an option: resultClass, assocClass, role, resultRole'],
  ])('refuses %j with %j', (of, options, message) => {
    const wrong = () => array.associators(of as InstanceReference, options as AssociatorsOptions);
    expect(wrong).toThrow(BadInputError);
    expect(wrong).toThrow(message);
  });
});

function escaped(path: string): string {
  return path.replace(/["\\]/g, '\\$&');
}
