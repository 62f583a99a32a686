import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { FullLimit } from './fullLimit.js';
import { Limit } from './limit.js';

test('the hand-written limits do the same work: they answer as arraysim does, until the pool is full', () => {
  const gib = 2 ** 30;
  const names = Array.from({ length: 40 }, (_, index) => `volume number ${index}`);
  const array = createArray({
    trace: false,
    pools: [{ name: 'gold', size: 2000 * gib }],
    volumes: names.map((name, index) => ({ name, pool: 'gold', size: (1 + (index % 7)) * gib })),
  });
  const limit = new Limit((2000 * gib) / 512, 2097, 300_000);
  const full = new FullLimit((2000 * gib) / 512, 2097, 300_000, 200);
  const ids = names.map((name, index) => {
    const size = ((1 + (index % 7)) * gib) / 512;
    return { limit: limit.idOf(limit.addVolume(name, size)), full: full.idOf(full.addVolume(name, size)) };
  });
  const answers = { array: [] as number[], limit: [] as number[], full: [] as number[] };
  for (let round = 0; round < 600; round++) {
    const source = (round * 17) % names.length;
    const name = `clone number ${round}`;
    const byName = round % 2 === 0;
    const volume = array.volumes()[source];
    answers.array.push(
      array.createClone((byName ? names[source] : volume?.id) ?? '', { ElementName: name }).ReturnValue,
    );
    answers.limit.push(limit.createClone((byName ? names[source] : ids[source]?.limit) ?? '', name).ReturnValue);
    const fullOn = (byName ? names[source] : ids[source]?.full) ?? '';
    answers.full.push(full.createClone(fullOn, { ElementName: name }).ReturnValue);
    array.settle();
    limit.settle();
    full.settle();
    expect(full.nowMs).toBe(array.now);
  }
  expect(answers.limit).toEqual(answers.array);
  expect(answers.full).toEqual(answers.array);
  expect(new Set(answers.array)).toEqual(new Set([4096, 40002]));
});
