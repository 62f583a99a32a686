import {
  call,
  change,
  cloneOf,
  drop,
  grow,
  look,
  makePool,
  makeVolume,
  monitoring,
  rediscover,
  relate,
  write,
} from './steps.js';
import { flow, type Happening, written } from './written.js';

// The day of `scenarios/stories/day-in-the-life-of-an-array.yaml`, which this writes: `vitest … test/scenario/day --update`. Scenarios have no loops, and a
// day has many.

const volumes = ['db', 'web', 'mail', 'files', 'home', 'logs', 'wiki', 'build'];
const drives = Array.from({ length: 12 }, (_, at) => `disk${at + 1}`);
/** Snapshots are kept for so many hours. */
const kept = 6;
const hour = 60;

/** Every hour at five past: hosts have written, a snapshot of each volume is taken, those of six hours ago go. */
function hourly(at: number): Happening {
  const steps = [
    write('db', `${at} GiB`, '512 MiB', `hour ${at}`),
    ...volumes.map((volume) => call('CreateSnapshot', volume, { ElementName: `${volume} ${at}:00` }, { code: 4096 })),
    ...(at < kept ? [] : volumes.map((volume) => drop(`${volume} ${at - kept}:00`))),
  ];
  return { at: at * hour + 5, what: 'The hourly snapshots; those of six hours ago go', steps };
}

/** Nightly clones; those of the night before go when these are complete. */
function nightly(at: number, night: string, before: string | null): Happening[] {
  const complete = volumes.flatMap((volume) => [
    look({ volume: `${volume} of ${night}`, usable: true }),
    ...(before === null ? [] : [drop(`${volume} of ${before}`)]),
  ]);
  const clones = volumes.flatMap((volume) => cloneOf(volume, `${volume} of ${night}`));
  const what = before === null ? 'They are complete' : `They are complete, and those of ${before} go`;
  return [
    { at, what: `The nightly clones of ${night}`, steps: clones },
    { at: at + 25, what, steps: complete },
  ];
}

const morning: Happening[] = [
  {
    at: 1,
    what: 'Pools are made of drives, and volumes in them',
    steps: [makePool('gold', drives.slice(0, 8)), ...volumes.map((volume) => makeVolume('gold', volume, '50 GiB'))],
  },
  {
    at: 2 * hour,
    what: 'A copy to the other site',
    steps: [
      call('CreateClone', 'db', { ElementName: 'db far', TargetPool: 'far' }, { code: 4096 }, { as: 'far copy' }),
    ],
  },
  { at: 2 * hour + 0.5, what: 'The link is cut', steps: [change({ link: 'partitioned' })] },
  {
    at: 2 * hour + 8,
    what: 'It heals in time',
    steps: [look({ job: 'far copy', state: 'running' }), change({ link: 'up' })],
  },
  {
    at: 2 * hour + 20,
    what: 'The copy is there',
    steps: [look({ job: 'far copy', state: 'completed' }), look({ volume: 'db far', usable: true })],
  },
  {
    at: 3 * hour,
    what: 'A mirror',
    steps: [call('CreateReplica', 'db', { SyncType: 6, Mode: 3, ElementName: 'db mirror' }, { code: 4096 })],
  },
  {
    at: 5 * hour + 30,
    what: 'It is fractured, so that it holds the moment',
    steps: [look({ volume: 'db mirror', sameAs: 'db' }), relate('db', 'db mirror', 12, { code: 0 })],
  },
  {
    at: 7 * hour,
    what: 'And resynchronized: what was written meanwhile is copied',
    steps: [relate('db', 'db mirror', 14, { code: 4096 }, { as: 'resync' })],
  },
  {
    at: 7 * hour + 20,
    what: 'It follows again',
    steps: [
      look({ job: 'resync', state: 'completed' }),
      look({ volume: 'db mirror', synchronization: 'inSync', sameAs: 'db' }),
    ],
  },
  { at: 9 * hour, what: 'Growth', steps: [grow('logs', '60 GiB'), grow('mail', '55 GiB')] },
  { at: 10 * hour, what: 'A drive fails: the pool is degraded', steps: [change({ pool: 'gold', state: 'degraded' })] },
  {
    at: 10 * hour + 55,
    what: 'It is mended',
    steps: [look({ pool: 'gold', state: 'degraded' }), change({ pool: 'gold', state: 'online' })],
  },
];

