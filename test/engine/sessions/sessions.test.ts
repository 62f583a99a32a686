import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type ProfileDraft, profiles, type StorageArray } from '../../../src/index.js';

type Chosen = Partial<ProfileDraft['provider']['sessions']> & { readonly most?: number };

/** An array whose sessions stay open; time passes only when a test says so. */
const keeping = ({ most = 32, ...sessions }: Chosen = {}) =>
  createArray({
    profile: profiles['full-copy'].with(({ provider, limits }) => {
      provider.sessions = { end: 'whenClosed', idleTimeout: null, tokenLifetime: null, ...sessions };
      limits.sessions = most;
    }),
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });

const login = { username: 'service', password: 'service' };
const ask = (array: StorageArray, caller = 'client', given: object = {}) => {
  const { ReturnValue, decided } = array.invoke(
    'gold',
    'GetSizesInfo',
    { PoolSettingObjectId: '', ...given },
    { caller },
  );
  return [ReturnValue, decided.because];
};
const states = (array: StorageArray) => array.provider.sessions().map(({ caller, state }) => `${caller} ${state}`);
const ok = [0, 'success'];
const ended = [51005, 'sessionEnded'];

describe('a session that ends with its call', () => {
  test('is never listed: so it is unless the profile says otherwise', () => {
    const array = createArray({ pools: [{ name: 'gold', size: '1 TiB' }] });
    expect(ask(array)).toEqual(ok);
    expect(array.provider.sessions()).toEqual([]);
  });
});

describe('a session that outlives its call', () => {
  test('stays open, and the next call of its caller uses it', () => {
    const array = keeping();
    array.advance(5);
    expect([ask(array), ask(array), states(array)]).toEqual([ok, ok, ['client open']]);
    array.advance(10);
    ask(array);
    const [session] = array.provider.sessions();
    expect(session).toMatchObject({ account: 'service', openedAtMs: 5, usedAtMs: 15, calls: 0 });
    expect(array.violations()).toEqual([]);
  });

  test('is one for each caller, and a further caller finds none left', () => {
    const array = keeping({ most: 2 });
    expect([ask(array, 'a'), ask(array, 'b'), ask(array, 'a')]).toEqual([ok, ok, ok]);
    expect(ask(array, 'c')).toEqual([43027, 'sessions']);
    array.provider.sessions.close('a');
    expect([ask(array, 'c'), ask(array, 'a')]).toEqual([ok, [43027, 'sessions']]);
    expect(states(array)).toEqual(['b open', 'c open']);
  });

  test('is another one for each login: a client that never closes its own uses them up', () => {
    const array = keeping({ most: 3 });
    for (let round = 0; round < 3; round++) expect(ask(array, 'client', login)).toEqual(ok);
    expect(states(array)).toEqual(['client leaked', 'client leaked', 'client open']);
    expect(ask(array, 'client', login)).toEqual([43027, 'sessions']);
    // It still has its last one.
    expect(ask(array)).toEqual(ok);
    expect(array.violations()).toEqual([]);
  });

  test('counts against the sessions of its account', () => {
    const array = keeping();
    array.set({ account: { name: 'service', maximumSessions: 1 } });
    expect([ask(array, 'a'), ask(array, 'a'), ask(array, 'b')]).toEqual([ok, ok, [43027, 'accountSessions']]);
    array.provider.sessions.close('a');
    expect(ask(array, 'b')).toEqual(ok);
    expect(array.violations()).toEqual([]);
  });

  test('is left behind when its first reply is lost, and only then', () => {
    const array = keeping();
    array.provider.failAt('serviceReply', 'lost');
    expect(() => ask(array)).toThrow('no reply');
    expect(states(array)).toEqual(['client leaked']);
    expect(ask(array)).toEqual(ok);
    array.provider.failAt('serviceReply', 'lost');
    expect(() => ask(array)).toThrow('no reply');
    expect(states(array)).toEqual(['client leaked', 'client open']);
    expect(array.violations()).toEqual([]);
  });

  test('stays when the call is refused after the login', () => {
    const array = keeping();
    array.set({ provider: { namespace: 'missing' } });
    expect(ask(array)[0]).toBe(43003);
    expect(states(array)).toEqual(['client open']);
  });

  test('is not there where nobody could log in', () => {
    const array = keeping();
    expect(ask(array, 'client', { ...login, password: 'wrong' })).toEqual([51005, 'wrongCredentials']);
    expect(states(array)).toEqual([]);
    expect(array.violations()).toEqual([]);
  });
});

