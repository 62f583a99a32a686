import { describe, expect, test } from 'vitest';
import { deletingAtOnce, deletingByJob, upTo } from './deleting.js';

describe('a deletion that fails after its effect', () => {
  test('within the call cannot be taken back, and says so', () => {
    const array = deletingAtOnce({}, { faults: 'readBack: return cimUnexpectedResponse' });
    const reply = array.invoke('db', 'Delete');
    expect([reply.ReturnValue, reply.Job, reply.ExtendedStatus?.SMDetails]).toEqual([
      43018,
      null,
      "volume 'db' is deleted, and that cannot be taken back",
    ]);
    expect(array.volumes()).toEqual([]);
    expect(array.invoke('silver', 'Pool.Delete').ExtendedStatus?.SMDetails).toBe(
      "pool 'silver' is deleted, and that cannot be taken back",
    );
  });

  test('by a job is taken back exactly: the job is terminated, and the volume is what it was', () => {
    const array = deletingByJob({}, { faults: 'readBack: return 43018' });
    array.set({ volume: 'db', state: 'degraded' });
    const before = array.digest('observable');
    const reply = array.invoke('db', 'Delete');
    expect([reply.Job, reply.ExtendedStatus?.SMDetails]).toEqual([
      null,
      "nothing has changed: the job was terminated, and volume 'db' stays",
    ]);
    expect([array.volume('db').state, array.jobs().map(({ state }) => state)]).toEqual(['degraded', ['terminated']]);
    expect(array.digest('observable')).toBe(before);
    array.settle();
    expect(array.volume('db').state).toBe('degraded');
    expect(array.violations()).toEqual([]);
  });

  test('of a pool by a job is taken back likewise, and the pool can be deleted later', () => {
    const array = deletingByJob({}, { faults: 'subscribe 1*: return cimAlreadyExists' });
    const before = array.digest('observable');
    expect(array.invoke('silver', 'Delete')).toMatchObject({
      ReturnValue: 40055,
      ExtendedStatus: { SMDetails: "nothing has changed: the job was terminated, and pool 'silver' stays" },
    });
    expect(array.digest('observable')).toBe(before);
    expect(array.invoke('silver', 'Delete').ReturnValue).toBe(4096);
  });

  test('leaves the job where the service does not clean up, and the volume goes', () => {
    const array = deletingByJob({ service: { afterFailure: 'leaves' } }, { faults: 'readBack: return 43018' });
    const details = array.invoke('db', 'Delete').ExtendedStatus?.SMDetails;
    expect(details).toBe(
      `volume 'db' and the job ${array.jobs()[0]?.id} that deletes it are left: the service does not clean up`,
    );
    array.settle();
    expect(array.volumes()).toEqual([]);
  });

  test('leaves the job where the provider cannot be reached', () => {
    const array = deletingByJob();
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'down' } });
    expect(array.finish(call).ExtendedStatus?.SMDetails).toBe(
      `volume 'db' and the job ${array.jobs()[0]?.id} that deletes it are left: the service cannot reach the provider to clean up`,
    );
    expect(array.volume('db').state).toBe('deleting');
  });

  test('says that the volume is deleted, when its job ended while the reply was late', () => {
    const array = deletingByJob();
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'hung' } });
    const { ReturnValue, ExtendedStatus } = array.finish(call);
    expect([ReturnValue, ExtendedStatus?.SMDetails]).toEqual([
      3,
      "volume 'db' is deleted, and that cannot be taken back",
    ]);
  });

  test.each([
    ['failed', 'exception', (array: ReturnType<typeof deletingByJob>) => array.provider.failAt('jobEnd', 2)],
    ['was killed', 'killed', (array: ReturnType<typeof deletingByJob>) => array.jobs.kill(array.jobs()[0]?.id ?? '')],
  ])('says that the volume is there, when its job %s while the reply was late', (_, state, end) => {
    const array = deletingByJob();
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'hung' } });
    array.step(call);
    end(array);
    const { ReturnValue, ExtendedStatus } = array.finish(call);
    expect([ReturnValue, array.jobs()[0]?.state, array.volume('db').state]).toEqual([3, state, 'online']);
    expect(ExtendedStatus?.SMDetails).toBe("nothing has changed: the job has ended, and volume 'db' stays");
  });

  test('says that a volume is gone that went out of band after its job was killed', () => {
    const array = deletingByJob();
    const call = upTo(array, 'readBack');
    array.jobs.kill(array.jobs()[0]?.id ?? '');
    array.outOfBand.delete('db');
    array.provider.failAt('readBack', 43018);
    expect(array.finish(call).ExtendedStatus?.SMDetails).toBe("volume 'db' is deleted, and that cannot be taken back");
  });
});
