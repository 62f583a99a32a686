import { type ArrayOptions, createArray } from '../../src/index.js';

/** One with a pool of 1 TiB and a volume of 10 GiB, whose clone takes about 10 s. */
export const make = (options: ArrayOptions = {}) =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
    ...options,
  });

/** Latency at two steps: a call takes 3 s. */
export const slow: ArrayOptions = {
  profile: { base: 'full-copy', provider: { latency: { connect: '1 s', invoke: '2 s' } } },
};
