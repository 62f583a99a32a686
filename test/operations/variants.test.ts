import { expect, test } from 'vitest';
import type { StorageArray } from '../../src/index.js';
import { answer, type Cause, decidedBy } from './standardArray.js';

const before = (act: (array: StorageArray) => void): Cause => ({ before: act });
const inFlight = (step: 'invoke' | 'array', act: (array: StorageArray) => void): Cause => ({ at: { step, do: act } });

// Rows that more than one thing leads to: what it was, the message tells.
test.each<readonly [row: string, message: string, cause: Cause]>([
  [
    'service.role',
    'client is operator; only an administrator may manage storage',
    before((array) => array.set({ role: 'operator' })),
  ],
  ['serviceReply.jobStarted', '', before((array) => array.set({ role: 'reader', caller: 'somebody else' }))],
  ['service.malformed', 'TargetPool is empty', { parameters: { TargetPool: '' } }],
  ['service.malformed', "username 'service' was given without a password", { parameters: { username: 'service' } }],
  ['service.malformed', 'a password was given without a username', { parameters: { password: 'service' } }],
  [
    'service.locality',
    'this request needs a local clone; the supported replication types are 13 (Asynchronous Clone Remote)',
    before((array) =>
      array.set({
        capabilities: { cloneLocal: false, cloneRemote: true, replicationTypes: [13], features: [8, 42, 51] },
      }),
    ),
  ],
  [
    'connect.unreachable',
    'the link to the provider is down',
    before((array) => array.set({ provider: { link: 'down' } })),
  ],
  [
    'connect.noAnswer',
    'no answer within 1 min',
    {
      shape: ({ profile }) => {
        profile.provider.latency = { connect: '61 s' };
      },
    },
  ],
  [
    'tls.certificate',
    "the provider's certificate is signed by an authority that is not trusted",
    before((array) => array.set({ certificate: 'untrusted' })),
  ],
  [
    'tls.certificate',
    "the provider's certificate is for another host",
    before((array) => array.set({ certificate: 'wrongHost' })),
  ],
  [
    'tls.certificate',
    "the provider's certificate expired at 1 h",
    before((array) => {
      array.set({ certificate: 'valid', expiresIn: '1 h' });
      array.advance('2 h');
    }),
  ],
  [
    'serviceReply.jobStarted',
    '',
    {
      shape: ({ profile }) => {
        profile.provider.transport = 'http';
      },
      before: (array) => array.set({ certificate: 'expired' }),
    },
  ],
  [
    'authenticate.wrongCredentials',
    "the provider has no account 'nobody'",
    { parameters: { username: 'nobody', password: 'x' } },
  ],
  [
    'authenticate.wrongCredentials',
    "the password for account 'service' is wrong",
    before((array) => array.set({ account: { name: 'service', password: 'changed' } })),
  ],
  [
    'readCapabilities.noCapabilities',
    'CreateElementReplica is neither among the synchronous nor among the asynchronous actions',
    before((array) => array.outOfBand.set({ capabilities: { asynchronousActions: [] } })),
  ],
  [
    'invoke.sourceStale',
    "volume 'db' was deleted out of band; run a discovery",
    before((array) => void array.outOfBand.delete('db')),
  ],
  [
    'invoke.sourceStale',
    "volume 'db' was changed out of band 2 times since the last discovery; run a discovery",
    before((array) => {
      array.outOfBand.set({ volume: 'db', state: 'degraded' });
      array.outOfBand.set({ volume: 'db', state: 'online' });
    }),
  ],
  [
    'invoke.poolStale',
    "pool 'spare' was deleted out of band; run a discovery",
    { parameters: { TargetPool: 'spare' }, before: (array) => void array.outOfBand.delete('spare') },
  ],
  [
    'invoke.poolStale',
    "pool 'silver' was changed out of band once since the last discovery; run a discovery",
    { parameters: { TargetPool: 'silver' }, before: (array) => array.outOfBand.set({ pool: 'silver', size: '1 TiB' }) },
  ],
  [
    'serviceReply.jobStarted',
    '',
    before((array) => {
      array.outOfBand.set({ volume: 'db', state: 'degraded' });
      array.outOfBand.set({ capabilities: { maximumReplicasPerSource: 63 } });
      array.discover();
    }),
  ],
  [
    'service.sourceUnknown',
    "the service's cache has no volume 'new'",
    { on: 'new', before: (array) => array.outOfBand.create({ name: 'new', pool: 'gold', size: '1 GiB' }) },
  ],
  [
    'serviceReply.jobStarted',
    '',
    {
      on: 'new',
      before: (array) => {
        array.outOfBand.create({ name: 'new', pool: 'gold', size: '1 GiB' });
        array.discover();
      },
    },
  ],
  [
    'service.sourceUnknown',
    "the service's cache has no volume 'db'",
    before((array) => {
      array.outOfBand.delete('db');
      array.discover();
    }),
  ],
  [
    'invoke.deletedInFlight',
    "pool 'spare' was deleted while this call was in flight",
    { parameters: { TargetPool: 'spare' }, ...inFlight('invoke', (array) => void array.outOfBand.delete('spare')) },
  ],
  [
    'invoke.deletedInFlight',
    "volume 'db' was deleted while this call was in flight",
    inFlight('invoke', (array) => {
      array.outOfBand.delete('db');
      array.discover();
    }),
  ],
  ['array.notThere', "the array has no volume 'db'", inFlight('array', (array) => void array.outOfBand.delete('db'))],
  [
    'array.primordial',
    'pool raw is primordial: no volume can be allocated from it',
    { parameters: { TargetPool: 'raw' } },
  ],
  [
    'array.sourceLocked',
    "'db' is locked: it is restoring",
    before((array) => array.set({ volume: 'db', state: 'restoring' })),
  ],
  [
    'array.sourceNotUsable',
    "'db-clone-1' is not usable: it is starting",
    { on: 'db-clone-1', prepare: (array) => void array.createClone('db') },
  ],
  ['serviceReply.jobStarted', '', { on: 'snap' }],
  ['serviceReply.jobStarted', '', before((array) => array.set({ volume: 'db', state: 'degraded' }))],
  ['serviceReply.jobStarted', '', before((array) => array.set({ pool: 'gold', state: 'degraded' }))],
  [
    'serviceReply.jobStarted',
    '',
    {
      shape: ({ profile }) => {
        profile.capabilities.features.push(23);
        profile.clones.requireOnlineSource = false;
      },
      before: (array) => array.set({ volume: 'db', state: 'offline' }),
    },
  ],
])('%s: %s', (row, message, cause) => {
  const reply = answer('CreateClone', '2016', [cause]);
  expect([decidedBy(reply), reply.ExtendedStatus?.SMMessage ?? '']).toEqual([row, message]);
});

test.each(['2012', '2012R2'] as const)(
  'in %s, what goes in flight is told apart from what was never there',
  (version) => {
    const causes: readonly Cause[] = [
      { on: 'nowhere' },
      { parameters: { TargetPool: 'nowhere' } },
      before((array) => void array.outOfBand.delete('db')),
      inFlight('invoke', (array) => void array.outOfBand.delete('db')),
      inFlight('invoke', (array) => {
        array.outOfBand.delete('db');
        array.discover();
      }),
    ];
    const actual = causes.map((cause) => {
      const reply = answer('CreateClone', version, [cause]);
      return [decidedBy(reply), reply.ReturnValue, reply.ExtendedStatus?.SMMessage];
    });
    expect(actual).toEqual([
      ['invoke.notFound', 43006, "there is no volume 'nowhere'"],
      ['invoke.notFound', 43006, "there is no pool 'nowhere'"],
      ['invoke.notFound', 43006, "there is no volume 'db'"],
      ['invoke.deletedInFlight', 43006, "volume 'db' was deleted while this call was in flight"],
      ['invoke.deletedInFlight', 43006, "volume 'db' was deleted while this call was in flight"],
    ]);
  },
);
