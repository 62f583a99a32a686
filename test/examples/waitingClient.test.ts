import { describe, expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { matchers } from '../../src/testing/index.js';
import { type AwaitClone, trustsPercent, waitsForTheEnd } from './waitingClient.js';

expect.extend(matchers);

/** What the client says of its clone, and what is true of it in the end. */
function outcome(client: AwaitClone, faults: string): { readonly handedOut: boolean; readonly usable: boolean } {
  const array = createArray({
    faults,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const reply = array.createClone('db');
  const handedOut = client(array, reply);
  const usable = array.findVolume(reply.TargetStorageVolume ?? '')?.usable === true;
  expect(array).toConserveCapacity();
  return { handedOut, usable };
}

describe('a client that trusts PercentComplete', () => {
  test.each(['lying-progress', 'late-failure'])('hands a clone out under %s that is none', (plan) => {
    expect(outcome(trustsPercent, plan)).toEqual({ handedOut: true, usable: false });
  });

  test.each(['lying-progress', 'late-failure', 'stuck-job'])('is cured under %s by waiting for the end', (plan) => {
    const { handedOut, usable } = outcome(waitsForTheEnd, plan);
    expect(handedOut).toBe(usable);
  });
});
