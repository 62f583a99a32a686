import { describe, expect, test } from 'vitest';
import { type ExploreClientsOptions, exploreClients } from '../../src/explore/index.js';
import { createArray } from '../../src/index.js';
import { expectRepeated } from '../explore/repeated.js';
import { type BackupScript, givesUpByItself, looksBeforeRetrying, retriesAfterTimeout } from './backupScript.js';
import { type Orchestrator, takesAtOnce, takesWhenDone } from './orchestrator.js';

const make = () =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: ['db', 'logs'].map((name) => ({ name, pool: 'gold', size: '10 GiB' })),
  });

/** Finds a bug on a way that no other is shorter than, and that leads there again. */
async function bugOf(options: ExploreClientsOptions): Promise<readonly string[]> {
  const { kind, broken } = await exploreClients(make(), options);
  expect(kind).toBe('broken');
  const [way] = broken;
  if (way === undefined) throw new Error('there is a way');
  expectRepeated(way);
  const shorter = await exploreClients(make(), { ...options, depth: way.depth - 1 });
  expect(shorter).toMatchObject({ kind: 'cutOff', bound: 'depth', broken: [] });
  return way.steps;
}

describe('a backup script that gets no reply', () => {
  const backup = (nightly: BackupScript, losses: number): ExploreClientsOptions => ({
    clients: { nightly },
    losses,
    claims: [
      { never: 'two clones of one night', holds: ({ array }) => array.volumes({ name: 'nightly' }).length > 1 },
      {
        eventually: 'one',
        holds: ({ array }) => array.volumes({ name: 'nightly' }).length === 1,
      },
      'INVARIANTS',
      'CLIENTS-RETURN',
    ],
  });

  test('makes two clones when it just asks again, though no fault plan says when a reply gets lost', async () => {
    expect(await bugOf(backup(retriesAfterTimeout, 1))).toMatchSnapshot();
  });

  test('makes one, whatever happens, when it looks for its clone before it asks again', async () => {
    const { kind, broken } = await exploreClients(make(), backup(looksBeforeRetrying, 2));
    expect({ kind, broken }).toEqual({ kind: 'complete', broken: [] });
  });

  test('makes two all the same when it gives a call up by its own clock, without any reply that is lost', async () => {
    const steps = await bugOf(backup(givesUpByItself, 0));
    expect(steps.filter((step) => step.includes('looks at the list of volumes, and gets 0'))).toHaveLength(2);
  });
});

describe('an orchestrator with a queue and two workers', () => {
  const orchestrate = (orchestrator: Orchestrator): ExploreClientsOptions => ({
    clients: { orchestrator },
    losses: 0,
    time: false,
    claims: [
      {
        never: 'two copies of one volume',
        holds: ({ array }) => ['db-copy', 'logs-copy'].some((name) => array.volumes({ name }).length > 1),
      },
      {
        eventually: 'a copy of each',
        holds: ({ array }) => ['db-copy', 'logs-copy'].every((name) => array.volumes({ name }).length === 1),
      },
      'CLIENTS-RETURN',
    ],
  });

  test('copies a volume twice when a worker takes it off the queue only when it is done', async () => {
    expect(await bugOf(orchestrate(takesWhenDone))).toMatchSnapshot();
  });

  test('copies each once, in all orders, when a worker takes it off the queue at once', async () => {
    const { kind, broken } = await exploreClients(make(), orchestrate(takesAtOnce));
    expect({ kind, broken }).toEqual({ kind: 'complete', broken: [] });
  });
});
