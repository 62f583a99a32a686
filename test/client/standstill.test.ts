import { expect, test, vi } from 'vitest';
import { connect, type StoragePort, virtualClock } from '../../src/client/index.js';
import { make } from './made.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** An array with a job that copies, and what is warned of. */
async function copying() {
  const warn = vi.fn<(message: string) => void>();
  const port = connect(make({ startsAt: '2026-11-28T09:00:00Z' }), virtualClock({ warn }));
  const { Job } = await port.createClone('db');
  return { port, Job, warn };
}

test('a client that polls in real time is told, once, what to do', async () => {
  const { port, Job, warn } = await copying();
  for (let polls = 0; polls < 20; polls++) {
    expect((await port.job(Job)).state).toBe('starting');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(warn.mock.calls).toEqual([
    [
      `job '${Job}' is read again and again at the same virtual moment, 2026-11-28T09:00:00.000Z: a client that polls has to let ` +
        "virtual time pass. Wait with the clock's sleep or setTimeout, or use fake timers with fakeTimers(vi)",
    ],
  ]);
});

test('a client that polls without waiting at all is told, too, and others go on', async () => {
  const { port, Job, warn } = await copying();
  const sleeper = port.clock.sleep('1 min');
  while ((await port.job(Job)).state !== 'completed');
  await sleeper;
  expect(port.array.now).toBe(60_000);
  const { Job: second } = await port.createClone('db');
  await expect(
    Promise.race([
      (async () => {
        while ((await port.job(second)).state !== 'completed');
      })(),
      new Promise((_, reject) => warn.mockImplementation(reject)),
    ]),
  ).rejects.toContain(`job '${second}' is read again and again`);
  port.array.settle();
});

test.each<[string, (port: StoragePort) => Promise<unknown>]>([
  ['lets time pass', (port) => port.clock.sleep(1)],
  ['calls something', (port) => port.createClone('db')],
])('nothing is said of a client that reads, and then %s', async (_, act) => {
  const { port, Job, warn } = await copying();
  for (let reads = 0; reads < 20; reads++) {
    await port.job(Job);
    await turn();
    await act(port);
  }
  expect(warn).not.toHaveBeenCalled();
});

test('nor of a thousand clients that look at the same thing at once', async () => {
  const { port, warn } = await copying();
  await Promise.all(Array.from({ length: 1000 }, () => port.pool('gold')));
  expect(warn).not.toHaveBeenCalled();
});

test('without a handler, the process warns', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  try {
    const port = connect(make());
    for (let reads = 0; reads < 6; reads++) {
      await port.pools();
      await turn();
    }
    expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('the list of pools is read again'), {
      type: 'ArraysimWarning',
      code: 'ARRAYSIM_TIME_STANDS_STILL',
    });
  } finally {
    warned.mockRestore();
  }
});