describe('a session ends by itself', () => {
  test('when it has idled for too long, and its caller is refused until it logs in anew', () => {
    const array = keeping({ idleTimeout: '10 min' });
    ask(array);
    array.advance('9 min');
    expect(ask(array)).toEqual(ok);
    array.advance('10 min' /* since its last call */);
    expect([states(array), ask(array), ask(array)]).toEqual([['client ended'], ended, ended]);
    expect(ask(array, 'another')).toEqual(ok);
    expect(ask(array, 'client', login)).toEqual(ok);
    expect([ask(array), states(array)]).toEqual([ok, ['another open', 'client open']]);
    expect(array.violations()).toEqual([]);
  });

  test('not a millisecond before', () => {
    const array = keeping({ idleTimeout: '10 min' });
    ask(array);
    array.advance(10 * 60_000 - 1);
    expect(states(array)).toEqual(['client open']);
    array.advance(1);
    expect(states(array)).toEqual(['client ended']);
  });

  test('when its token has lived for so long, however busy it is', () => {
    const array = keeping({ idleTimeout: '10 min', tokenLifetime: '25 min' });
    ask(array);
    for (const answer of [ok, ok, ok, ok, ended]) {
      array.advance('5 min');
      expect(ask(array)).toEqual(answer);
    }
  });

  test('and its place is free', () => {
    const array = keeping({ idleTimeout: '10 min', most: 1 });
    ask(array, 'a');
    expect(ask(array, 'b')).toEqual([43027, 'sessions']);
    array.advance('10 min');
    expect(ask(array, 'b')).toEqual(ok);
    expect(states(array)).toEqual(['a ended', 'b open']);
  });

  test('and one that leaked is gone then', () => {
    const array = keeping({ idleTimeout: '10 min' });
    array.provider.failAt('serviceReply', 'lost');
    expect(() => ask(array)).toThrow('no reply');
    array.advance('10 min');
    expect([states(array), ask(array)]).toEqual([[], ok]);
  });

  test('but not by idling while a call uses it', () => {
    const array = keeping({ idleTimeout: '10 min' });
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).step !== 'array') array.step(call);
    array.advance('1 h');
    expect(states(array)).toEqual(['client open']);
    expect(array.finish(call).ReturnValue).toBe(4096);
    array.advance('10 min');
    expect(states(array)).toEqual(['client ended']);
    expect(array.violations()).toEqual([]);
  });

  test('with its token while a call uses it, which goes on', () => {
    const array = keeping({ tokenLifetime: '10 min' });
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).step !== 'array') array.step(call);
    array.advance('1 h');
    expect([states(array), array.finish(call).ReturnValue, ask(array)]).toEqual([['client ended'], 4096, ended]);
    expect(array.violations()).toEqual([]);
  });

  test('between the connection and the authentication of a call: that is refused', () => {
    const array = keeping({ tokenLifetime: '10 min' });
    ask(array);
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).step !== 'authenticate') array.step(call);
    array.advance('10 min');
    expect(array.finish(call)).toMatchObject({ ReturnValue: 51005, decided: { because: 'sessionEnded' } });
    expect(array.violations()).toEqual([]);
  });

  test('when the provider restarts and forgets its calls', () => {
    const array = keeping();
    ask(array);
    array.set({ provider: { server: 'stopped' } });
    array.set({ provider: { server: 'running' } });
    expect([states(array), ask(array)]).toEqual([['client ended'], ended]);
    expect(array.violations()).toEqual([]);
  });

  test('and a caller whose credential is that of another account logs in with that', () => {
    const array = keeping({ idleTimeout: '10 min' });
    ask(array);
    array.advance('10 min');
    array.set({ account: { name: 'other', password: 'secret' } });
    array.set({ credential: { username: 'other', password: 'secret' } });
    expect([ask(array), array.provider.sessions()[0]?.account]).toEqual([ok, 'other']);
  });

  test('which settle does not wait for', () => {
    const array = keeping({ idleTimeout: '10 min' });
    expect(array.createClone('db').ReturnValue).toBe(4096);
    array.settle();
    expect(array.now).toBeLessThan(10 * 60_000);
    expect(states(array)).toEqual(['client open']);
  });

  test('before work that is due later, as settle lets time pass', () => {
    const array = keeping({ idleTimeout: 100 });
    array.createClone('db');
    array.settle();
    expect([states(array), array.jobs()[0]?.state]).toEqual([['client ended'], 'completed']);
  });
});

