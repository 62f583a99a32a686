import { expect, test } from 'vitest';
import { SharedMap } from '../../src/store/sharedMap.js';

test('forks of a map go their own ways, whichever of them changes first', () => {
  const first = SharedMap.of([['a', 1]]);
  const second = first.fork();
  const third = second.fork();
  first.set('b', 2);
  second.delete('a');
  third.set('a', 3);
  const all = [first, second, third].map((map) => map.entries());
  expect(all).toEqual([
    [
      ['a', 1],
      ['b', 2],
    ],
    [],
    [['a', 3]],
  ]);
  expect([first.size, second.get('a'), third.get('a')]).toEqual([2, undefined, 3]);
});

test('a map that was forked goes on being its own after its first change', () => {
  const map = SharedMap.of<string, number>();
  const before = map.fork();
  map.set('a', 1);
  const between = map.fork();
  map.set('a', 2);
  expect([before.entries(), between.entries(), map.entries()]).toEqual([[], [['a', 1]], [['a', 2]]]);
});

test('entries that change while they are looked at are those of the beginning', () => {
  const map = SharedMap.of([
    ['a', 1],
    ['b', 2],
  ]);
  for (const [key] of map.entries()) {
    map.delete(key);
    map.set(`${key}${key}`, 0);
  }
  expect(map.entries()).toEqual([
    ['aa', 0],
    ['bb', 0],
  ]);
});
