import { describe, expect, test } from 'vitest';
import { createArray, NoReplyError, type ProfileChoice, type Step } from '../../src/index.js';
import { isAfterEffect } from '../../src/vocabulary/steps.js';
import { causeOf } from './causes/index.js';
import { type Cause, callWith, decidedBy, standardArray } from './standardArray.js';
import { keyOf, rowsOf } from './tables.js';

const rows = rowsOf('CreateClone', '2016').filter(({ step }) => isAfterEffect(step));
// There the provider can't be reached, or the target is gone: compensation is another story.
const compensable = rows.filter(({ step, because }) => step !== 'invokeReply' && because !== 'targetGone');
const leaving: Cause = {
  shape: ({ profile }) => {
    profile.service.afterFailure = 'leaves';
  },
};

describe("a failure after the effect, where the service's way is to clean up", () => {
  test.each(compensable.map((row) => [keyOf(row), row] as const))('%s undoes exactly', (key, row) => {
    const array = standardArray('2016', [causeOf('CreateClone', '2016', row)]);
    const before = array.digest('observable');
    const reply = callWith(array, 'CreateClone', [causeOf('CreateClone', '2016', row)])();
    expect(decidedBy(reply)).toBe(key);
    expect(reply.ExtendedStatus?.SMDetails).toMatch(
      /^nothing is left: the job was terminated and volume vol-\S+ '.+' removed$/,
    );
    expect(array.digest('observable')).toBe(before);
    expect(array.jobs().map(({ state }) => state)).toEqual(['terminated']);
    expect(array.violations()).toEqual([]);
  });
});

describe("a failure after the effect, where the service's way is to leave what is there", () => {
  test.each(compensable.map((row) => [keyOf(row), row] as const))('%s leaves what SMDetails names', (key, row) => {
    const causes = [causeOf('CreateClone', '2016', row), leaving];
    const array = standardArray('2016', causes);
    const reply = callWith(array, 'CreateClone', causes)();
    expect(decidedBy(reply)).toBe(key);
    const target = array.volumes().at(-1);
    const job = array.jobs().at(-1);
    expect(reply.ExtendedStatus?.SMDetails).toBe(
      `volume ${target?.id} '${target?.name}' and its job ${job?.id} are left: the service does not clean up`,
    );
    expect(job).toMatchObject({ state: 'starting', target: target?.id });
    array.settle();
    expect(array.volume(target?.id ?? '').state).toBe('online');
    expect(array.violations()).toEqual([]);
  });
});

const small = (profile: Exclude<ProfileChoice, string> = {}) =>
  createArray({
    seed: 5,
    profile: { base: 'full-copy', ...profile },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });

/** Begins a clone of db and does its steps up to one. */
function upTo(array: ReturnType<typeof small>, step: Step) {
  const call = array.begin('db', 'CreateClone', { ElementName: 'copy' });
  while (array.progress(call).step !== step) {
    // A copy within the call takes its time.
    if (array.step(call).phase === 'waiting') array.advance('1 s');
  }
  return call;
}

