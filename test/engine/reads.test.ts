import { expect, test } from 'vitest';
import { createArray, type Volume } from '../../src/index.js';

const make = () =>
  createArray({
    profile: { clones: { targetUsable: 'atAcceptance' } },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });

test('finds all volumes of a name, oldest first, where a reference to the name is refused', () => {
  const array = make();
  const made = ['nightly', 'nightly', 'weekly'].map(
    (ElementName) => array.createClone('db', { ElementName }).TargetStorageVolume,
  );
  expect(array.volumes({ name: 'nightly' }).map(({ id }) => id)).toEqual(made.slice(0, 2));
  expect(array.volumes({ name: 'monthly' })).toEqual([]);
  expect(array.volumes({})).toEqual(array.volumes());
  expect(() => array.findVolume('nightly')).toThrow('because 2 elements have this name');
});

test('a volume that was deleted behind the service is none of them', () => {
  const array = make();
  array.outOfBand.delete('db');
  expect(array.volumes({ name: 'db' })).toEqual([]);
});

test('looks at no other volume than those of the name', () => {
  const array = make();
  array.faults.use({ faults: [{ id: 'lie', at: 'read', do: { wrongSize: 2 } }] });
  array.outOfBand.create({ name: 'other', pool: 'gold', size: '1 GiB' });
  array.volumes({ name: 'db' });
  expect(array.faults.ledger()).toMatchObject([{ matched: 1 }]);
});

test.each([
  [{ nam: 'db' }, "volumes: got 'nam', expected what volumes are chosen by: name"],
  [{ name: '' }, 'the name of volumes'],
  [null, 'an object'],
])('refuses to choose volumes by %j', (filter, message) => {
  expect(() => make().volumes(filter as { readonly name?: string })).toThrow(message);
});

test('finds a job as job does, or nothing', () => {
  const array = make();
  const { Job } = array.createClone('db');
  expect(array.findJob(Job)).toEqual(array.job(Job));
  expect(array.findJob('vol-1')).toBeUndefined();
  expect(array.findJob(null)).toBeUndefined();
  array.settle();
  array.advance('1 d');
  expect(array.findJob(Job)).toBeUndefined();
});

test('every view is printed by JSON: sizes as decimal strings, times as milliseconds', () => {
  const array = make();
  const { Job } = array.createClone('db', { ElementName: 'copy' });
  const printed = <View>(view: View): View => JSON.parse(JSON.stringify(view)) as View;
  const copy: Volume = array.volume('copy');
  expect(printed(copy)).toEqual({ ...copy, size: '10737418240', allocated: '10737418240', charge: '10737418240' });
  expect(printed(array.pool('gold'))).toMatchObject({ total: '1099511627776', volumes: 2 });
  expect(printed(copy.synchronization)).toEqual(copy.synchronization);
  expect(printed(array.job(Job))).toEqual(array.job(Job));
  const reply = array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
  expect(printed(reply)).toMatchObject({ ReturnValue: 0, MinimumVolumeSize: String(reply.MinimumVolumeSize) });
  array.settle();
  expect(printed(array.host.write('db', { offset: 0, length: '1 MiB', tag: 'x' }))).toEqual({
    written: true,
    took: '0',
  });
  expect(printed(array.host.read('db'))).toEqual([{ offset: '0', length: '1048576', tag: 'x' }]);
});

test('a view that a fault has falsified is printed, too', () => {
  const array = make();
  array.faults.use('read: wrongSize 2');
  expect(JSON.parse(JSON.stringify(array.volume('db')))).toMatchObject({ size: '21474836480' });
});

test('what prints a view is no member of it', () => {
  const volume = make().volume('db');
  expect(Object.keys(volume)).not.toContain('toJSON');
  expect({ ...volume }).toStrictEqual(volume);
});
