import { describe, expect, test } from 'vitest';
import type { StoragePort } from '../../../src/client/index.js';
import { type ClientsSeen, type ExploreClientsOptions, exploreClients } from '../../../src/explore/index.js';
import { createArray, NoReplyError } from '../../../src/index.js';

const make = () =>
  createArray({ pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }] });
const explored = (options: ExploreClientsOptions) => exploreClients(make(), options);
const clone = (name: string) => (client: StoragePort) => client.createClone('db', { ElementName: name });
const count = async (client: StoragePort) => (await client.volumes()).length;

describe('clients that are explored', () => {
  test('are met in all orders: what one of them sees is before or after what another does', async () => {
    const { kind, claims } = await explored({
      clients: { maker: clone('copy'), watcher: count },
      losses: 0,
      time: false,
      claims: [1, 2].flatMap((seen) => [
        {
          sometimes: `the watcher has seen ${seen}`,
          holds: ({ clients: { watcher } }) => watcher?.kind === 'returned' && watcher.value === seen,
        },
      ]),
    });
    expect({ kind, verdicts: claims.map(({ verdict }) => verdict) }).toEqual({
      kind: 'complete',
      verdicts: ['holds', 'holds'],
    });
  });

  test('have as many ends as orders that they can tell, counted by hand', async () => {
    // The watcher looks twice, the maker's clone is there from one moment on: none, one or both of the looks see it.
    const twice = async (client: StoragePort) => [await count(client), await count(client)];
    const seen = new Set<string>();
    const { kind, ends } = await explored({
      clients: { maker: async (client) => void (await clone('copy')(client)), watcher: twice },
      losses: 0,
      time: false,
      claims: [
        {
          always: 'nothing else',
          holds: ({ clients: { watcher } }) => {
            if (watcher?.kind === 'returned') seen.add(JSON.stringify(watcher.value));
            return true;
          },
        },
      ],
    });
    expect({ kind, ends, seen: [...seen].sort() }).toEqual({
      kind: 'complete',
      ends: 3,
      seen: ['[1,1]', '[1,2]', '[2,2]'],
    });
  });

  test('lose as many replies as they may, and no more', async () => {
    const tries = async (client: StoragePort) => {
      let lost = 0;
      for (const name of ['a', 'b', 'c'])
        await clone(name)(client).catch((error: unknown) => {
          if (!(error instanceof NoReplyError)) throw error;
          lost++;
        });
      return lost;
    };
    const lost = async (losses: number) => {
      const seen = new Set<unknown>();
      const note = {
        always: 'noted',
        holds: ({ clients: { one } }: ClientsSeen) => {
          if (one?.kind === 'returned') seen.add(one.value);
          return true;
        },
      } as const;
      const { kind } = await explored({ clients: { one: tries }, losses, time: false, claims: [note] });
      expect(kind).toBe('complete');
      return [...seen].sort();
    };
    expect(await lost(0)).toEqual([0]);
    expect(await lost(2)).toEqual([0, 1, 2]);
  });

  test('wait on the time of the array, which passes by itself and at any moment', async () => {
    const polls = async (client: StoragePort) => {
      const { Job } = await client.createClone('db', { ElementName: 'copy' });
      const beganMs = client.clock.now();
      for (let at = 0; at < 5; at++) {
        const job = await client.findJob(Job);
        // A client that comes late finds its job removed.
        if (job === undefined || job.state === 'completed') return client.clock.now() - beganMs;
        await client.clock.sleep('1 min');
      }
      return undefined;
    };
    const found = await explored({
      clients: { one: polls },
      losses: 0,
      claims: [{ eventually: 'it has seen the end of its job', holds: hasSeenTheEnd }, 'CLIENTS-RETURN'],
    });
    expect(found).toMatchObject({ kind: 'complete', broken: [] });
  });

  test('give up what they wait for by a time-out of their clock, at whose end the call goes on', async () => {
    const gives = async (client: StoragePort) => {
      const signal = client.clock.timeout('1 s');
      return client.createClone('db', { ElementName: 'copy' }, { signal }).then(
        () => 'answered',
        (reason: unknown) => (reason as DOMException).name,
      );
    };
    const ends = (value: string, copies: number) =>
      ({
        sometimes: `${value} and ${copies}`,
        holds: ({ array, clients: { one } }) =>
          one?.kind === 'returned' && one.value === value && array.volumes({ name: 'copy' }).length === copies,
      }) satisfies NonNullable<ExploreClientsOptions['claims']>[number];
    const { kind, broken } = await explored({
      clients: { one: gives },
      losses: 0,
      claims: [ends('answered', 1), ends('TimeoutError', 1), ends('TimeoutError', 0)],
    });
    expect({ kind, broken }).toEqual({ kind: 'complete', broken: [] });
  });

  test('are as they were when they are explored again, and leave the array as it is', async () => {
    const array = make();
    const before = [array.digest('identity'), array.trace().hash];
    const clients = { one: clone('copy'), other: count };
    expect(await exploreClients(array, { clients })).toEqual(await exploreClients(array, { clients }));
    expect([array.digest('identity'), array.trace().hash]).toEqual(before);
  });

  test('may do to their answers what they like: the next run gets them anew', async () => {
    const sorts = async (client: StoragePort) => {
      const volumes = await client.volumes();
      volumes.push(...volumes.splice(0).reverse());
      const { length } = volumes;
      await client.pools();
      return length;
    };
    expect(await explored({ clients: { sorts, other: count } })).toMatchObject({ kind: 'complete' });
  });

  test('are told what the array refuses as bad input, and break a claim when they throw', async () => {
    const { broken } = await explored({ clients: { one: (client) => client.volume('nope') } });
    expect(broken).toMatchObject([{ claim: 'CLIENTS-RETURN', depth: 1 }]);
    expect(broken[0]?.because).toMatch(/^'one' threw BadInputError: .*nope/);
  });
});

