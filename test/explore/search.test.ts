import { expect, test } from 'vitest';
import { Branches } from '../../src/engine/history/branches.js';
import { actorsOf, faultsOf } from '../../src/explore/compile.js';
import { Moves } from '../../src/explore/moves.js';
import { Search } from '../../src/explore/search.js';
import { createArray } from '../../src/index.js';

/** How much there is in a race of two, when so many states of a depth are kept with their arrays. */
function extentKeeping(mostKept: number) {
  const array = createArray({
    pools: [{ name: 'gold', size: '20 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });
  const branches = new Branches(array);
  const root = branches.root();
  const calls = [{ call: 'CreateClone', on: 'db' }] as const;
  const actors = actorsOf(branches, root, { ann: calls, bob: calls }, false);
  const faults = faultsOf(branches, root, ['serviceReply: loseReply']);
  const moves = new Moves(branches, { actors, faults, passes: false, skips: false }, root);
  const search = new Search(moves, { meet: () => {}, end: () => {}, isEnough: () => false }, mostKept);
  search.begin();
  while (search.open > 0) search.deeper(10);
  const { transitions, ends, orders, visited } = search;
  return { transitions, ends, orders, states: visited.columns().map((column) => column.join()) };
}

test('states that are not kept are come to again, and it is all the same', () => {
  const all = extentKeeping(1000);
  expect(all.ends).toBe(4);
  for (const mostKept of [0, 1, 7]) expect(extentKeeping(mostKept)).toEqual(all);
});
