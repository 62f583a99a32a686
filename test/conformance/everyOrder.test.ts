import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { mutants } from '../../src/subjects/mutants.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';

class Found extends Error {}

/** The first properties that trying all orders of two calls finds broken, and after how many calls. */
async function firstBroken(name: string): Promise<{ readonly broken: readonly string[]; readonly calls: number }> {
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant '${name}'`);
  let found: Awaited<ReturnType<typeof firstBroken>> = { broken: [], calls: 0 };
  const onProgress = ({ broken, calls }: typeof found) => {
    found = { broken: [...broken], calls };
    if (broken.length > 0) throw new Found();
  };
  await conform(mutant.make(), { exhaustive: 2, shrink: false, onProgress }).catch((error: unknown) => {
    if (!(error instanceof Found)) throw error;
  });
  return found;
}

describe('defects of what happens at once, and of lost replies, are found by trying all orders', () => {
  const those = mutants.filter(({ name }) => /^(race|overlap|lost-reply)-/.test(name)).map(({ name }) => name);

  test('there are some', () => expect(those.length).toBeGreaterThan(10));

  test.each(those)('%s', async (name) => {
    const { broken, calls } = await firstBroken(name);
    expect(broken).not.toEqual([]);
    // 400 calls or more are judged in a CPU-second: this is less than a minute of it.
    expect(calls).toBeLessThan(20_000);
  });
});

test.each(['full-copy', 'legacy-2012'] as const)(
  'all orders of two calls are proven to have an explanation on %s',
  async (profile) => {
    const { verdict, exhaustive } = await conform(simulatorDriver({ profile }), { exhaustive: 2 });
    expect(verdict).toBe('conforms');
    expect(exhaustive?.complete).toBe(true);
  },
);
