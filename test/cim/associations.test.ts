import { describe, expect, test } from 'vitest';
import { linksOf } from '../../src/cim/instances.js';
import { StorageArray as Arrays } from '../../src/engine/array.js';
import { type ClassName, classesOf, instances, loadArray, type StorageArray } from '../../src/index.js';
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
