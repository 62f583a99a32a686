import { describe, expect, test } from 'vitest';
import { createArray, loadArray, NoReplyError, type RequestFilter } from '../../../src/index.js';

const options = {
  pools: [{ name: 'gold', size: '1 TiB' }],
  volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
} as const;
const make = () => createArray({ ...options, pools: [...options.pools], volumes: [...options.volumes] });

describe('the journal of requests', () => {
  test('says who asked what when, and what was answered', () => {
    const array = make();
    array.advance('1 min');
    array.createClone(array.volume('db'), { ElementName: 'copy' }, { caller: 'ann' });
    const { call, ...request } = array.requests()[0] ?? {};
    expect(call).toMatch(/^call-/);
    expect(request).toEqual({
      method: 'CreateClone',
      on: array.volume('db').id,
      parameters: { ElementName: 'copy' },
      caller: 'ann',
      atMs: 60_000,
      answer: { atMs: 60_000, code: 4096, step: 'serviceReply', because: 'jobStarted' },
    });
  });

  test('tells calls apart that overlap, and has no answer to one in flight', () => {
    const array = make();
    const [first, second] = [array.begin('db', 'CreateClone'), array.begin('db', 'Delete')];
    array.finish(second);
    expect(array.requests().map(({ call, method, answer }) => [call, method, answer?.code])).toEqual([
      [first, 'CreateClone', undefined],
      [second, 'StorageVolume.Delete', 0],
    ]);
  });

  test('has no code for a lost reply', () => {
    const array = make();
    array.faults.use('serviceReply: loseReply');
    expect(() => array.createClone('db')).toThrow(NoReplyError);
    expect(array.requests({ code: null })).toMatchObject([{ answer: { code: null, because: 'replyLost' } }]);
  });

  test('has no passwords', () => {
    const array = make();
    array.createClone('db', { username: 'ann', password: 'hunter2' });
    expect(JSON.stringify(array.requests())).not.toContain('hunter2');
  });

  test('of a fork goes on from the same past', () => {
    const array = make();
    array.createClone('db');
    const fork = array.fork();
    fork.createClone('db');
    expect([array.requests().length, fork.requests().length]).toEqual([1, 2]);
    expect(fork.requests()[0]).toEqual(array.requests()[0]);
  });

  test('goes back as far as the trace, and names each call rightly', () => {
    const array = createArray({ ...options, pools: [...options.pools], volumes: [...options.volumes], retain: 40 });
    for (let count = 0; count < 20; count++) array.createClone('nobody');
    const call = array.begin('db', 'CreateClone');
    const kept = array.requests();
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.length).toBeLessThan(21);
    expect(kept.at(-1)?.call).toBe(call);
    expect(kept.slice(0, -1).filter(({ answer }) => answer?.code !== 8)).toEqual([]);
  });

  test('is no change of the array', () => {
    const array = make();
    array.createClone('db');
    const before = [array.digest('identity'), array.trace().hash];
    array.requests();
    expect([array.digest('identity'), array.trace().hash]).toEqual(before);
  });
});

describe('of the requests are chosen', () => {
  const array = make();
  array.createClone('db', {}, { caller: 'ann' });
  array.advance('5 min');
  array.createClone('nobody', {}, { caller: 'bob' });
  array.invoke('db', 'Delete', {}, { caller: 'bob' });
  array.invoke('gold', 'Delete', {}, { caller: 'ann' });

  test.each<[RequestFilter, number[]]>([
    [{}, [0, 1, 2, 3]],
    [{ method: 'CreateClone' }, [0, 1]],
    [{ method: 'Delete' }, [2, 3]],
    [{ method: 'Pool.Delete' }, [3]],
    [{ code: 8 }, [1]],
    [{ code: 'jobStarted' }, [0]],
    [{ code: null }, []],
    [{ caller: 'bob' }, [1, 2]],
    [{ since: '1 min' }, [1, 2, 3]],
    [{ since: array.now, caller: 'ann' }, [3]],
  ])('by %j those of the places %j', (filter, places) => {
    const all = array.requests();
    expect(array.requests(filter)).toEqual(places.map((place) => all[place]));
  });

  test.each([
    [{ methods: 'CreateClone' }, 'methods'],
    [{ method: 'CreatClone' }, "did you mean 'CreateClone'"],
    [{ code: 'jobStartd' }, 'requests.code'],
    [{ since: 'yesterday' }, 'requests.since'],
  ])('not by %j', (filter, message) => {
    expect(() => array.requests(filter as RequestFilter)).toThrow(message);
  });

  test.each([
    ['made without a trace', createArray({ trace: false })],
    ['loaded', loadArray(createArray().save())],
  ])('nothing of an array that was %s', (_, one) => {
    expect(() => one.requests()).toThrow('an array that has a trace');
  });
});
