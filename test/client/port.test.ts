import { describe, expect, test, vi } from 'vitest';
import { type AbortSignalLike, connect, virtualClock } from '../../src/client/index.js';
import { BadInputError, NoReplyError } from '../../src/index.js';
import { make, slow } from './made.js';

describe('a call', () => {
  test('is answered at once where nothing takes time', async () => {
    const port = connect(make());
    const reply = await port.createClone('db', { ElementName: 'nightly' }, { caller: 'ann' });
    expect(reply).toMatchObject({ ReturnValue: 4096, decided: { because: 'jobStarted', atMs: 0 } });
    expect(port.array.requests()).toMatchObject([{ caller: 'ann', method: 'CreateClone' }]);
    expect(port.array.now).toBe(0);
  });

  test('is answered at its virtual moment, after the latency of its steps, and others run meanwhile', async () => {
    const port = connect(make(slow));
    const seen: string[] = [];
    const note = (what: string) => seen.push(`${what} ${port.array.now}`);
    await Promise.all([
      port.createClone('db').then(({ ReturnValue }) => note(`clone ${ReturnValue}`)),
      port.clock.sleep(2500).then(() => note('slept')),
      port.clock.sleep(3000).then(() => note('slept until the reply')),
      port.clock.sleep(500).then(async () => {
        const { ReturnValue } = await port.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
        note(`sizes ${ReturnValue}`);
      }),
    ]);
    expect(seen).toEqual(['slept 2500', 'clone 4096 3000', 'slept until the reply 3000', 'sizes 0 3500']);
  });

  test('answers as the array does by itself, to the last event of its trace', async () => {
    const [array, other] = [make(slow), make(slow)];
    const port = connect(array);
    const { decided: _, ...reply } = await port.createClone('db', { ElementName: 'a' });
    const call = other.begin('db', 'CreateClone', { ElementName: 'a' });
    for (const ms of [0, 1000, 2000]) {
      other.advance(ms);
      while (other.step(call).phase === 'ready');
    }
    expect(other.finish(call)).toMatchObject(reply);
    expect(array.digest('identity')).toBe(other.digest('identity'));
  });

  test('that a fault holds is answered when it is released, also from outside', async () => {
    const port = connect(make(), virtualClock({ warn: () => {} }));
    port.array.faults.hold('gate', { at: 'invoke' });
    const answered = vi.fn();
    const call = port.createClone('db').then(answered);
    await port.clock.sleep('1 h');
    expect(answered).not.toHaveBeenCalled();
    port.array.faults.release('gate');
    await call;
    expect(answered.mock.calls[0]?.[0]).toMatchObject({ ReturnValue: 4096, decided: { atMs: 3_600_000 } });
  });

  test('that a fault holds until it heals is answered then, and time moves for it', async () => {
    const port = connect(
      make({ faults: { heal: { atMs: 5000 }, faults: [{ id: 'gate', at: 'array', do: { hold: 'gate' } }] } }),
    );
    expect(await port.createClone('db')).toMatchObject({ ReturnValue: 4096, decided: { atMs: 5000 } });
  });

  test('that nothing to come lets go on is told, once, with what does', async () => {
    const warn = vi.fn();
    const port = connect(make({ faults: 'array: hold gate' }), virtualClock({ warn }));
    const call = port.createClone('db');
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce(), 20_000);
    expect(warn.mock.calls[0]?.[0]).toBe(
      "every client waits, a fault holds a call, and nothing is to come that lets it go on: array.faults.release('gate') does",
    );
    await port.clock.sleep(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    port.array.faults.release('gate');
    expect((await call).ReturnValue).toBe(4096);
    expect(warn).toHaveBeenCalledOnce();
  });

  test.each([
    ['serviceReply: loseReply', 3000, 1],
    ['service: loseRequest', 0, 0],
  ])('without a reply (%s) rejects with NoReplyError', async (faults, atMs, clones) => {
    const port = connect(make({ ...slow, faults }));
    const call = port.createClone('db', { ElementName: 'nightly' });
    await expect(call).rejects.toBeInstanceOf(NoReplyError);
    const found = await port.volumes({ name: 'nightly' });
    expect(found).toHaveLength(clones);
    expect(port.array.now).toBe(atMs);
  });

  test('that is given up rejects, the array goes on, and time moves no more for it', async () => {
    const port = connect(make(slow));
    const { clock, array } = port;
    const call = port.createClone('db', { ElementName: 'nightly' }, { signal: clock.timeout('2 s') });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([array.now, array.volumes({ name: 'nightly' }).length]).toEqual([2000, 0]);
    await clock.sleep(5000);
    expect(array.requests()).toMatchObject([{ answer: { code: 4096, atMs: 3000 } }]);
    const { signal } = Object.assign(new AbortController(), {});
    const aborted: AbortSignalLike = AbortSignal.abort(new Error('never mind'));
    await expect(port.createClone('db', {}, { signal: aborted })).rejects.toThrow('never mind');
    await port.createClone('db', {}, { signal });
    expect(array.requests()).toHaveLength(2);
  });

  test.each<[string, (port: ReturnType<typeof connect>) => Promise<unknown>]>([
    ['an unknown method', (port) => port.invoke('db', 'Explode' as 'Delete')],
    ['an unknown parameter', (port) => port.createClone('db', { Name: 'x' } as object)],
    ['no such job', (port) => port.job('nowhere')],
    ['no such volume', (port) => port.host.read('nowhere')],
  ])('with %s rejects with BadInputError', async (_, act) => {
    await expect(act(connect(make()))).rejects.toBeInstanceOf(BadInputError);
  });

  test('of a fault plan that throws rejects, and so do all who wait when that lets no time pass', async () => {
    const interrupt = () => {
      throw new Error('interrupted');
    };
    const called = connect(make({ faults: { faults: [{ id: 'own', at: 'array', do: interrupt }] } }));
    await expect(called.createClone('db')).rejects.toThrow('interrupted');
    await called.clock.sleep(1);
    const copied = connect(make({ faults: { faults: [{ id: 'own', at: 'jobEnd', do: interrupt }] } }));
    await copied.createClone('db');
    const waiting = [copied.clock.sleep('1 h'), copied.clock.sleep('2 h')];
    for (const one of waiting) await expect(one).rejects.toThrow('interrupted');
    copied.array.faults.heal();
    await copied.clock.sleep('1 min');
    expect(copied.array.jobs()[0]?.state).toBe('completed');
  });
});