const afternoon: Happening[] = [
  {
    at: 12 * hour,
    what: "Somebody works at the array's own console; the service finds out when it is asked",
    steps: [
      { outOfBand: { create: { name: 'stray', pool: 'gold', size: '10 GiB' } } },
      { outOfBand: { volume: 'home', state: 'degraded' } },
      call('CreateClone', 'home', {}, { code: 40003, because: 'sourceStale' }),
      call('CreateClone', 'stray', {}, { code: 8 }),
      rediscover('noon'),
    ],
  },
  {
    at: 12 * hour + 3,
    what: 'All is known again',
    steps: [look({ job: 'noon', state: 'completed' }), drop('stray'), change({ volume: 'home', state: 'online' })],
  },
  {
    at: 14 * hour,
    what: 'A reply is lost: the client looks before it calls again, and finds the clone',
    steps: [
      { faults: 'lost = serviceReply 1* must: loseReply' },
      call('CreateClone', 'web', { ElementName: 'web test' }, { code: 'noReply' }),
      look({ volume: 'web test', exists: true }),
      look({ fault: 'lost', fired: 1 }),
    ],
  },
  {
    at: 14 * hour + 15,
    what: 'A request is lost: the client looks, finds none, and calls again',
    steps: [
      drop('web test'),
      { faults: 'gone = service 1* must: loseRequest' },
      call('CreateClone', 'web', { ElementName: 'web again' }, { code: 'noReply' }),
      look({ volume: 'web again', exists: false }),
      call('CreateClone', 'web', { ElementName: 'web again' }, { code: 4096 }),
    ],
  },
  { at: 14 * hour + 30, what: 'The test is over', steps: [drop('web again'), { heal: true }] },
  {
    at: 16 * hour,
    what: 'A pool for tests, of drives that were left; and another drive for the first one',
    steps: [
      makePool('scratch', drives.slice(8, 10)),
      makeVolume('scratch', 'test', '100 GiB'),
      call('AddDiskDrives', 'gold', { DiskDriveObjectIds: drives.slice(10, 11) }, { code: 0 }),
    ],
  },
  { at: 17 * hour, what: 'Growth', steps: [grow('logs', '70 GiB'), grow('build', '80 GiB')] },
  {
    at: 20 * hour,
    what: 'The mirror is detached, and goes',
    steps: [relate('db', 'db mirror', 8, { code: 0 }), drop('db mirror')],
  },
  {
    at: 21 * hour,
    what: 'The pool for tests goes, and gives its drives back',
    steps: [drop('test'), { call: 'Pool.Delete', on: 'scratch', expect: { code: 0 } }],
  },
  {
    at: 24 * hour - 5,
    what: 'The end of the day: nothing is left over',
    steps: [look({ pool: 'gold', reserved: '0 B' }), look({ volume: 'db', usable: true, replicas: kept })],
  },
];

/** The scenario's file. */
export function day(): string {
  const hours = Array.from({ length: 24 }, (_, at) => at);
  const happenings = [
    ...hours.map(hourly),
    ...hours.map((at) => ({ at: at * hour + 50, what: 'The monitor', steps: monitoring('gold') })),
    ...nightly(hour, 'monday', null),
    ...nightly(23 * hour + 15, 'tuesday', 'monday'),
    ...morning,
    ...afternoon,
  ];
  const array = {
    profile: {
      base: 'full-copy',
      capabilities: {
        cloneRemote: true,
        replicationTypes: [3, 7, 11, 13],
        asynchronousActions: [2, 5],
        features: [8, 42, 51],
      },
      jobs: { copyRatePerSecond: '1000 MiB', failsWithoutLinkAfter: '10 min', removedAfter: '1 h' },
      service: { discovery: { by: 'job', takes: '2 min' } },
    },
    pools: [
      { name: 'disks', primordial: true },
      { name: 'far', size: '4 TiB', system: 'peer' },
    ],
    drives: { count: drives.length, size: '1 TiB' },
  };
  const head = Object.entries(array).map(([key, value]) => `  ${key}: ${flow(value)}`);
  return [
    'name: A day in the life of an array',
    'about: >-',
    '  Twenty-four hours: pools are made, volumes in them, hourly snapshots with retention, nightly clones with clean-up, growth, a',
    '  mirror that is fractured and resynchronized, a link that is cut, a degraded pool, a rediscovery, lost requests and replies. The',
    '  client copes with each of them.',
    '# Written by test/scenario/day/day.ts, which has the loops; a test compares.',
    'array:',
    ...head,
    'steps:',
    written(happenings, 24 * hour),
    '',
  ].join('\n');
}
