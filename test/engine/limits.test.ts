import { expect, test } from 'vitest';
import { BadInputError, createArray, loadArray, parseBytes } from '../../src/index.js';

const options = { pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }] };

test('a volume that no extents could be counted of is refused', () => {
  const size = 2n ** 62n - 512n;
  expect(() => createArray({ pools: [{ name: 'gold', size }], volumes: [{ name: 'db', pool: 'gold', size }] })).toThrow(
    "volumes[0].size: got 4611686018427387392n, expected at most 2 EiB: more can't be counted in blocks of a pool",
  );
});

test('what is no size is none, and long texts take no longer than short ones', () => {
  for (const odd of [null, true, {}, [], Object(5n)]) expect(() => parseBytes(odd as never)).toThrow(BadInputError);
  const since = process.cpuUsage();
  for (let time = 0; time < 100; time++) expect(() => parseBytes(`1${' '.repeat(100_000)}!`)).toThrow(BadInputError);
  expect(process.cpuUsage(since).user).toBeLessThan(5_000_000);
});

test('what the trace hands out is not the array', () => {
  const array = createArray(options);
  array.createClone('db');
  const { header, entries } = array.trace();
  expect(() => Object.assign(Object(header.options?.pools?.[0]), { name: 'x' })).toThrow(TypeError);
  expect(() => Object.assign(Object(entries[0]?.event), { kind: 'x' })).toThrow(TypeError);
  expect(array.trace().header.options?.pools?.[0]?.name).toBe('gold');
});

test('what a getter answers the first time is what is done, and what is recorded', () => {
  const array = createArray(options);
  let asked = 0;
  const parameters = {
    get ElementName() {
      return ['first', 'second'][asked++] ?? 'later';
    },
  };
  array.createClone('db', parameters);
  expect(asked).toBe(1);
  expect(array.volumes().map(({ name }) => name)).toContain('first');
  expect(array.requests()[0]?.parameters).toEqual({ ElementName: 'first' });
});

test('a fault that waits for a state that nothing leads to is refused when it is added, as in a plan', () => {
  const array = createArray(options);
  const fault = { id: 'x', at: 'invoke', state: { in: 'nowhere' }, do: 'loseReply' } as const;
  expect(() => array.faults.add(fault)).toThrow(BadInputError);
  expect(() => array.faults.use({ version: 1, faults: [fault] })).toThrow(BadInputError);
  expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
});

test('nesting, and words that nobody types, are told in a line', () => {
  let when: unknown = { volume: 'db' };
  for (let level = 0; level < 2000; level++) when = { not: when };
  const array = createArray(options);
  expect(() => array.faults.add({ id: 'x', at: 'invoke', when: when as never, do: 'loseReply' })).toThrow(
    'expected at most 100 levels within each other',
  );
  for (const act of [() => array.volume('p'.repeat(1e6)), () => createArray({ ['p'.repeat(1e6)]: 1 } as never)]) {
    let message = '';
    try {
      act();
    } catch (error) {
      message = error instanceof BadInputError ? error.message : '';
    }
    expect(message).not.toBe('');
    expect(message.length).toBeLessThan(1000);
  }
});
