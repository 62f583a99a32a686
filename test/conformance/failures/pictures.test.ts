import { expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { PicturedElement } from '../../../src/conformance/failures/picture.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { Failure } from '../../../src/conformance/report.js';
import { mutants } from '../../../src/subjects/mutants.js';

async function failureOf(of: string, property: string, options: ConformOptions): Promise<Failure> {
  const mutant = mutants.find(({ name }) => name === of);
  if (mutant === undefined) throw new Error(`there is no mutant ${of}`);
  const { properties } = await conform(mutant.make(), { runs: 20, only: [property], pictures: true, ...options });
  const failure = properties[0]?.failure ?? null;
  if (failure === null) throw new Error(`${of} does not break ${property}`);
  return failure;
}

function picturesOf({ pictures }: Failure) {
  if (pictures === null) throw new Error('there are no pictures');
  const at = (place: number | null) => (place === null ? undefined : pictures.pictures[place]);
  return pictures.moments.map(({ seen, model, ...when }) => ({ ...when, seen: at(seen), model: at(model) }));
}

function volume(picture: { readonly elements: readonly PicturedElement[] } | undefined, id: string) {
  return picture?.elements.find((one) => one.kind === 'volume' && one.id === id)?.fields;
}

test('pictures show what was seen beside what the model took for true, before the first step and after each', async () => {
  const failure = await failureOf('half-size-clone', 'OUT-4096', { levels: ['core'] });
  const moments = picturesOf(failure);
  expect(failure.pictures?.shows).toBe(true);
  expect(moments.map(({ step, inner }) => [step, inner])).toEqual([
    [0, null],
    ...failure.run.steps.map((_, at) => [at + 1, null]),
  ]);
  expect(volume(moments[0]?.seen, 'clone1')).toBeUndefined();
  const last = moments.at(-1);
  const [seen, expected] = [volume(last?.seen, 'clone1'), volume(last?.model, 'clone1')];
  expect(Number(seen?.size) * 2).toBe(expected?.size);
  expect(seen?.source).toBe(expected?.source);
});

test('what a probe does of its own has pictures, too', async () => {
  const failure = await failureOf('room-not-returned', 'NO-LEAK', { levels: ['core', 'capacity'] });
  const moments = picturesOf(failure);
  expect(failure.pictures?.shows).toBe(true);
  const inner = moments.filter((one) => one.inner !== null);
  const steps = failure.inside.flat().length;
  expect(inner.length).toBeGreaterThan(0);
  expect(inner.every((one) => (one.inner ?? 0) >= 1 && (one.inner ?? 0) <= steps)).toBe(true);
  // Each follows its step: the clone comes, and goes.
  const clones = moments.map(({ seen }) => seen?.elements.filter(({ id }) => /^clone\d+$/.test(id)).length);
  expect(new Set(clones).size).toBeGreaterThan(1);
});

test('there are none unless they are asked for, and runs and verdicts are the same with and without', async () => {
  const options = { levels: ['core'] } as const;
  const without = await failureOf('half-size-clone', 'OUT-4096', { ...options, pictures: false });
  const { pictures, ...withPictures } = await failureOf('half-size-clone', 'OUT-4096', options);
  expect(without).toEqual({ ...withPictures, pictures: null });
  expect(pictures).not.toBeNull();
});