/** It has returned how long that took. */
function hasSeenTheEnd({ clients: { one } }: ClientsSeen): boolean {
  return one?.kind === 'returned' && typeof one.value === 'number';
}

describe('a client is refused', () => {
  const refusal = (client: (client: StoragePort) => unknown) => expect(explored({ clients: { one: client } })).rejects;

  test('that remembers another run, by the await at which it differs', async () => {
    let runs = 0;
    await refusal(async (client) => {
      await client.volumes();
      await client.volume(runs++ === 0 ? 'db' : 'gold');
    }).toThrow(/clients\.one.*await 2: looks at volume 'gold'.*await 2: looks at volume 'db', as in the run before/);
  });

  test('that remembers one, and is never answered', async () => {
    let runs = 0;
    await refusal((client) => client.volume(`${runs++}`)).toThrow(/await 1: looks at volume '1'/);
  });

  test('that ends otherwise', async () => {
    let runs = 0;
    await refusal(async (client) => {
      await client.volumes();
      const own = runs++;
      await client.pools();
      return own;
    }).toThrow(/clients\.one/);
  });

  test('that awaits something else', async () => {
    await refusal(async (client) => {
      await client.volumes();
      await new Promise(() => {});
    }).toThrow('what it awaits after 1 requests');
  });

  test('that goes past its port, whatever it catches', async () => {
    await refusal(async (client) => {
      try {
        client.array.discover();
      } catch {}
      await client.volumes();
    }).toThrow('the array itself');
  });

  test('with what makes no sense', async () => {
    const refused = (options: unknown) => expect(explored(options as ExploreClientsOptions)).rejects;
    await refused({}).toThrow('exploreClients.clients');
    await refused({ clients: {} }).toThrow('exploreClients.clients');
    await refused({ clients: { one: 1 } }).toThrow('exploreClients.clients.one');
    await refused({ clients: { one: count }, losses: -1 }).toThrow('exploreClients.losses');
    await refused({ clients: { one: count }, claims: ['NOPE'] }).toThrow('exploreClients.claims[0]');
    await expect(exploreClients({} as never, { clients: { one: count } })).rejects.toThrow('exploreClients.array');
    const array = make();
    array.begin('db', 'CreateClone');
    await expect(exploreClients(array, { clients: { one: count } })).rejects.toThrow('exploreClients.array');
  });
});

test('an exploration with clients says what cut it off', async () => {
  const clients = { one: clone('a'), other: clone('b') };
  expect(await explored({ clients, depth: 3 })).toMatchObject({ kind: 'cutOff', bound: 'depth', depth: 3 });
  expect(await explored({ clients, states: 20 })).toMatchObject({ kind: 'cutOff', bound: 'states' });
  expect(await explored({ clients, onProgress: () => false })).toMatchObject({ kind: 'cutOff', bound: 'progress' });
});
