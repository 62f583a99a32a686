import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/client/index.js';
import { createArray, type StorageArray } from '../../../src/index.js';
import { type Cures, Orchestrator } from './orchestrator.js';

const none: Cures = { looksFirst: false, verifies: false, deletesLast: false, renews: false, givesUp: false };
const all: Cures = { looksFirst: true, verifies: true, deletesLast: true, renews: true, givesUp: true };

/** What goes wrong in the third night, what it does to whom, and what helps. */
const stories: readonly { fault: string; harm: string; cure: keyof Cures }[] = [
  { fault: 'serviceReply CreateClone 1*: loseReply', harm: 'two backups of one night', cure: 'looksFirst' },
  { fault: 'read: reportCompletedEarly', harm: 'a backup that was not complete', cure: 'verifies' },
  { fault: 'jobPercent@99: failJob failed', harm: 'fewer backups than before', cure: 'deletesLast' },
  { fault: 'connect 1*: expireCredential account=backup', harm: 'no backup', cure: 'renews' },
  { fault: 'jobPercent@73: stallJob', harm: 'a night without an end', cure: 'givesUp' },
];

/** Three nights, of which the last one has a fault.
 * @returns the harm that was done
 */
async function harmOf(cures: Cures, fault: string): Promise<string[]> {
  const array = createArray({
    startsAt: '2026-11-28T22:00:00Z',
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB', written: '100 GiB' }],
    accounts: [{ name: 'backup', password: 'first' }],
    credential: null,
  });
  const storage = connect(array);
  const { clock } = storage;
  const renew = async () => {
    array.set({ account: { name: 'backup', password: 'second', expiresIn: '30 d' } });
    return { username: 'backup', password: 'second' };
  };
  const credential = { username: 'backup', password: 'first' };
  const orchestrator = new Orchestrator({ storage, clock, volume: 'db', keep: 2, credential, renew }, cures);
  for (const name of ['friday', 'saturday']) {
    await orchestrator.night(name);
    await clock.sleep('1 d');
    array.host.write('db', { offset: 0, length: '50 GiB', tag: name });
  }
  const wanted = JSON.stringify(array.host.read('db'));
  array.faults.use(fault);
  const end = await Promise.race([
    orchestrator.night('sunday').then(
      () => 'done',
      () => 'failed',
    ),
    clock.sleep('8 h').then(() => 'late'),
  ]);
  const held = JSON.stringify(tonights(array)[0] && array.host.read(tonights(array)[0] ?? ''));
  clock.stop();
  return harmIn(array, end, held === wanted);
}

function harmIn(array: StorageArray, end: string, isWhole: boolean): string[] {
  const backups = array.volumes().filter(({ name, usable }) => name.startsWith('db-') && usable).length;
  return [
    ...(end === 'late' ? ['a night without an end'] : []),
    ...(tonights(array).length > 1 ? ['two backups of one night'] : []),
    ...(end === 'done' && !isWhole ? ['a backup that was not complete'] : []),
    ...(end === 'failed' && tonights(array).length === 0 && backups === 2 ? ['no backup'] : []),
    ...(end === 'failed' && backups < 2 ? ['fewer backups than before'] : []),
  ];
}

const tonights = (array: StorageArray) => array.volumes({ name: 'db-sunday' });

describe.each(stories)('$fault', ({ fault, harm, cure }) => {
  test(`does harm to an orchestrator that does not know of it: ${harm}`, async () => {
    expect(await harmOf({ ...all, [cure]: false }, fault)).toContain(harm);
    expect(await harmOf(none, fault)).toContain(harm);
  });

  test(`does not to one that ${cure}`, async () => {
    expect(await harmOf(all, fault)).not.toContain(harm);
  });
});

test('nights without a fault do no harm to anybody', async () => {
  expect([await harmOf(none, ''), await harmOf(all, '')]).toEqual([[], []]);
});