describe('what is read', () => {
  test('is what the array tells at that moment, and polling ends', async () => {
    const port = connect(make());
    const { Job } = await port.createClone('db', { ElementName: 'copy' });
    let polls = 0;
    while ((await port.job(Job)).state !== 'completed') {
      polls++;
      await port.clock.sleep('1 s');
    }
    expect(polls).toBe(11);
    expect(await port.findJob(Job)).toEqual(port.array.job(Job));
    expect(await port.jobs()).toEqual(port.array.jobs());
    expect(await port.volume('copy')).toEqual(port.array.volume('copy'));
    expect(await port.findVolume('none')).toBeUndefined();
    expect(await port.volumes()).toEqual(port.array.volumes());
    expect(await port.pool('gold')).toEqual(port.array.pool('gold'));
    expect(await port.pools()).toEqual(port.array.pools());
    expect(await port.instances('MSFT_SMStorageVolume')).toHaveLength(2);
    const { id } = port.array.volume('copy');
    expect(await port.instance('MSFT_SMStorageVolume', id)).toMatchObject({ DisplayName: 'copy' });
    expect(await port.findInstance('MSFT_SMStorageVolume', { ObjectId: 'none' })).toBeUndefined();
  });

  test('are the contents that hosts wrote', async () => {
    const port = connect(make());
    expect(await port.host.write('db', { offset: 0, length: '1 GiB', tag: 'monday' })).toMatchObject({});
    expect((await port.host.read('db'))[0]).toMatchObject({ tag: 'monday' });
    port.array.outOfBand.create({ name: 'unseen', pool: 'gold', size: '1 GiB' });
    await port.discover();
    expect(await port.createClone('unseen')).toMatchObject({ ReturnValue: 4096 });
  });
});

describe('several arrays', () => {
  test('share a clock', async () => {
    const clock = virtualClock();
    const [left, right] = [connect(make({ name: 'left', ...slow }), clock), connect(make({ name: 'right' }), clock)];
    const moments: number[] = [];
    right.array.on('jobChanged', ({ atMs }) => moments.push(atMs));
    await right.createClone('db');
    await left.createClone('db');
    expect([left.array.now, right.array.now]).toEqual([3000, 3000]);
    await clock.sleep('1 min');
    expect([left.array.now, right.array.now]).toEqual([63_000, 63_000]);
    expect(moments).toEqual([0, 200, 10_201]);
    const third = make();
    third.advance(500);
    const joined = connect(third, clock);
    await clock.sleep(100);
    expect(joined.array.now).toBe(600);
  });

  test('one that is advanced by hand takes the others along', async () => {
    const clock = virtualClock();
    const [left, right] = [connect(make({ name: 'left' }), clock), connect(make({ name: 'right' }), clock)];
    const { Job } = await right.createClone('db');
    left.array.advance('1 min');
    expect((await right.job(Job)).state).toBe('completed');
  });

  test('one array is on one clock, by as many ports as one likes', () => {
    const array = make();
    const { clock } = connect(array);
    expect(connect(array, clock).array).toBe(array);
    expect(() => connect(array)).toThrow('connect.clock: got');
    expect(() => connect({} as typeof array)).toThrow('connect.array: got');
    expect(() => connect(make(), {} as typeof clock)).toThrow('connect.clock: got');
  });
});

test('a thousand calls in flight are each looked at when they can go on, and not else', async () => {
  const provider = { latency: { connect: '1 s', invoke: '2 s' } };
  const limits = { sessions: 2000, operations: 2000 };
  const array = make({ trace: false, profile: { base: 'full-copy', provider, limits } });
  const port = connect(array);
  const progress = vi.spyOn(array, 'progress');
  const calls = Array.from({ length: 1000 }, async (_, at) => {
    await port.clock.sleep(at);
    return (await port.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' })).ReturnValue;
  });
  expect(new Set(await Promise.all(calls))).toEqual(new Set([0]));
  expect(array.now).toBe(3999);
  // Once when it is called, and once after each of its two waits.
  expect(progress).toHaveBeenCalledTimes(3000);
});
