import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Session } from '../../../src/console/console/session.js';
import { WindowedList } from '../../../src/console/console/windowedList.js';
import type { PageVolume } from '../../../src/server/console/contract/state.js';
import { frameOf, sessionOf, TestStream, universeOf, volumeOf } from './fixtures.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A list over volumes that a test has in its hands. */
async function listOver(volumes: PageVolume[], { mayMove = false } = {}) {
  const session = new Session();
  const stream = new TestStream();
  session.listen(stream);
  let upTo = stream.send('session', sessionOf(universeOf('u1')));
  const asked: number[] = [];
  const ask = async (offset: number, limit: number) => {
    asked.push(offset);
    return { items: volumes.slice(offset, offset + limit), offset, total: volumes.length, upTo };
  };
  const changed = ({ frame }: Session['changes'][number]) => frame?.volumes ?? [];
  const list = new WindowedList(session, { universe: 'u1', ask, changed, mayMove }, () => undefined);
  await vi.advanceTimersByTimeAsync(0);
  const change = (...changes: readonly { readonly id: string; readonly now: PageVolume | null }[]) => {
    upTo = stream.send('frame', frameOf('u1', { volumes: changes }));
  };
  return { list, asked, change, stream, setUpTo: (id: number) => (upTo = id) };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => volumeOf(`v${at}`));

test('asks for the parts that are looked at, and for no others', async () => {
  const { list, asked } = await listOver(many(100_000));
  expect(list.total).toBe(100_000);
  list.look(50_050, 50_110);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([0, 50_000, 50_100]);
  expect(list.at(50_105)?.id).toBe('v50105');
  expect(list.at(70_000)).toBeUndefined();
});

test('a volume that is shown changes without a question', async () => {
  const { list, asked, change } = await listOver(many(10));
  change({ id: 'v3', now: volumeOf('v3', { state: 'offline' }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(list.at(3)?.state).toBe('offline');
  expect(asked).toEqual([0]);
});

test('a volume that comes or goes lets the list be asked for again, once for many of them', async () => {
  const volumes = many(10);
  const { list, asked, change } = await listOver(volumes);
  for (let at = 10; at < 60; at++) {
    volumes.push(volumeOf(`v${at}`));
    change({ id: `v${at}`, now: volumeOf(`v${at}`) });
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(list.total).toBe(60);
  expect(asked).toEqual([0, 0]);
  volumes.shift();
  change({ id: 'v0', now: null });
  await vi.advanceTimersByTimeAsync(1000);
  expect(list.at(0)?.id).toBe('v1');
  expect(asked).toEqual([0, 0, 0]);
});

test('a volume in a part that is not there may change as often as it likes', async () => {
  const { asked, change } = await listOver(many(1000));
  for (let times = 0; times < 100; times++) {
    change({ id: 'v900', now: volumeOf('v900') });
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(asked.length).toBeLessThanOrEqual(2);
});

test('an event that was on its way together with an answer is not lost', async () => {
  const { list, change, setUpTo } = await listOver(many(300));
  list.look(150, 160);
  change({ id: 'v155', now: volumeOf('v155', { state: 'failed' }) });
  // The answer was made before the event.
  setUpTo(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(list.at(155)?.state).toBe('failed');
});

test('a list that has ended asks nothing more', async () => {
  const { list, asked, change } = await listOver(many(10));
  list.end();
  change({ id: 'v0', now: null });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual([0]);
});

test('of volumes of one state, one that changes may go', async () => {
  const { asked, change } = await listOver(many(10), { mayMove: true });
  change({ id: 'elsewhere', now: volumeOf('elsewhere') });
  await vi.advanceTimersByTimeAsync(1000);
  change({ id: 'elsewhere', now: volumeOf('elsewhere', { state: 'offline' }) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toEqual([0, 0, 0]);
});
