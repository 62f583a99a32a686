import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import {
  createArray,
  findInstance,
  instance,
  instances,
  loadArray,
  ReadFailedError,
  type ReadFailure,
  type StorageArray,
} from '../../../src/index.js';
import { readFailureNames } from '../../../src/vocabulary/readFailures.js';

/** A volume 'db', and 'copy', which a job copies it to. */
function copying(faults?: PlanInput): { readonly array: StorageArray; readonly job: string } {
  const array = createArray({
    seed: 1,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const job = array.createClone('db', { ElementName: 'copy' }).Job ?? '';
  array.advance('10 s');
  if (faults !== undefined) array.faults.use(faults);
  return { array, job };
}

type Way = (array: StorageArray, job: string) => unknown;

const ways: Readonly<Record<string, Way>> = {
  volume: (array) => array.volume('db'),
  findVolume: (array) => array.findVolume('db'),
  'findVolume, of none': (array) => array.findVolume('nothing'),
  volumes: (array) => array.volumes(),
  'volumes of a name': (array) => array.volumes({ name: 'db' }),
  'volumes of a name, of which there are none': (array) => array.volumes({ name: 'nothing' }),
  job: (array, job) => array.job(job),
  findJob: (array, job) => array.findJob(job),
  'findJob, of none': (array) => array.findJob(null),
  jobs: (array) => array.jobs(),
  'jobs.wait': (array, job) => array.jobs.wait(job),
  pool: (array) => array.pool('gold'),
  pools: (array) => array.pools(),
  'instance of a volume': (array) =>
    instance(array, 'MSFT_SMStorageVolume', array.createClone('db').TargetStorageVolume ?? ''),
  'findInstance, of none': (array) => findInstance(array, 'MSFT_SMJob', 'nothing'),
  ...Object.fromEntries(
    (
      [
        'MSFT_SMStorageVolume',
        'MSFT_SMPool',
        'MSFT_SMJob',
        'MSFT_SMStorageSynchronized',
        'MSFT_SMSystem',
        'MSFT_SMSystemCapabilities',
        'MSFT_SMReplicationCapabilities',
        'MSFT_SMPoolToVolume',
        'MSFT_SMJobToStorageVolume',
        'MSFT_SMSystemToPool',
        'MSFT_SMSystemToCapabilities',
        'MSFT_SMSystemToReplicationCapabilities',
      ] as const
    ).map((name) => [`instances of ${name}`, (array: StorageArray) => instances(array, name)]),
  ),
};

function failure(act: () => unknown): ReadFailedError {
  try {
    act();
  } catch (error) {
    if (error instanceof ReadFailedError) return error;
    throw error;
  }
  throw new Error('the read did not fail');
}

describe('a read that fails', () => {
  test.each(Object.entries(ways))('does so on every way: %s', (_name, way) => {
    const { array, job } = copying('gone = read 1*: failRead CIM_ERR_SERVER_LIMITS_EXCEEDED');
    expect(failure(() => way(array, job))).toMatchObject({
      name: 'ReadFailedError',
      why: 'CIM_ERR_SERVER_LIMITS_EXCEEDED',
      status: 27,
      fault: 'gone',
      message: 'the read failed: CIM_ERR_SERVER_LIMITS_EXCEEDED (27)',
    });
    expect(() => way(array, job)).not.toThrow();
  });

  test.each(readFailureNames)('tells why: %s; and time passes where no answer comes', (why: ReadFailure) => {
    const { array } = copying({ faults: [{ id: 'fails', at: 'read', fire: { max: 1 }, do: { failRead: { why } } }] });
    const { now } = array;
    expect(failure(() => array.volumes()).why).toBe(why);
    expect(array.now - now).toBe(why === 'timedOut' ? 60_000 : 0);
  });

  test('is one with CIM_ERR_FAILED when nothing else is said', () => {
    expect(failure(() => copying('read: failRead').array.jobs())).toMatchObject({ why: 'CIM_ERR_FAILED', status: 1 });
  });

  test('changes nothing of the array', () => {
    const { array } = copying('read: failRead');
    const before = array.digest('observable');
    failure(() => array.volumes());
    expect(array.digest('observable')).toBe(before);
  });

  test('is that of one element, where the fault is about it', () => {
    const { array, job } = copying('read volume=db: failRead');
    failure(() => array.volume('db'));
    failure(() => array.volumes());
    failure(() => array.job(job));
    failure(() => instances(array, 'MSFT_SMStorageSynchronized'));
    expect(array.volume('copy').name).toBe('copy');
    expect(array.pools()).toHaveLength(1);
  });

  test('that waits for no answer is repeated by a replay', () => {
    const { array } = copying('read 1*: failRead timedOut');
    failure(() => array.jobs());
    array.createClone('db');
    const { header, entries, hash } = array.trace();
    expect(replay(header, entries)).toMatchObject({ kind: 'same', hash });
  });

  test('is one of a listener, too, who may not let time pass', () => {
    const { array } = copying('read: failRead timedOut');
    array.on('volumeAdded', () => array.volumes());
    expect(() => array.createClone('db')).toThrow('a look at most');
  });
});

describe('stale reads', () => {
  const stale = 'time@20 s for 5 min: staleReads';

  test('show what was deleted on every way, and an association that has ended', () => {
    const { array, job } = copying(stale);
    const copy = array.volume('copy').id;
    array.advance('20 s');
    array.jobs.kill(job);
    expect(array.volume(copy)).toMatchObject({ name: 'copy', synchronization: { percentSynced: 19 } });
    expect(array.findVolume('copy')?.id).toBe(copy);
    expect(array.volumes()).toHaveLength(2);
    expect(array.job(job)).toMatchObject({ state: 'running', percentComplete: 19 });
    expect(array.pool('gold').volumes).toBe(2);
    expect(instances(array, 'MSFT_SMStorageVolume')).toHaveLength(2);
    expect(instances(array, 'MSFT_SMStorageSynchronized')).toMatchObject([{ TargetStorageVolume: copy }]);
    expect(findInstance(array, 'MSFT_SMStorageVolume', copy)).toMatchObject({ DisplayName: 'copy' });
    array.advance('290 s');
    expect(array.findVolume(copy)).toBeUndefined();
    expect(instances(array, 'MSFT_SMStorageSynchronized')).toEqual([]);
    expect(array.job(job).state).toBe('killed');
  });

  test('change no call: it is answered by what is so', () => {
    const { array, job } = copying(stale);
    array.advance('20 s');
    array.jobs.kill(job);
    array.invoke('db', 'Delete');
    expect(array.volume('db').name).toBe('db');
    expect(array.createClone('db').ReturnValue).toBe(8);
  });

  test('show no volume that was made meanwhile', () => {
    const { array } = copying(stale);
    array.advance('20 s');
    array.createClone('db', { ElementName: 'new' });
    expect(array.findVolume('new')).toBeUndefined();
    expect(() => array.volume('new')).toThrow("got 'new', expected the id or the unique name of a volume");
  });

  test('begin with a read where the fault says so', () => {
    const { array, job } = copying('read job=copy for 1 min: staleReads');
    expect(array.job(job).percentComplete).toBe(9);
    array.advance('59 s');
    expect(array.job(job).percentComplete).toBe(9);
    array.advance('1 s');
    expect(array.job(job).percentComplete).toBe(69);
  });

  test('end when they are healed; of two the older picture is shown until both have', () => {
    const { array, job } = copying('first = time@20 s: staleReads\nsecond = time@30 s: staleReads');
    array.advance('40 s');
    expect(array.job(job).percentComplete).toBe(19);
    array.faults.heal(['first']);
    expect(array.job(job).percentComplete).toBe(19);
    array.faults.heal();
    expect(array.job(job).percentComplete).toBe(49);
  });

  test('are those of a fork, and of a saved array, and tell the two from one whose reads are not', () => {
    const { array, job } = copying(stale);
    array.advance('10 s');
    array.jobs.kill(job);
    const restored = loadArray(array.save());
    for (const one of [array.fork(), restored]) {
      expect(one.digest('identity')).toBe(array.digest('identity'));
      expect(one.volumes().map(({ name }) => name)).toEqual(['db', 'copy']);
      one.advance('5 min');
      expect(one.volumes().map(({ name }) => name)).toEqual(['db']);
    }
    expect(array.volumes()).toHaveLength(2);
  });

  test('show the times by the clock of the provider, and lies on top', () => {
    const { array, job } = copying(`${stale}\nread: wrongProgress 77\ntime@25 s: clockSkew 1 h`);
    array.advance('20 s');
    expect(array.job(job)).toMatchObject({ percentComplete: 77, submittedMs: 3_600_000 });
  });
});

describe('a lie is told on every way', () => {
  test('of the size of a volume', () => {
    const { array } = copying('read: wrongSize 2');
    const { size } = array.volume('db');
    expect(instances(array, 'MSFT_SMStorageVolume')[0]).toMatchObject({ NumberOfBlocks: size / 512n });
    expect(size).toBe(200n * 2n ** 30n);
  });

  test('of the progress of a job', () => {
    const { array, job } = copying('read: wrongProgress 100');
    expect(array.job(job)).toMatchObject({ state: 'running', percentComplete: 100 });
    expect(instances(array, 'MSFT_SMJob')).toMatchObject([{ JobState: 4, PercentComplete: 100 }]);
  });

  test('of its end', () => {
    const { array } = copying('read: reportCompletedEarly');
    const told = { JobState: 7, JobStatus: 'Completed', OperationalStatus: [2, 17], PercentComplete: 100 };
    expect(instances(array, 'MSFT_SMJob')).toMatchObject([told]);
  });

  test('of the state of a job', () => {
    const { array, job } = copying('read: wrongState exception');
    expect(array.job(job)).toMatchObject({ state: 'exception', jobState: 10 });
    expect(instances(array, 'MSFT_SMJob')).toMatchObject([{ JobState: 10, JobStatus: 'Failed' }]);
  });

  test('of the state of a volume', () => {
    const { array } = copying('read volume=db: wrongState degraded');
    expect(array.volume('db')).toMatchObject({ state: 'degraded', usable: true, healthStatus: 1 });
    expect(instances(array, 'MSFT_SMStorageVolume')).toMatchObject([
      { OperationalStatus: [3] },
      { OperationalStatus: [8] },
    ]);
  });

  test('of times, by the clock of the provider', () => {
    const { array } = copying('time@11 s: clockSkew 1 h');
    array.advance('1 s');
    const [before] = instances(array, 'MSFT_SMJob');
    expect(before?.TimeSubmitted).toMatch(/^20160101010000/);
  });
});

describe('a lie fires only where it can be told', () => {
  test.each([
    ['wrongSize 2', 2],
    ['wrongProgress 50', 1],
    ['reportCompletedEarly', 1],
    ['wrongState running', 1],
    ['wrongState offline', 2],
    ['wrongState starting', 3],
    ['failRead', 0],
  ])('%s', (effect, matched) => {
    const { array } = copying(`lie = read: ${effect}`);
    const read = () => [array.volumes(), array.jobs(), array.pools()];
    if (effect === 'failRead') expect(read).toThrow(ReadFailedError);
    else read();
    expect(array.faults.ledger()).toMatchObject([{ matched: effect === 'failRead' ? 1 : matched }]);
  });

  test('a job that is over has no other progress', () => {
    const { array, job } = copying('lie = read: wrongProgress 50');
    array.settle();
    expect(array.job(job).percentComplete).toBe(100);
    expect(array.faults.ledger()).toMatchObject([
      { matched: 0, closest: expect.stringContaining("CreateClone has no answer for 'wrongProgress 50 %' at read") },
    ]);
  });
});

describe('wrong contents', () => {
  const array = (allocation: 'full' | 'thin' | 'instant', faults: PlanInput) =>
    createArray({
      profile: { allocation: { kind: allocation } },
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '1 GiB' }],
      faults,
    });

  test.each(['full', 'thin', 'instant'] as const)('are those of a target that looks well: %s', (allocation) => {
    const one = array(allocation, 'jobEnd: wrongContents');
    one.createClone('db', { ElementName: 'copy' });
    one.settle();
    expect(one.volume('copy')).toMatchObject({ state: 'online', usable: true, healthStatus: 0 });
    expect(one.host.read('copy').map(({ tag }) => tag)).toEqual(['wrong contents', 'db']);
    expect(one.host.read('db').map(({ tag }) => tag)).toEqual(['db']);
    expect(one.violations()).toEqual([]);
  });

  test.each(['jobStart', 'jobPercent@50', 'jobEnd'])('are cloned on: %s', (point) => {
    const one = array('full', `${point} 1*: wrongContents`);
    for (const [source, name] of [
      ['db', 'first'],
      ['first', 'second'],
    ] as const) {
      one.createClone(source, { ElementName: name });
      one.settle();
    }
    expect(one.host.read('second')).toEqual(one.host.read('first'));
    expect(one.host.read('second')).not.toEqual(one.host.read('db'));
  });

  test('are none where nothing was written, and of a job that copies nothing', () => {
    const one = createArray({
      profile: { capabilities: { deletesVolumes: true } },
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
      faults: 'wrong = jobEnd: wrongContents',
    });
    one.createClone('db', { ElementName: 'copy' });
    one.settle();
    expect(one.host.read('copy')).toEqual([]);
    expect(one.faults.ledger()).toMatchObject([{ fired: 1 }]);
  });
});
