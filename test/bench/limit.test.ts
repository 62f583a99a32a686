import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { Limit } from './limit.js';

test('the hand-written limit does the same work: it answers as arraysim does, until the pool is full', () => {
  const gib = 2 ** 30;
  const names = Array.from({ length: 40 }, (_, index) => `volume number ${index}`);
  const array = createArray({
    trace: false,
    pools: [{ name: 'gold', size: 2000 * gib }],
    volumes: names.map((name, index) => ({ name, pool: 'gold', size: (1 + (index % 7)) * gib })),
  });
  const limit = new Limit((2000 * gib) / 512, 2097, 300_000);
  const ids = names.map((name, index) => limit.idOf(limit.addVolume(name, ((1 + (index % 7)) * gib) / 512)));
  const answers = { array: [] as number[], limit: [] as number[] };
  for (let round = 0; round < 600; round++) {
    const source = (round * 17) % names.length;
    const name = `clone number ${round}`;
    const byName = round % 2 === 0;
    const volume = array.volumes()[source];
    answers.array.push(
      array.createClone((byName ? names[source] : volume?.id) ?? '', { ElementName: name }).ReturnValue,
    );
    answers.limit.push(limit.createClone((byName ? names[source] : ids[source]) ?? '', name).ReturnValue);
    array.settle();
    limit.settle();
  }
  expect(answers.limit).toEqual(answers.array);
  expect(new Set(answers.array)).toEqual(new Set([4096, 40002]));
});
