import { expect, test } from 'vitest';
import { laidOut, linesOf, nodeHeight, nodeWidth, shownOf } from '../../../src/console/console/graphLayout.js';
import type { Neighbourhood } from '../../../src/server/console/contract/answers.js';
import { volumeOf } from './fixtures.js';

function around(volumes: number, copies: number): Neighbourhood {
  const pool = { id: 'gold', name: 'gold' };
  const relations = Array.from({ length: copies }, (_, at) => ({ id: `s${at}`, source: 'v0', target: `v${at + 1}` }));
  return {
    element: 'gold',
    pools: [pool],
    volumes: Array.from({ length: volumes }, (_, at) => volumeOf(`v${at}`)),
    synchronizations: relations,
    jobs: [],
    more: 0,
    upTo: 0,
  } as unknown as Neighbourhood;
}

test('what is copied is drawn, and what nothing leads to stands in a list', () => {
  const shown = shownOf(around(10, 3));
  expect(shown.volumes.map(({ id }) => id)).toEqual(['v0', 'v1', 'v2', 'v3']);
  expect(shown.others).toHaveLength(6);
  const lines = linesOf(shown);
  expect(lines.filter(({ kind }) => kind === 'copies')).toHaveLength(3);
  // Replicas stand behind their source, and need no line of their own to the pool.
  expect(lines.filter(({ kind }) => kind === 'lives')).toEqual([{ kind: 'lives', from: 'gold', to: 'v0' }]);
});

test('however much there is, no more is drawn than can be read, and the rest is counted', () => {
  const shown = shownOf(around(100_000, 5000));
  const drawn = shown.volumes.length + shown.others.length;
  expect(drawn).toBeLessThanOrEqual(80);
  expect(shown.more).toBe(100_000 - drawn);
});

test('no two nodes lie over each other', () => {
  const shown = shownOf(around(30, 25));
  const nodes = [...shown.pools, ...shown.volumes].map(({ id }) => id);
  const { places } = laidOut(nodes, linesOf(shown));
  const list = [...places.values()];
  const covered = list.filter((one, at) =>
    list.some(
      (other, place) => place > at && Math.abs(one.x - other.x) < nodeWidth && Math.abs(one.y - other.y) < nodeHeight,
    ),
  );
  expect(list).toHaveLength(27);
  expect(covered).toEqual([]);
});
