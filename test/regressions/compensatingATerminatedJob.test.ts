import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';

const options = {
  pools: [{ name: 'gold', size: '1 TiB' }],
  volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
};

// The service cleans up after a failed call by terminating its job; an operator may have done so before.
test('a call that fails after the effect takes back a job that is shutting down already', () => {
  const array = createArray(options);
  const call = array.begin('db', 'CreateClone');
  while (array.progress(call).step !== 'readBack') array.step(call);
  array.advance(300);
  for (const { id } of array.jobs()) array.jobs.terminate(id);
  array.provider.failAt('readBack', 43018);
  const reply = array.finish(call);
  expect(reply).toMatchObject({ ReturnValue: 43018, TargetStorageVolume: null });
  expect(reply.ExtendedStatus?.SMDetails).toMatch(/^nothing is left/);
  expect(array.pool('gold').reserved).toBe(0n);
  expect(array.violations()).toEqual([]);
});

// The clone's clone goes on without its source, until it is judged; its synchronization went with the source.
test('a clone that is taken back while a clone of it runs leaves jobs that can still be controlled', () => {
  const array = createArray({ ...options, profile: { base: 'full-copy', clones: { targetUsable: 'atAcceptance' } } });
  const first = array.createClone('db', { ElementName: 'first' });
  const second = array.createClone('first', { ElementName: 'second' });
  array.advance(300);
  array.jobs.kill(first.Job ?? '');
  const { state } = array.job(second.Job);
  if (state === 'running') {
    array.jobs.suspend(second.Job ?? '');
    array.jobs.resume(second.Job ?? '');
  }
  array.settle();
  expect(array.job(second.Job).state).toBe('exception');
  expect(array.violations()).toEqual([]);
});
