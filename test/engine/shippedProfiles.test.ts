import { describe, expect, test } from 'vitest';
import {
  type ArrayOptions,
  createArray,
  loadArray,
  type ProfileName,
  profiles,
  type StorageArray,
} from '../../src/index.js';

const GiB = 1024n ** 3n;
const elements = {
  pools: [
    { name: 'gold', size: '4 TiB' },
    { name: 'silver', size: '4 TiB' },
    { name: 'far', size: '4 TiB', system: 'peer' },
  ],
  volumes: [
    { name: 'db', pool: 'gold', size: '10 GiB' },
    { name: 'taken', pool: 'gold', size: '10 GiB' },
    { name: 'snap', pool: 'gold', size: '10 GiB', snapshot: true },
  ],
} satisfies ArrayOptions;

const arrayOf = (profile: ProfileName, options: ArrayOptions = {}) => createArray({ ...elements, profile, ...options });
const names = Object.keys(profiles) as ProfileName[]; // the keys of the table of profiles

/** Lets a call in flight get before a step, whatever waits on the way. */
function stepTo(array: StorageArray, call: ReturnType<StorageArray['begin']>, step: string): void {
  for (let progress = array.progress(call); progress.step !== step; progress = array.step(call)) {
    if (progress.phase === 'waiting') array.advance('1 s');
  }
}

describe.each(names)('%s', (name) => {
  test('is loaded as it was saved, before and in mid-copy', () => {
    const array = arrayOf(name);
    const same = () => expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
    same();
    array.createClone('db', { TargetPool: name === 'remote-only' ? 'far' : null });
    same();
    expect(array.violations()).toEqual([]);
  });

  test('is the same array by name, as an object, and as a base', () => {
    const digests = [name, profiles[name], { base: name }].map((profile) =>
      createArray({ ...elements, profile }).digest('identity'),
    );
    expect(new Set(digests).size).toBe(1);
  });
});

test('full-copy takes the whole size at once, and the clone can be used when the job has completed', () => {
  const array = arrayOf('full-copy');
  expect(array.createClone('db', { ElementName: 'copy' }).ReturnValue).toBe(4096);
  expect(array.pool('gold').reserved).toBe(10n * GiB);
  expect(array.volume('copy').usable).toBe(false);
  array.settle();
  expect(array.volume('copy').usable).toBe(true);
});

test('thin-provisioned clones by a job, and asks for its pools in larger extents', () => {
  const array = arrayOf('thin-provisioned');
  expect(array.createClone('db').ReturnValue).toBe(4096);
  array.settle();
  expect(array.jobs().map(({ state }) => state)).toEqual(['completed']);
  expect(profiles['thin-provisioned'].allocation).toEqual({
    kind: 'thin',
    overcommitLimit: 300,
    lowSpaceWarningThreshold: 20,
  });
});

test('instant-clone gives a clone that can be used at once, and cloned again, while its job goes on', () => {
  const array = arrayOf('instant-clone');
  expect(array.createClone('db', { ElementName: 'copy' }).ReturnValue).toBe(4096);
  expect([array.volume('copy').usable, array.jobs()[0]?.state]).toEqual([true, 'starting']);
  expect(array.createClone('copy').ReturnValue).toBe(4096);
  array.settle();
  expect(array.jobs().map(({ state }) => state)).toEqual(['completed', 'completed']);
});

test('snapshot-only answers 40308 in every release', () => {
  for (const version of ['2016', '2012R2', '2012'] as const) {
    const { ReturnValue, decided } = arrayOf('snapshot-only', { version }).createClone('db');
    expect([ReturnValue, decided.step]).toEqual([40_308, 'service']);
  }
});

test('remote-only wants a pool of the peer', () => {
  const array = arrayOf('remote-only');
  const answers = [{}, { TargetPool: 'silver' }, { TargetPool: 'far' }].map((parameters) =>
    array.createClone('db', parameters),
  );
  expect(answers.map(({ ReturnValue }) => ReturnValue)).toEqual([43_004, 40_500, 4096]);
  expect(answers[0]?.decided.because).toBe('poolRequired');
  expect(array.pool('far').volumes).toBe(1);
});

test('sync-only answers 0 with a finished clone, and has no jobs', () => {
  const array = arrayOf('sync-only');
  const reply = array.createClone('db', { ElementName: 'copy' });
  expect(reply).toMatchObject({ ReturnValue: 0, Job: null, decided: { atMs: 5001 } });
  expect(array.volume('copy')).toMatchObject({ id: reply.TargetStorageVolume, usable: true });
  expect(array.jobs()).toEqual([]);
});

