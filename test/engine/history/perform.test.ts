import { describe, expect, test } from 'vitest';
import type { Input } from '../../../src/engine/history/inputs.js';
import { enabled, perform } from '../../../src/engine/history/perform.js';
import { createArray, type StorageArray } from '../../../src/index.js';

function arrayOf(): StorageArray {
  return createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
}

const begin = (method: 'CreateClone' | 'Delete') =>
  ({ do: 'begin', method, on: 'db', parameters: {}, caller: 'client' }) as const;

describe('what can happen next by itself', () => {
  test('is nothing on a quiet array', () => expect(enabled(arrayOf())).toEqual([]));

  test('is a step of each call in flight, until there is a reply to take', () => {
    const array = arrayOf();
    const call = perform(array, begin('CreateClone'));
    expect(enabled(array)).toEqual([{ do: 'step', call }]);
    while (array.progress(call).phase === 'ready') perform(array, { do: 'step', call });
    expect(enabled(array)).toContainEqual({ do: 'finish', call });
    expect(perform(array, { do: 'finish', call }).ReturnValue).toBe(4096);
    expect(enabled(array)).not.toContainEqual({ do: 'finish', call });
  });

  test('is the next timer, and what operators can do to a job as it is', () => {
    const array = arrayOf();
    perform(array, { ...begin('CreateClone'), do: 'call' });
    const job = array.jobs()[0]?.id ?? '';
    const controls = (inputs: readonly Input[]) => inputs.flatMap((one) => (one.do === 'job' ? [one.control] : []));
    expect(enabled(array)).toContainEqual({ do: 'advance', ms: 200 });
    expect(enabled(array)).toContainEqual({ do: 'job', job, control: 'terminate' });
    expect(controls(enabled(array))).not.toContain('resume');
    perform(array, { do: 'advance', ms: 200 });
    perform(array, { do: 'job', job, control: 'suspend' });
    expect(controls(enabled(array))).toContain('resume');
  });

  test('is that what a fault holds is let go', () => {
    const array = arrayOf();
    array.faults.hold('wait', { at: 'array' });
    const call = perform(array, begin('Delete'));
    while (array.progress(call).phase === 'ready') perform(array, { do: 'step', call });
    expect(enabled(array)).toEqual([{ do: 'faults', input: { release: 'wait' } }]);
    expect(perform(array, { do: 'faults', input: { release: 'wait' } })).toBe(1);
    expect(enabled(array)).toEqual([{ do: 'step', call }]);
  });

  test('can be done, every bit of it, and looking changes nothing', () => {
    const array = arrayOf();
    perform(array, begin('CreateClone'));
    perform(array, begin('Delete'));
    for (let steps = 0; steps < 60; steps++) {
      const before = array.digest('identity');
      const inputs = enabled(array);
      expect(array.digest('identity')).toBe(before);
      for (const input of inputs) expect(() => perform(array.fork(), input)).not.toThrow();
      const next = inputs[steps % inputs.length];
      if (next === undefined) return;
      perform(array, next);
    }
  });
});
