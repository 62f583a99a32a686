import { describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import type { StorageArray } from '../../../src/index.js';
import { deletingAtOnce, deletingByJob, deletion, GiB, MiB, startDeletion, upTo } from './deleting.js';

/** Whether the volume is there, and what its pool has used, in MiB. */
const left = (array: StorageArray) => [array.findVolume('db')?.state, Number(array.pool('gold').used / MiB)];

describe('a fault refuses a deletion on the way to the array, and the volume stays', () => {
  test.each<readonly [PlanInput, code: number | string, because: string]>([
    ['service: return 51000', 51000, 'serviceFails'],
    ['service: deny', 43002, 'role'],
    ['service: loseRequest', 'no reply', 'requestLost'],
    ['connect: return 43027', 43027, 'sessions'],
    ['connect: loseRequest', 3, 'noAnswer'],
    ['connect: return methodInvocationFailed', 4, 'unreachable'],
    ['tls: tls expired', 51010, 'certificate'],
    ['authenticate: badCredential', 51005, 'wrongCredentials'],
    ['connect: expireCredential', 51005, 'credentialsExpired'],
    ['findService: return 43021', 43021, 'contextLost'],
    ['readCapabilities: delay 2 min', 3, 'noAnswer'],
    ['service: setCapability name=deletesVolumes to=false', 40308, 'noDeletion'],
    ['invoke: loseRequest', 3, 'noAnswer'],
    ['array: return 40309', 40309, 'detachFailed'],
    ['array: return 40314', 40314, 'poolTakesNothing'],
    ['array: poolState offline', 40314, 'poolTakesNothing'],
    ['array: restartProvider 10 s', 4, 'providerGone'],
    [
      { faults: [{ id: 'half', at: 'array', do: { partial: { fraction: 0.5, code: 2, residue: 'target' } } }] },
      2,
      'executionUnknown',
    ],
  ])('%j: %s', (plan, code, because) => {
    const array = deletingAtOnce({}, { faults: plan });
    expect(deletion(array)).toEqual([code, because]);
    // The volumes of a pool that is offline are offline.
    array.faults.heal();
    expect(left(array)).toEqual(['online', 10]);
    expect(array.volumes()).toHaveLength(1);
    expect(array.violations()).toEqual([]);
  });
});

describe('a fault after the effect leaves no volume, whatever the caller is told', () => {
  test.each<readonly [PlanInput, code: number | string, because: string]>([
    ['invokeReply: loseReply', 3, 'replyLate'],
    ['invokeReply: return methodInvocationFailed', 4, 'replyLost'],
    ['invokeReply: restartProvider 1 s', 4, 'replyLost'],
    ['readBack: return 43018', 43018, 'unexpectedResponse'],
    ['serviceReply: loseReply', 'no reply', 'replyLost'],
    ['invoke: duplicate 3', 0, 'success'],
    ['array: delay 5 s', 0, 'success'],
  ])('%j: %s', (plan, code, because) => {
    const array = deletingAtOnce({}, { faults: plan });
    expect(deletion(array)).toEqual([code, because]);
    expect(left(array)).toEqual([undefined, 0]);
    expect(array.violations()).toEqual([]);
  });
});

describe('a deletion that arrives more than once', () => {
  test('finds nothing the second time', () => {
    const array = deletingAtOnce({}, { faults: 'invoke: duplicate 2' });
    const call = upTo(array, 'array');
    expect(array.finish(call).ReturnValue).toBe(0);
    expect(array.trace().entries.filter(({ event }) => event.kind === 'effect')).toHaveLength(1);
  });

  test.each(['online', 'offline'] as const)('starts one job, though the volume is %s', (state) => {
    const array = deletingByJob({}, { faults: 'invoke: duplicate 2' });
    if (state !== 'online') array.set({ volume: 'db', state });
    startDeletion(array);
    expect(array.jobs()).toHaveLength(1);
    array.settle();
    expect(left(array)).toEqual([undefined, 0]);
    expect(array.violations()).toEqual([]);
  });

  test('of a pool starts one job', () => {
    const array = deletingByJob({}, { faults: 'invoke: duplicate 2' });
    startDeletion(array, 'silver');
    expect(array.jobs()).toHaveLength(1);
    array.settle();
    expect(array.pools().map(({ name }) => name)).toEqual(['gold']);
  });
});

describe('a job that deletes', () => {
  test('stands still, is slow, starts late, as faults say', () => {
    const ends = ['jobPercent@50: stallJob 1 h', 'jobStart: slowJob 0.5', 'jobStart: delay 1 min'].map((plan) => {
      const array = deletingByJob({}, { faults: plan });
      const job = startDeletion(array);
      array.settle();
      expect(array.violations()).toEqual([]);
      return [array.job(job).state, array.job(job).changedMs];
    });
    expect(ends).toEqual([
      ['completed', 3_610_000],
      ['completed', 20_000],
      ['completed', 70_000],
    ]);
  });

  test('fails at a percent with a code of its method, or of its name', () => {
    const failed = ['failJob 43001', 'failJob cimFailed', 'failJob unspecifiedError', 'failJob'].map((effect) => {
      const array = deletingByJob({}, { faults: `jobPercent@30: ${effect}` });
      const job = startDeletion(array);
      array.settle();
      const { errorCode, changedMs } = array.job(job);
      return [errorCode, changedMs, ...left(array)];
    });
    expect(failed).toEqual([
      [43001, 3_000, 'online', 10],
      [43001, 3_000, 'online', 10],
      [2, 3_000, 'online', 10],
      [4, 3_000, 'online', 10],
    ]);
  });

  test('leaves no residue, whatever the fault wants', () => {
    const plan = { faults: [{ id: 'late', at: 'jobEnd', do: { failJob: { code: 4, residue: 'target' } } }] } as const;
    const array = deletingByJob({}, { faults: plan });
    startDeletion(array);
    array.settle();
    expect(left(array)).toEqual(['online', 10]);
  });

  test('has no room that could be stolen', () => {
    const array = deletingByJob({}, { faults: 'jobPercent@50: stealCapacity 2 GiB' });
    const job = startDeletion(array);
    array.settle();
    expect([array.job(job).state, array.pool('gold').stolen]).toEqual(['completed', GiB - 10n * MiB]);
    expect(array.violations()).toEqual([]);
  });

  test('is forgotten by a provider that restarts: nobody finds it, and the volume is deleted all the same', () => {
    const plan: PlanInput = {
      faults: [
        { id: 'crash', at: 'jobPercent', when: { jobPercent: 20 }, do: { restartProvider: { loses: ['jobs'] } } },
      ],
    };
    const array = deletingByJob({}, { faults: plan });
    const job = startDeletion(array);
    array.settle();
    expect(() => array.job(job)).toThrow('forgotten by a restart');
    expect(array.jobs()).toEqual([]);
    expect(array.findVolume('db')).toBeUndefined();
  });

  test('is held at its end until it is released', () => {
    const array = deletingByJob({}, { faults: 'jobEnd: hold end' });
    const job = startDeletion(array);
    array.advance('1 h');
    expect([array.job(job).state, array.volume('db').state]).toEqual(['running', 'deleting']);
    expect(array.faults.held()).toEqual(['end']);
    array.faults.release('end');
    expect([array.job(job).state, ...left(array)]).toEqual(['completed', undefined, 0]);
  });

  test('is reported as completed, when it is not', () => {
    const array = deletingByJob({}, { faults: 'read: reportCompletedEarly' });
    expect(array.job(startDeletion(array)).state).toBe('completed');
    expect(array.volume('db').state).toBe('deleting');
  });
});

test('a deletion that is held before its effect finds what became of the volume meanwhile', () => {
  const array = deletingAtOnce({}, { faults: 'array 1*: hold here' });
  const call = array.begin('db', 'Delete');
  while (array.step(call).phase === 'ready');
  expect(deletion(array)).toEqual([0, 'success']);
  array.faults.release('here');
  expect(array.finish(call)).toMatchObject({ ReturnValue: 40313, decided: { step: 'array', because: 'notThere' } });
});

test('a fault of one method leaves the others alone', () => {
  const array = deletingAtOnce(
    {},
    {
      faults: {
        faults: [{ id: 'one', at: 'array', when: { method: 'StorageVolume.Delete' }, do: { return: 'failed' } }],
      },
    },
  );
  expect([array.createClone('db').ReturnValue, deletion(array, 'silver')[0]]).toEqual([4096, 0]);
  array.settle();
  expect(deletion(array)).toEqual([4, 'executionFailed']);
});

test('the name of an outcome means to each method what it documents', () => {
  const array = deletingAtOnce({}, { faults: 'invoke: return cimAccessDenied' });
  expect([array.createClone('db').ReturnValue, deletion(array)[0], deletion(array, 'silver')[0]]).toEqual([
    43002, 43002, 4,
  ]);
});