describe('strict-names', () => {
  test('takes a name of 16 characters that no volume has', () => {
    const array = arrayOf('strict-names');
    const code = (ElementName: string) => array.createClone('db', { ElementName }).ReturnValue;
    expect([code('x'.repeat(16)), code('x'.repeat(17)), code('x'.repeat(16)), code('taken')]).toEqual([
      4096, 5, 43_004, 43_004,
    ]);
  });

  test('obeys its own rules where it chooses the name', () => {
    const source = { name: 'a name of sixteen and more', pool: 'gold', size: '1 GiB' };
    const array = arrayOf('strict-names', { volumes: [source, { ...source, name: 'a name o-clone-1' }] });
    for (let clone = 0; clone < 10; clone++) array.createClone(source.name);
    const made = array
      .volumes()
      .map(({ name }) => name)
      .slice(2);
    expect(made).toContain('a name -clone-10');
    expect(made).not.toContain('a name o-clone-1');
    expect(made.filter(({ length }) => length > 16)).toEqual([]);
    expect(new Set(made).size).toBe(10);
  });

  test('finds out after the effect, without feature 51, that a name is taken', () => {
    const array = arrayOf('strict-names');
    array.set({ capabilities: { features: [8] } });
    const { ReturnValue, decided } = array.createClone('db', { ElementName: 'taken' });
    expect([ReturnValue, decided.step, array.volumes().length]).toEqual([43_011, 'rename', 3]);
  });
});

describe('legacy-2012', () => {
  test('takes no TargetPool, and gives the name afterwards', () => {
    const array = arrayOf('legacy-2012', { version: '2012' });
    expect(array.createClone('db', { TargetPool: 'gold' }).ReturnValue).toBe(43_004);
    const call = array.begin('db', 'CreateClone', { ElementName: 'nightly' });
    stepTo(array, call, 'rename');
    expect(array.findVolume('nightly')).toBeUndefined();
    expect([array.finish(call).ReturnValue, array.findVolume('nightly')?.state]).toEqual([4096, 'starting']);
  });

  test('leaves a clone that cannot get its name, and one whose copy fails', () => {
    const array = arrayOf('legacy-2012', { version: '2012' });
    expect(array.createClone('db', { ElementName: 'taken' }).ReturnValue).toBe(43_011);
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(array.volume('db-clone-1').state).toBe('failed');
  });

  test('talks http, so that no certificate matters', () => {
    const array = arrayOf('legacy-2012');
    array.set({ certificate: 'expired' });
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });

  test('refuses an enumeration for longer than its provider allows', () => {
    const profile = profiles['legacy-2012'].with((draft) => {
      draft.service.operationTimeout = '31 s';
    });
    expect(createArray({ ...elements, profile }).createClone('db').ReturnValue).toBe(43_022);
  });
});

describe('slow-provider', () => {
  test('takes 72 s for a call, and the job is done before the answer', () => {
    const array = arrayOf('slow-provider');
    const { ReturnValue, decided } = array.createClone('db');
    expect([ReturnValue, decided.atMs, array.jobs()[0]?.state]).toEqual([4096, 72_000, 'completed']);
  });

  test('has no operation left for a third call, and no session for a fifth', () => {
    const array = arrayOf('slow-provider');
    const begun = () => array.begin('db', 'CreateClone');
    const [third, fifth] = [begun(), begun()];
    for (const call of [begun(), begun()]) stepTo(array, call, 'array');
    expect(array.fork().finish(third).decided).toMatchObject({ step: 'invoke', because: 'operations' });
    for (const call of [third, begun()]) stepTo(array, call, 'tls');
    expect(array.finish(fifth).decided).toMatchObject({ step: 'connect', because: 'sessions' });
  });

  test.each([
    ['connect', 0],
    ['invokeReply', 1],
  ] as const)('times out when %s is a bit slower', (step, clones) => {
    const profile = profiles['slow-provider'].with((draft) => {
      draft.provider.latency[step] = '31 s';
      draft.service.afterFailure = 'leaves';
    });
    const array = createArray({ ...elements, profile });
    const { ReturnValue, decided } = array.createClone('db');
    expect([ReturnValue, decided.step, array.volumes().length]).toEqual([3, step, 3 + clones]);
  });
});
