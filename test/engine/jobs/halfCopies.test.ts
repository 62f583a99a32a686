import { describe, expect, test } from 'vitest';
import { type ArrayOptions, BadInputError, createArray, loadArray, type ProfileChoice } from '../../../src/index.js';

const MiB = 2n ** 20n;
/** A tenth of 'db'. */
const part = 1000n * MiB;

/** 'db' is written to its end, and copied one of its ten parts a second after 200 ms. */
const arrayOf = (profile: Exclude<ProfileChoice, string>, options: ArrayOptions = {}) =>
  createArray({
    profile,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10000 MiB', written: '10000 MiB' }],
    ...options,
  });

const half = {
  faults: [{ id: 'half', at: 'jobPercent', when: { jobPercent: 50 }, do: { failJob: { code: 4, residue: 'target' } } }],
} as const;
const beginning = {
  faults: [{ id: 'beginning', at: 'array', do: { partial: { fraction: 0.25, code: 4, residue: 'target' } } }],
} as const;

const kinds = [
  ['full', { base: 'full-copy', jobs: { copyRatePerSecond: '1000 MiB' } }],
  ['thin', { base: 'thin-provisioned', jobs: { copyRatePerSecond: '1000 MiB', startsWithin: 200 } }],
  [
    'instant',
    {
      base: 'instant-clone',
      clones: { targetUsable: 'atCompletion' },
      jobs: { copyRatePerSecond: '1000 MiB', startsWithin: 200 },
    },
  ],
] as const;