describe('a client closes a session', () => {
  test('that has ended, and logs in anew with its next call', () => {
    const array = keeping({ idleTimeout: '10 min' });
    ask(array);
    array.advance('10 min');
    array.provider.sessions.close('client');
    expect([states(array), ask(array), states(array)]).toEqual([[], ok, ['client open']]);
  });

  test('by its id, also one that has leaked', () => {
    const array = keeping();
    ask(array, 'client', login);
    ask(array, 'client', login);
    const [leaked] = array.provider.sessions();
    array.provider.sessions.close(leaked?.id ?? '');
    expect(states(array)).toEqual(['client open']);
    expect(array.violations()).toEqual([]);
  });

  test('and an operator ends one: its client is not told', () => {
    const array = keeping({ most: 1 });
    ask(array);
    array.provider.sessions.end('client');
    expect([states(array), ask(array), ask(array, 'another')]).toEqual([['client ended'], ended, ok]);
    expect(array.violations()).toEqual([]);
  });

  test('in mid-call, which goes on', () => {
    const array = keeping();
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).step !== 'array') array.step(call);
    array.provider.sessions.close('client');
    expect([array.finish(call).ReturnValue, states(array)]).toEqual([4096, []]);
    expect(array.violations()).toEqual([]);
  });

  test('that there is not: a mistake that says which there are', () => {
    const array = keeping();
    ask(array);
    expect(() => array.provider.sessions.close('clinet')).toThrow(
      "provider.sessions.close: got 'clinet', expected the id of a session, or a caller that has one (did you mean 'client'?)",
    );
  });
});

describe('sessions are part of the array', () => {
  const busy = () => {
    const array = keeping({ idleTimeout: '10 min', tokenLifetime: '1 h' });
    ask(array, 'a');
    ask(array, 'b', login);
    ask(array, 'b', login);
    array.advance('2 min');
    return array;
  };
  const later = (array: StorageArray) => {
    array.advance('8 min');
    return [states(array), ask(array, 'a'), ask(array, 'b'), array.digest('identity')];
  };

  test('saved and loaded, forked, and replayed', () => {
    const array = busy();
    const [fork, loaded] = [array.fork(), loadArray(array.save())];
    expect(loaded.digest('identity')).toBe(array.digest('identity'));
    const expected = later(array);
    expect([later(fork), later(loaded)]).toEqual([expected, expected]);
    expect(expected[0]).toEqual(['a ended', 'b ended']);
    expect(loaded.violations()).toEqual([]);
  });

  test('a fork of its own: what one side closes, the other has', () => {
    const array = busy();
    const fork = array.fork();
    fork.provider.sessions.close('a');
    expect([states(array).length, states(fork).length]).toEqual([3, 2]);
    expect([...array.violations(), ...fork.violations()]).toEqual([]);
  });

  test('seen in the trace', () => {
    const array = busy();
    array.advance('8 min');
    array.provider.sessions.close('a');
    const told = array.trace().entries.flatMap(({ event }) => (event.kind === 'session' ? [event] : []));
    expect(told.map(({ atMs, caller, change }) => `${atMs} ${caller} ${change}`)).toEqual([
      '0 a opened',
      '0 b opened',
      '0 b opened',
      '600000 a ended',
      '600000 b ended',
      '600000 b ended',
    ]);
  });
});
