import { expect, test } from 'vitest';
import type { StoragePort } from '../../../src/client/index.js';
import { StorageArray } from '../../../src/engine/array.js';
import { Branches } from '../../../src/engine/history/branches.js';
import { ClientMoves } from '../../../src/explore/clients/moves.js';
import { ReplyLogs } from '../../../src/explore/clients/replyLogs.js';
import type { ClientsState } from '../../../src/explore/clients/state.js';
import { faultsOf } from '../../../src/explore/compile.js';
import { type Client, type ClientSeen, type ClientsSeen, exploreClients } from '../../../src/explore/index.js';
import { createArray, NoReplyError } from '../../../src/index.js';

const make = () =>
  createArray({ pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }] });

/** One makes a clone and looks for it, whatever it was answered; the other looks, writes, and looks again. */
const clients: Readonly<Record<string, Client>> = {
  maker: async (client: StoragePort) => {
    const answer = await client.createClone('db', { ElementName: 'copy' }).then(
      ({ ReturnValue }) => ReturnValue,
      (error: unknown) => (error instanceof NoReplyError ? 'lost' : Promise.reject(error)),
    );
    return [answer, (await client.volumes({ name: 'copy' })).length];
  },
  writer: async (client: StoragePort) => {
    const before = (await client.volumes()).length;
    await client.host.write('db', { offset: 0, length: '1 MiB', tag: 'x' });
    return [before, (await client.volumes()).length];
  },
};

/** What anybody could tell a moment by: that ids and revisions of the array are others, nobody can. */
const momentOf = (array: StorageArray, seen: Readonly<Record<string, ClientSeen>>) =>
  `${array.digest('canonical')} ${JSON.stringify(seen)}`;

/** Goes all ways one by one, and merges nothing. */
async function allWays(skips: boolean): Promise<{ readonly moments: Set<string>; readonly ways: number }> {
  const array = make();
  const branches = new Branches(array);
  const root = StorageArray.worldOf(array).fork();
  root.trace = undefined;
  const beganMs = array.startsAt.getTime();
  const logs = Object.entries(clients).map(([name, client]) => new ReplyLogs(name, client, beganMs, root.nowMs));
  const faults = faultsOf(branches, root, ['serviceReply: loseReply']);
  const moves = new ClientMoves(branches, root, logs, faults, { passes: false, skips });
  const moments = new Set<string>();
  let ways = 0;
  const go = async (state: ClientsState): Promise<void> => {
    const seen = state.logs.map(({ ending }, at) => [logs[at]?.name, ending ?? { kind: 'waits' }]);
    moments.add(momentOf(branches.arrayOf(state.base.world.fork()), Object.fromEntries(seen)));
    const enabled = moves.enabled(state);
    if (enabled.length === 0) ways++;
    for (const move of enabled) {
      const made = await moves.make(state.fork(), move);
      if (made !== undefined) await go(made.state);
    }
  };
  await go(await moves.first());
  return { moments, ways };
}

test('clients whose states are merged come to every moment that they come to on all ways one by one, and to no other', async () => {
  const merged = async (skip: boolean) => {
    const moments = new Set<string>();
    const holds = ({ array, clients: seen }: ClientsSeen) => moments.add(momentOf(array, seen)) !== undefined;
    const { kind, states } = await exploreClients(make(), {
      clients,
      skip,
      time: false,
      claims: [{ always: 'noted', holds }],
    });
    expect(kind).toBe('complete');
    return { moments, states };
  };
  const { moments, states } = await merged(true);
  const all = await allWays(true);
  expect([...moments].sort()).toEqual([...all.moments].sort());
  expect(states).toBeLessThan(all.ways);
  // Between steps that are skipped there are moments, and none of them leads to another end.
  const endsOf = (met: Set<string>) => [...met].filter((moment) => !moment.includes('waits')).sort();
  const unskipped = await merged(false);
  expect(unskipped.states).toBeGreaterThan(states);
  expect(endsOf(unskipped.moments)).toEqual(endsOf(moments));
});