describe('what was not copied is not there', () => {
  test.each(kinds)('while it is copied, with %s allocation', (_, profile) => {
    const array = arrayOf(profile);
    array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' });
    expect(array.host.read('copy')).toEqual([]);
    array.advance('1200 ms');
    expect(array.job(array.jobs()[0]?.id ?? '').percentComplete).toBe(10);
    expect(array.host.read('copy')).toEqual([{ offset: 0n, length: part, tag: 'db' }]);
    expect(array.host.read('copy', { offset: '2000 MiB', length: '1000 MiB' })).toEqual([]);
    array.settle();
    expect(array.host.read('copy')).toEqual(array.host.read('db'));
  });

  test.each(kinds)('in the residue of a job that failed at 50 %%, with %s allocation', (_, profile) => {
    const array = arrayOf(profile, { faults: half });
    const before = array.host.read('db');
    array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' });
    array.settle();
    const whatWasCopied = [{ offset: 0n, length: 5n * part, tag: 'db' }];
    expect(array.volume('copy')).toMatchObject({ state: 'failed', charge: 10n * part });
    expect(array.host.read('copy')).toEqual(whatWasCopied);
    expect(loadArray(array.save()).host.read('copy')).toEqual(whatWasCopied);
    expect(array.host.read('db')).toEqual(before);
    expect(array.violations()).toEqual([]);
    expect(array.volume('copy').synchronization?.copyState).toBe(5);
  });

  test.each(['online', 'offline', 'degraded'] as const)('and nothing brings it %s as if it were whole', (state) => {
    const array = arrayOf({ base: 'full-copy', jobs: { leavesResidue: true } });
    array.provider.failAt('jobEnd', 4);
    array.createClone('db', { ElementName: 'copy' });
    array.settle();
    const identity = array.digest('identity');
    for (const set of [array.set.bind(array), array.outOfBand.set])
      expect(() => set({ volume: 'copy', state })).toThrow(BadInputError);
    expect(array.digest('identity')).toBe(identity);
    expect(array.createClone('copy').ReturnValue).toBe(4);
  });

  test('a copy that shares its extents has all of them from the start', () => {
    const array = arrayOf({ base: 'instant-clone', clones: { targetUsable: 'atCompletion' } });
    array.createClone('db', { ElementName: 'copy' });
    expect(array.host.read('copy')).toEqual(array.host.read('db'));
  });

  test.each(kinds)(
    'what a call leaves that failed half-way holds the beginning of its source, with %s',
    (_, profile) => {
      const array = arrayOf(profile, { faults: beginning });
      array.host.write('db', { offset: '1000 MiB', length: '1000 MiB', tag: 'payroll' });
      expect(array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' }).ReturnValue).toBe(4);
      expect(array.host.read('copy')).toEqual([
        { offset: 0n, length: part, tag: 'db' },
        { offset: part, length: part, tag: 'payroll' },
        { offset: 2n * part, length: 500n * MiB, tag: 'db' },
      ]);
      expect(() => array.set({ volume: 'copy', state: 'online' })).toThrow(BadInputError);
      expect(array.violations()).toEqual([]);
    },
  );
});

describe('a target that hosts may use while it is copied to', () => {
  const background = (options: ArrayOptions = {}) =>
    arrayOf(
      { base: 'full-copy', jobs: { copyRatePerSecond: '1000 MiB' }, clones: { targetUsable: 'atAcceptance' } },
      options,
    );

  test('is at least Synchronized, and shows the rest from its source', () => {
    const array = background();
    array.createClone('db', { ElementName: 'copy' });
    expect(array.volume('copy')).toMatchObject({ usable: true, synchronization: { copyState: 4 } });
    array.advance('1200 ms');
    expect(array.volume('copy').synchronization).toMatchObject({ state: 'copying', copyState: 4, percentSynced: 10 });
    expect(array.host.read('copy')).toEqual(array.host.read('db'));
  });

  test.each([
    ['fails', 5, (array: ReturnType<typeof background>) => array.faults.add('now = jobPercent@51: failJob 4')],
    ['is killed', 12, (array: ReturnType<typeof background>) => array.jobs.kill(array.jobs()[0]?.id ?? '')],
    ['is terminated', 12, (array: ReturnType<typeof background>) => array.jobs.terminate(array.jobs()[0]?.id ?? '')],
  ])('stays, failed, with what was copied and written, when its job %s', (_, copyState, end) => {
    const array = background();
    array.createClone('db', { ElementName: 'copy' });
    array.advance('5200 ms');
    array.host.write('copy', { offset: '8000 MiB', length: '1000 MiB', tag: 'host' });
    end(array);
    array.advance('600 ms');
    const copied = copyState === 5 ? (51n * part) / 10n : 5n * part;
    expect(array.volume('copy')).toMatchObject({ state: 'failed', usable: false, synchronization: { copyState } });
    expect(array.host.read('copy')).toEqual([
      { offset: 0n, length: copied, tag: 'db' },
      { offset: 8n * part, length: part, tag: 'host' },
    ]);
    expect(array.violations()).toEqual([]);
  });

  test('goes with the call that made it, when the service takes that back', () => {
    const array = background({ faults: 'readBack: return 43018' });
    expect(array.createClone('db', { ElementName: 'copy' }).ReturnValue).toBe(43018);
    expect(array.findVolume('copy')).toBeUndefined();
  });

  test('what hosts wrote to it is saved, and forked', () => {
    const array = background();
    array.createClone('db', { ElementName: 'copy' });
    array.host.write('copy', { offset: '8000 MiB', length: '1000 MiB', tag: 'host' });
    const fork = array.fork();
    fork.host.write('copy', { offset: '9000 MiB', length: '1000 MiB', tag: 'fork' });
    const loaded = loadArray(array.save());
    expect(loaded.digest('identity')).toBe(array.digest('identity'));
    for (const one of [array, loaded, fork]) one.jobs.kill(one.jobs()[0]?.id ?? '');
    expect(loaded.host.read('copy')).toEqual([{ offset: 8n * part, length: part, tag: 'host' }]);
    expect(array.host.read('copy')).toEqual(loaded.host.read('copy'));
    expect(fork.host.read('copy').map(({ tag }) => tag)).toEqual(['host', 'fork']);
  });
});

test('a killed job leaves its target where the profile says that cleanup might be required', () => {
  const array = arrayOf({ base: 'full-copy', jobs: { copyRatePerSecond: '1000 MiB', killLeavesResidue: true } });
  const { Job } = array.createClone('db', { ElementName: 'copy' });
  array.advance('2200 ms');
  array.jobs.kill(Job ?? '');
  expect(array.volume('copy')).toMatchObject({
    state: 'failed',
    synchronization: { state: 'aborted', copyState: 12, progressStatus: 3 },
  });
  expect(array.host.read('copy')).toEqual([{ offset: 0n, length: 2n * part, tag: 'db' }]);
  const again = arrayOf({ base: 'full-copy', jobs: { copyRatePerSecond: '1000 MiB', killLeavesResidue: true } });
  const { Job: terminated } = again.createClone('db', { ElementName: 'copy' });
  again.jobs.terminate(terminated ?? '');
  again.settle();
  expect(again.findVolume('copy')).toBeUndefined();
});

describe('a target that hosts use, and clone, before it is whole', () => {
  const served = () => {
    const array = arrayOf({
      base: 'full-copy',
      clones: { targetUsable: 'atAcceptance' },
      jobs: { copyRatePerSecond: '1000 MiB' },
    });
    array.createClone('db', { ElementName: 'one' });
    array.createClone('one', { ElementName: 'two' });
    array.createClone('two', { ElementName: 'three' });
    return array;
  };
  const jobStates = (array: ReturnType<typeof served>) => array.jobs().map(({ state }) => state);

  test.each(['kill', 'terminate', 'fail'] as const)('takes its own clones along when its job ends: %s', (how) => {
    const array = served();
    array.advance('1 s');
    const [job] = array.jobs();
    if (how === 'fail') array.set({ volume: 'one', state: 'failed' });
    else array.jobs[how](job?.id ?? '');
    array.advance('1 s');
    expect(jobStates(array).slice(1)).toEqual(['exception', 'exception']);
    for (const name of ['one', 'two', 'three']) {
      const { state, synchronization } = array.volume(name);
      expect([state, synchronization?.copyState]).toEqual(['failed', name === 'one' && how !== 'fail' ? 12 : 5]);
    }
    expect(array.violations()).toEqual([]);
  });

  test('takes those along, too, that come to their own ends at that moment', () => {
    const array = served();
    array.faults.use('bad = jobEnd 1*: failJob failed');
    array.settle();
    expect(jobStates(array)).toEqual(['exception', 'exception', 'exception']);
    expect(['one', 'two', 'three'].map((name) => array.volume(name).state)).toEqual(['failed', 'failed', 'failed']);
    expect(array.violations()).toEqual([]);
  });

  test('takes none along when it is completed', () => {
    const array = served();
    array.settle();
    expect(jobStates(array)).toEqual(['completed', 'completed', 'completed']);
  });
});