describe('what is left of the effect', () => {
  test('a provider that cannot be reached cannot be asked to clean up, whatever the profile says', () => {
    const array = small();
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'down' } });
    const reply = array.finish(call);
    expect([reply.ReturnValue, reply.ExtendedStatus?.SMDetails]).toEqual([
      40300,
      `volume ${array.volume('copy').id} 'copy' and its job ${array.jobs()[0]?.id} are left: the service cannot reach the provider to clean up`,
    ]);
    array.settle();
    expect(array.volume('copy').state).toBe('online');
  });

  test('code 3 comes after exactly the operation timeout, and the job completes in the meantime', () => {
    const array = small();
    array.advance(1_234);
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'hung' } });
    expect(array.step(call)).toEqual({ call, phase: 'waiting', step: 'invokeReply' });
    const reply = array.finish(call);
    expect([reply.ReturnValue, reply.decided.atMs, array.now]).toEqual([3, 61_234, 61_234]);
    expect(array.jobs()[0]).toMatchObject({ state: 'completed', changedMs: 1_234 + 200 + 10_001 });
    expect(reply.ExtendedStatus?.SMDetails).toBe(
      `volume ${array.volume('copy').id} 'copy' is left: the service cannot reach the provider to clean up`,
    );
  });

  test('a clone whose job completed while the reply was late is removed, when the provider can be reached again', () => {
    const array = small();
    const before = array.digest('observable');
    const call = upTo(array, 'invokeReply');
    array.set({ provider: { link: 'hung' } });
    array.step(call);
    array.advance(20_000);
    array.set({ provider: { link: 'up' } });
    expect(array.finish(call).ExtendedStatus?.SMDetails).toMatch(/^nothing is left: volume \S+ 'copy' was removed$/);
    expect(array.digest('observable')).toBe(before);
    expect(array.jobs().map(({ state }) => state)).toEqual(['completed']);
  });

  test('a clone that was done within the call is removed with all its room', () => {
    const array = small({ capabilities: { synchronousActions: [2], asynchronousActions: [] } });
    array.provider.failAt('readBack', 43018);
    const before = array.digest('observable');
    expect(array.createClone('db').ReturnValue).toBe(43018);
    expect(array.digest('observable')).toBe(before);
  });

  test('a job that an operator has terminated already is only stopped sooner', () => {
    const array = small();
    const before = array.digest('observable');
    const call = upTo(array, 'subscribe');
    array.set({ indications: { destination: 'invalid' } });
    array.jobs.terminate(array.jobs()[0]?.id ?? '');
    expect(array.jobs()[0]?.state).toBe('shuttingDown');
    expect(array.finish(call).ReturnValue).toBe(43019);
    expect(array.jobs()[0]?.state).toBe('terminated');
    expect(array.digest('observable')).toBe(before);
    array.settle();
    expect(array.violations()).toEqual([]);
  });

  test('a job that still waits for a slot is withdrawn, too', () => {
    const array = small({ limits: { runningJobs: 1 } });
    array.createClone('db');
    array.provider.failAt('subscribe', 43011);
    const before = array.digest('observable');
    expect(array.createClone('db').ReturnValue).toBe(43011);
    expect(array.digest('observable')).toBe(before);
    expect(array.violations()).toEqual([]);
  });

  test('a target that was deleted out of band leaves nothing to clean up', () => {
    const array = small({ capabilities: { synchronousActions: [2], asynchronousActions: [] } });
    const call = upTo(array, 'readBack');
    array.outOfBand.delete('copy');
    const reply = array.finish(call);
    expect([decidedBy(reply), reply.ExtendedStatus?.SMDetails]).toEqual([
      'readBack.targetGone',
      'nothing is left of the target',
    ]);
    expect(array.violations()).toEqual([]);
  });

  test('nothing is subscribed for a clone without a job', () => {
    const array = small({ capabilities: { synchronousActions: [2], asynchronousActions: [] } });
    array.set({ indications: { destination: 'invalid', subscription: 'exists' } });
    expect(array.createClone('db').ReturnValue).toBe(0);
  });

  test('a lost reply is no reply, and the clone exists', () => {
    const array = small();
    array.provider.failAt('serviceReply', 'lost');
    expect(() => array.createClone('db', { ElementName: 'copy' })).toThrow(NoReplyError);
    expect(array.volume('copy').state).toBe('starting');
    array.settle();
    expect(array.volume('copy').state).toBe('online');
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });
});

describe('code 3 before the effect', () => {
  test('comes after exactly the operation timeout, and nothing has happened', () => {
    const array = small();
    array.set({ provider: { link: 'hung' } });
    const before = array.digest('observable');
    const reply = array.createClone('db');
    expect([reply.ReturnValue, reply.decided, array.now]).toEqual([
      3,
      { method: 'CreateClone', step: 'connect', because: 'noAnswer', atMs: 60_000 },
      60_000,
    ]);
    expect(array.digest('observable')).toBe(before);
  });

  test.each([
    ['60 s', 4096, 60_000],
    ['60001 ms', 3, 60_000],
  ])('a provider that takes %s to connect is answered %i', (connect, code, now) => {
    const array = small({ provider: { latency: { connect } } });
    expect([array.createClone('db').ReturnValue, array.now]).toEqual([code, now]);
  });

  test.each([
    ['60 s', 4096, 60_000],
    ['60001 ms', 3, 60_000],
  ])('a provider that takes %s to reply is answered %i, after the effect', (invokeReply, code, now) => {
    const array = small({ provider: { latency: { invokeReply } } });
    expect([array.createClone('db').ReturnValue, array.now, array.jobs().length]).toEqual([code, now, 1]);
  });
});
