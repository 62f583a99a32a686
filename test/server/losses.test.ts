import { describe, expect, test } from 'vitest';
import { createArray, NoReplyError } from '../../src/index.js';
import { RemoteClient } from '../../src/subjects/remote/client.js';
import { readEndpoint } from '../../src/subjects/remote/endpoint.js';
import { losses } from '../../src/vocabulary/losses.js';
import { serving } from './servers.js';

/** What a client says of each. */
const met: Readonly<Record<(typeof losses)[number], object>> = {
  silence: { silence: 'timeout' },
  reset: { silence: 'reset' },
  closed: { silence: 'reset' },
  cutShort: { silence: 'reset' },
  malformed: { kind: 'unreadable', status: 200 },
  wrongId: { kind: 'unreadable', status: 200 },
  unauthorized: { kind: 'unreadable', status: 401 },
  unavailable: { kind: 'unreadable', status: 503 },
};

describe.each(['cimom', 'wsman'])('at /%s', (path) => {
  test.each(losses.flatMap((loss) => (['loseRequest', 'loseReply'] as const).map((effect) => ({ loss, effect }))))(
    '$effect $loss: the clone is made or not, and the client meets just this',
    async ({ loss, effect }) => {
      const { port, hosted } = await serving();
      hosted.array.faults.add(`${effect === 'loseRequest' ? 'service' : 'serviceReply'} 1*: ${effect} ${loss}`);
      const client = new RemoteClient(readEndpoint(`http://admin:se%3Acret@127.0.0.1:${port}/${path}`));
      const on = {
        kind: 'path',
        namespace: null,
        className: 'MSFT_SMStorageVolume',
        keys: [{ name: 'ObjectId', value: { kind: 'text', text: hosted.array.volume('db').id, type: 'string' } }],
      } as const;
      const call = { do: 'invoke', on, method: 'CreateClone', parameters: [] } as const;
      expect(await client.ask(call, loss === 'silence' ? 200 : 5000)).toMatchObject(met[loss]);
      expect(hosted.array.volumes()).toHaveLength(effect === 'loseRequest' ? 1 : 2);
      // It was this call's alone: the next one is answered.
      expect(await client.ask(call, 5000)).toMatchObject({ kind: 'answer', returnValue: 4096 });
      client.close();
    },
  );

  test('reads that a fault lets fail do so here, too', async () => {
    const { port, hosted } = await serving();
    const client = new RemoteClient(readEndpoint(`http://admin:se%3Acret@127.0.0.1:${port}/${path}`));
    const pools = {
      do: 'enumerate',
      className: 'MSFT_SMPool',
      items: 'instances',
      deep: true,
      properties: null,
      page: { first: 5, idleMs: null },
    } as const;
    hosted.array.faults.add('read 1*: failRead CIM_ERR_ACCESS_DENIED');
    expect(await client.ask(pools, 5000)).toMatchObject({ kind: 'status', code: 2 });
    hosted.array.faults.add({ id: 'reset', at: ['read'], fire: { max: 1 }, do: [{ failRead: 'connectionReset' }] });
    expect(await client.ask(pools, 5000)).toMatchObject({ silence: 'reset' });
    expect(await client.ask(pools, 5000)).toMatchObject({ kind: 'items' });
    client.close();
  });
});

test('in process, what would be met on the wire is told', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });
  array.faults.use('serviceReply 1*: loseReply cutShort\nlater = serviceReply: loseReply');
  const lost = () => {
    try {
      array.createClone('db');
    } catch (thrown) {
      if (thrown instanceof NoReplyError) return thrown.as;
    }
    return 'a reply';
  };
  expect([lost(), lost()]).toEqual(['cutShort', 'silence']);
});

test('a loss that no client is next to has no other form than silence', () => {
  const array = createArray();
  expect(() => array.faults.add('invoke: loseRequest reset')).toThrow(
    "loseRequest.as: got 'reset', expected silence, unless the fault fires at service or serviceReply, which clients are next to",
  );
});
