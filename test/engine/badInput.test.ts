import { describe, expect, test } from 'vitest';
import {
  type ArrayOptions,
  BadInputError,
  type Change,
  type CreateCloneParameters,
  createArray,
  type JobId,
  type OutOfBandChange,
  type ProfileChoice,
  profiles,
  type StorageArray,
} from '../../src/index.js';
import { methodNames } from '../../src/vocabulary/methods/index.js';

// What no compiler lets pass is written as text and read as the type that it pretends to be.
const untyped = (text: string) => JSON.parse(text);

const gold = { name: 'gold', size: '1 TiB' };
const db = { name: 'db', pool: 'gold', size: '100 GiB' };

function refusalOf(act: () => unknown): BadInputError {
  try {
    act();
  } catch (error) {
    if (error instanceof BadInputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What every message is made of. */
function expectRefused(act: () => unknown, message: string): void {
  const error = refusalOf(act);
  expect(error.message).toBe(message);
  expect(message.startsWith(`${error.field}: got `)).toBe(true);
  expect(message).toContain(`, expected ${error.expected}`);
}

const shipped = Object.keys(profiles).join(', ');

type Rows<Input> = readonly (readonly [what: string, input: Input, message: string])[];

const optionRows: Rows<ArrayOptions> = [
  [
    'a malformed size',
    { pools: [{ name: 'gold', size: '1 TBx' }] },
    "pools[0].size: got '1 TBx', expected a size such as '100 GiB' or a whole number of bytes",
  ],
  [
    'a decimal size',
    { pools: [{ name: 'gold', size: '1 TB' }] },
    "pools[0].size: got '1 TB', expected a size in binary units such as '100 GiB' (1 GiB = 1024³ bytes), not in 'TB' (did you mean '1 TiB'?)",
  ],
  [
    'a negative size',
    { pools: [{ name: 'gold', size: -512 }] },
    'pools[0].size: got -512, expected a size of 0 or more',
  ],
  [
    'a size that is no whole block',
    { pools: [gold], volumes: [{ ...db, size: 1000 }] },
    'volumes[0].size: got 1000, expected a multiple of 512 bytes: storage is counted in whole blocks',
  ],
  [
    'a size of several EiB',
    { pools: [{ name: 'gold', size: '5 EiB' }] },
    "pools[0].size: got '5 EiB', expected a size below 4 EiB",
  ],
  [
    'a size of no kind',
    { pools: [untyped('{ "name": "gold", "size": true }')] },
    'options.pools[0].size: got true, expected a string, a number or a bigint',
  ],
  [
    'a volume without room',
    { pools: [gold], volumes: [{ ...db, size: 0 }] },
    'volumes[0].size: got 0, expected a size of at least one block, 512 B',
  ],
  [
    'an unknown pool',
    { pools: [gold], volumes: [{ ...db, pool: 'golt' }] },
    "volumes[0].pool: got 'golt', expected the name of a pool of this array (did you mean 'gold'?)",
  ],
  [
    'an unknown pool of no likely name',
    { pools: [gold], volumes: [{ ...db, pool: 'platinum' }] },
    "volumes[0].pool: got 'platinum', expected the name of a pool of this array",
  ],
  [
    'a volume without any pool',
    { volumes: [db] },
    "volumes[0].pool: got 'gold', expected the name of a pool of this array",
  ],
  [
    'a pool twice',
    { pools: [gold, { name: 'silver', size: 0 }, gold] },
    "pools[2].name: got 'gold', expected a name other than that of pools[0]",
  ],
  [
    'a volume twice',
    { pools: [gold], volumes: [db, { ...db, size: '1 GiB' }] },
    "volumes[1].name: got 'db', expected a name other than that of volumes[0]",
  ],
  [
    'an account twice',
    {
      accounts: [
        { name: 'ops', password: 'a' },
        { name: 'ops', password: 'b' },
      ],
    },
    "accounts[1].name: got 'ops', expected a name other than that of accounts[0]",
  ],
  [
    'a volume larger than its pool',
    { pools: [gold], volumes: [{ ...db, size: '2 TiB' }] },
    "volumes[0].size: got '2 TiB', expected at most 1 TiB, what pool 'gold' has free",
  ],
  [
    'volumes that together are larger than their pool',
    { pools: [{ name: 'gold', size: '150 GiB' }], volumes: [db, { ...db, name: 'web' }] },
    "volumes[1].size: got '100 GiB', expected at most 50 GiB, what pool 'gold' has free",
  ],
  [
    'a volume that only fits without its extent',
    { pools: [{ name: 'gold', size: '1536 KiB' }], volumes: [{ ...db, size: '1100 KiB' }] },
    "volumes[0].size: got '1100 KiB', expected at most 1 MiB: room is taken in whole extents of 1 MiB (extentSize), and pool 'gold' has 1.5 MiB free",
  ],
  [
    'an extent that is larger than the pool',
    { profile: { base: 'full-copy', extentSize: '3 EiB' }, pools: [gold], volumes: [{ ...db, size: '1 GiB' }] },
    "volumes[0].size: got '1 GiB', expected nothing: room is taken in whole extents of 3 EiB (extentSize), and pool 'gold' has 1 TiB free",
  ],
  [
    'a size beyond all numbers of blocks',
    { pools: [{ name: 'gold', size: 1e30 }] },
    'pools[0].size: got 1e+30, expected a size below 4 EiB',
  ],
  [
    'a plan that is none',
    { faults: untyped('42') },
    "faults: got 42, expected a fault plan: a shipped plan's name, lines such as 'array: return 40002', or an object with 'faults'",
  ],
  [
    'an empty name',
    { pools: [{ ...gold, name: '' }] },
    "options.pools[0].name: got '', expected text of at least 1 character",
  ],
  ['a seed that is no whole number', { seed: 1.5 }, 'options.seed: got 1.5, expected a whole number'],
  [
    'an unknown version',
    untyped('{ "version": "2018" }'),
    "options.version: got '2018', expected one of '2012', '2016' or '2012R2' (did you mean '2012'?)",
  ],
  [
    'an option that does not exist',
    untyped('{ "volums": [] }'),
    "options.volums: got [], expected only 'name', 'seed', 'version', 'startsAt', 'profile', 'pools', 'drives', 'volumes', 'accounts', 'credential', 'faults', 'trace' and 2 more here (did you mean 'volumes'?)",
  ],
  [
    'an option of a pool that does not exist',
    { pools: [untyped('{ "name": "gold", "sise": 1 }')] },
    "options.pools[0].sise: got 1, expected only 'name', 'size', 'primordial', 'thin', 'madeOf', 'usage' and 'system' here (did you mean 'size'?)",
  ],
  [
    'a missing size',
    { pools: [untyped('{ "name": "gold" }')] },
    "pools[0].size: got nothing, expected a size such as '1 TiB', or drives of the pool",
  ],
  [
    'an unknown usage',
    { pools: [untyped('{ "name": "gold", "size": 0, "usage": "reservd" }')] },
    "options.pools[0].usage: got 'reservd', expected one of 'other', 'unrestricted', 'reservedForComputerSystem', 'reservedAsDeltaReplicaContainer', 'reservedForMigrationServices', 'reservedForLocalReplicationServices', 'reservedForRemoteReplicationServices' or 'reservedForSparing'",
  ],
  ['nothing retained', { retain: 0 }, 'options.retain: got 0, expected a number of at least 1'],
  [
    'an empty password',
    { accounts: [{ name: 'ops', password: '' }] },
    "options.accounts[0].password: got '', expected text of at least 1 character",
  ],
  [
    'an account that ends before it begins',
    { accounts: [{ name: 'ops', password: 'a', expiresIn: '-1 d' }] },
    "accounts[0].expiresIn: got '-1 d', expected a duration of 0 or more: virtual time only moves forward",
  ],
  ['options that are none', untyped('[]'), 'options: got [], expected an object'],
  [
    'pools that are no list',
    untyped('{ "pools": { "gold": "1 TiB" } }'),
    'options.pools: got {"gold":"1 TiB"}, expected a list',
  ],
];

const profileRows: Rows<ProfileChoice> = [
  ['an unknown profile', 'ful-copy', `profile: got 'ful-copy', expected one of ${shipped} (did you mean 'full-copy'?)`],
  [
    'an unknown base',
    { base: 'fullcopy' },
    `profile.base: got 'fullcopy', expected one of ${shipped} (did you mean 'full-copy'?)`,
  ],
  ['a base of no likely name', { base: 'mirror' }, `profile.base: got 'mirror', expected one of ${shipped}`],
  [
    'a base of which only the beginning is given',
    { base: 'thin' },
    `profile.base: got 'thin', expected one of ${shipped} (did you mean 'thin-provisioned'?)`,
  ],
  [
    'a member that does not exist',
    untyped('{ "limits": { "runingJobs": 1 } }'),
    "profile.limits.runingJobs: got 1, expected only 'volumes', 'synchronizations', 'sessions', 'operations', 'runningJobs' and 'queuedJobs' here (did you mean 'runningJobs'?)",
  ],
  [
    'a member of the wrong kind',
    untyped('{ "clones": { "ofSnapshots": "yes" } }'),
    "profile.clones.ofSnapshots: got 'yes', expected true or false",
  ],
  [
    'a word that is none of the documented',
    untyped('{ "provider": { "rename": "acepted" } }'),
    "profile.provider.rename: got 'acepted', expected one of 'accepted', 'refused', 'unsupported' or 'noSuchProperty' (did you mean 'accepted'?)",
  ],
  [
    'a number that no document has',
    { capabilities: { features: [8, 4711] } },
    'profile.capabilities.features[1]: got 4711, expected a documented number of a replication feature',
  ],
  [
    'no slot for a job',
    { limits: { runningJobs: 0 } },
    'profile.limits.runningJobs: got 0, expected a number of at least 1',
  ],
  [
    'more replicas than the property can count',
    { capabilities: { maximumReplicasPerSource: 65_536 } },
    'profile.capabilities.maximumReplicasPerSource: got 65536, expected a number of at most 65535',
  ],
  [
    'a negative duration',
    { jobs: { startsWithin: -1 } },
    'profile.jobs.startsWithin: got -1, expected a duration of 0 or more: virtual time only moves forward',
  ],
  [
    'a malformed duration',
    { jobs: { removedAfter: '5 minutes' } },
    "profile.jobs.removedAfter: got '5 minutes', expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds; the units are d, h, min, s and ms",
  ],
  [
    'a negative latency',
    { provider: { latency: { connect: '-5 s' } } },
    "profile.provider.latency.connect: got '-5 s', expected a duration of 0 or more: virtual time only moves forward",
  ],
  [
    'a latency of an unknown step',
    untyped('{ "provider": { "latency": { "conect": 5 } } }'),
    "profile.provider.latency.conect: got 5, expected only 'service', 'connect', 'tls', 'authenticate', 'findService', 'readCapabilities', 'invoke', 'array', 'invokeReply', 'readBack', 'rename', 'subscribe' and 1 more here (did you mean 'connect'?)",
  ],
  [
    'an operation timeout that is no duration',
    { service: { operationTimeout: 'soon' } },
    "profile.service.operationTimeout: got 'soon', expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds",
  ],
  [
    'an enumeration timeout that is no duration',
    { provider: { enumeration: { longestTimeout: 0.5 } } },
    "profile.provider.enumeration.longestTimeout: got 0.5, expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds",
  ],
  [
    'a malformed extent',
    { extentSize: '1 MB' },
    "profile.extentSize: got '1 MB', expected a size in binary units such as '100 GiB' (1 GiB = 1024³ bytes), not in 'MB' (did you mean '1 MiB'?)",
  ],
  ['an extent of nothing', { extentSize: 0 }, 'profile.extentSize: got 0, expected at least one block, 512 B'],
  [
    'a number that is there twice',
    { capabilities: { features: [8, 51, 8] } },
    'profile.capabilities.features: got [8,51,8], expected each of them once',
  ],
  [
    'an action by a job that is always done within the call',
    { capabilities: { asynchronousActions: [2, 12] } },
    'profile.capabilities.asynchronousActions[1]: got 12, expected a documented number of a replication action that may be asynchronous',
  ],
  [
    'a threshold that is no whole block',
    { clones: { synchronousUpTo: 1 } },
    'profile.clones.synchronousUpTo: got 1, expected a multiple of 512 bytes: storage is counted in whole blocks',
  ],
  [
    'a copy rate of less than a block a millisecond',
    { jobs: { copyRatePerSecond: '400 KiB' } },
    "profile.jobs.copyRatePerSecond: got '400 KiB', expected at least '500 KiB', one block a millisecond",
  ],
  // Contradictions.
  [
    'local clones switched off, but with a type',
    { capabilities: { cloneLocal: false } },
    'profile.capabilities.cloneLocal: got false, expected true, because replicationTypes has a local clone type (10, 11 or 22)',
  ],
  [
    'local clones switched on, but without a type',
    { capabilities: { replicationTypes: [] } },
    'profile.capabilities.cloneLocal: got true, expected false, because replicationTypes lacks a local clone type (10, 11 or 22)',
  ],
  [
    'remote clones switched on, but without a type',
    { capabilities: { cloneRemote: true } },
    'profile.capabilities.cloneRemote: got true, expected false, because replicationTypes lacks a remote clone type (12, 13 or 23)',
  ],
  [
    'remote clones switched off, but with a type',
    { capabilities: { replicationTypes: [11, 13] } },
    'profile.capabilities.cloneRemote: got false, expected true, because replicationTypes has a remote clone type (12, 13 or 23)',
  ],
  [
    'clone types, but no action that makes one',
    { capabilities: { asynchronousActions: [] } },
    'profile.capabilities.asynchronousActions: got [], expected 2 (CreateElementReplica) here or in synchronousActions, because replicationTypes has a clone type',
  ],
  [
    'a TargetPool both forbidden and required',
    { capabilities: { features: [8, 40, 43] } },
    'profile.capabilities.features: got [8,40,43], expected not both 40 (TargetPool shall not be supplied) and 43 (Creating remote elements requires TargetPool)',
  ],
  [
    'a TargetPool forbidden, and required by the provider',
    { capabilities: { features: [8, 40] }, provider: { requiresTargetPool: true } },
    'profile.provider.requiresTargetPool: got true, expected false, because feature 40 forbids a TargetPool',
  ],
  [
    'an offline source asked for, and an online one',
    { capabilities: { features: [8, 23] } },
    'profile.clones.requireOnlineSource: got true, expected false, because feature 23 asks for an offline source',
  ],
];

test.each(optionRows)('createArray refuses %s', (_what, options, message) => {
  expectRefused(() => createArray(options), message);
});

test.each(profileRows)('createArray refuses a profile with %s', (_what, profile, message) => {
  expectRefused(() => createArray({ profile }), message);
});

test('an edited profile is judged like a chosen one', () => {
  expectRefused(
    () =>
      profiles['full-copy'].with((draft) => {
        draft.capabilities.cloneRemote = true;
      }),
    'profile.capabilities.cloneRemote: got true, expected false, because replicationTypes lacks a remote clone type (12, 13 or 23)',
  );
});

/** An array with a bit of everything: a copy that runs, one that is over, calls in flight, two volumes of one name. */
function busy(): StorageArray {
  const array = createArray({
    seed: 1,
    pools: [gold, { name: 'silver', size: '200 GiB' }],
    volumes: [db, { ...db, name: 'web', size: '1 GiB' }],
  });
  array.createClone('web', { ElementName: 'same' });
  array.createClone('web', { ElementName: 'same' });
  array.settle();
  array.createClone('db', { ElementName: 'running' });
  array.advance('1 s');
  array.begin('web', 'CreateClone');
  return array;
}

const start = busy();
const [finishedJob, , runningJob] = start.jobs().map(({ id }) => id);
if (finishedJob === undefined || runningJob === undefined) throw new Error('there are three jobs');
const takenCall = start.begin('db', 'CreateClone');
start.finish(takenCall);
const removed = start.fork();
removed.advance('10 min');

const clone = (on: string, parameters: CreateCloneParameters) => (array: StorageArray) =>
  array.createClone(on, parameters);
const set = (change: Change) => (array: StorageArray) => array.set(change);
const beyond = (change: OutOfBandChange) => (array: StorageArray) => array.outOfBand.set(change);

const callRows: Rows<(array: StorageArray) => unknown> = [
  [
    'an unknown parameter',
    clone('db', untyped('{ "ElementNam": "x" }')),
    "CreateClone: got 'ElementNam', expected a parameter of CreateClone: ElementName, TargetPool, username, password (did you mean 'ElementName'?)",
  ],
  [
    'a misspelt password, without repeating it',
    clone('db', untyped('{ "pasword": "tell no one" }')),
    "CreateClone: got 'pasword', expected a parameter of CreateClone: ElementName, TargetPool, username, password (did you mean 'password'?)",
  ],
  [
    'an unknown parameter of no likely name',
    clone('db', untyped('{ "Size": 5 }')),
    "CreateClone: got 'Size', expected a parameter of CreateClone: ElementName, TargetPool, username, password",
  ],
  [
    'an unknown method',
    (array) => array.invoke('db', untyped('"Format"')),
    `method: got 'Format', expected a method that arraysim knows: ${methodNames.join(', ')}`,
  ],
  [
    'a misspelt method',
    (array) => array.begin('db', untyped('"CreateClon"')),
    `method: got 'CreateClon', expected a method that arraysim knows: ${methodNames.join(', ')} (did you mean 'CreateClone'?)`,
  ],
  [
    'an ambiguous source',
    clone('same', {}),
    "on: got 'same', expected an id, because 2 elements have this name: vol-2WD4W93F-944188b5, vol-2WD4W93F-3278a4dd",
  ],
  [
    'a negative span',
    (array) => array.advance(-5),
    'advance: got -5, expected a duration of 0 or more: virtual time only moves forward',
  ],
  [
    'a negative span in words',
    (array) => array.advance('-5 min'),
    "advance: got '-5 min', expected a duration of 0 or more: virtual time only moves forward",
  ],
  [
    'a span that is none',
    (array) => array.advance('5 minutes'),
    "advance: got '5 minutes', expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds; the units are d, h, min, s and ms",
  ],
  [
    'a span beyond the end of time',
    (array) => array.advance(Number.MAX_SAFE_INTEGER),
    'advance: got 9007199254740991, expected at most 9007199254737790 ms, where virtual time ends',
  ],
  [
    'a fraction of a millisecond',
    (array) => array.advance(0.5),
    "advance: got 0.5, expected a duration such as '5 min' or '1 h 30 min', or a whole number of milliseconds",
  ],
  [
    'a span with its units the wrong way round',
    (array) => array.advance('30 min 1 h'),
    "advance: got '30 min 1 h', expected each unit at most once, the largest first",
  ],
  [
    'an unknown volume',
    (array) => array.volume('dbb'),
    "volume: got 'dbb', expected the id or the unique name of a volume (did you mean 'db'?)",
  ],
  [
    'an ambiguous volume',
    (array) => array.volume('same'),
    "volume: got 'same', expected an id, because 2 elements have this name: vol-2WD4W93F-944188b5, vol-2WD4W93F-3278a4dd",
  ],
  [
    'an ambiguous volume that may be missing',
    (array) => array.findVolume('same'),
    "volume: got 'same', expected an id, because 2 elements have this name: vol-2WD4W93F-944188b5, vol-2WD4W93F-3278a4dd",
  ],
  [
    'a pool asked for as a volume',
    (array) => array.volume('silver'),
    "volume: got 'silver', expected the id or the unique name of a volume",
  ],
  [
    'an unknown pool',
    (array) => array.pool('golden'),
    "pool: got 'golden', expected the id or the unique name of a pool (did you mean 'gold'?)",
  ],
  ['an unknown job', (array) => array.job('job-1'), "job: got 'job-1', expected the id of a job"],
  ['the job of a reply that has none', (array) => array.job(null), 'job: got null, expected the id of a job'],
  [
    'an unknown kind of digest',
    (array) => array.digest(untyped('"identiti"')),
    "digest: got 'identiti', expected one of identity, observable, canonical (did you mean 'identity'?)",
  ],
  [
    'an unknown call',
    (array) => array.finish(untyped('"call-1"')),
    "call: got 'call-1', expected a call that begin() returned and finish() has not taken yet",
  ],
  [
    'a call that is finished already',
    (array) => array.finish(takenCall),
    "call: got 'call-2WD4W93F-e1d108d0', expected a call that begin() returned and finish() has not taken yet",
  ],
  [
    'a step of a call that is finished already',
    (array) => array.step(takenCall),
    "call: got 'call-2WD4W93F-e1d108d0', expected a call that begin() returned and finish() has not taken yet",
  ],
  [
    'the progress of an unknown call',
    (array) => array.progress(untyped('"call-1"')),
    "call: got 'call-1', expected a call that begin() returned and finish() has not taken yet",
  ],
  [
    'a failure at an unknown step',
    (array) => array.provider.failAt(untyped('"invok"'), 1),
    "failAt.at: got 'invok', expected one of service, connect, tls, authenticate, findService, readCapabilities, invoke, array, invokeReply, readBack, rename, subscribe, serviceReply, jobEnd (did you mean 'invoke'?)",
  ],
  [
    'a failure with a code that the step does not have',
    (array) => array.provider.failAt('array', 51005, { method: 'CreateClone' }),
    'failAt.code: got 51005, expected an outcome of array: 40300, 1, 4, 40002, 2, 43001',
  ],
  [
    'a failure with a code that the step has for another method',
    (array) => array.provider.failAt('array', 40811, { method: 'StorageVolume.Delete' }),
    'failAt.code: got 40811, expected an outcome of array: 4, 40313, 1, 6, 40309, 40310, 40314, 2, 43001',
  ],
  [
    'a failure of a method that there is not',
    (array) => array.provider.failAt('array', 2, untyped('{ "method": "CreateClon" }')),
    "failAt.method: got 'CreateClon', expected the name of a method (did you mean 'CreateClone'?)",
  ],
  [
    'a job that ends with a code that no job ends with',
    (array) => array.provider.failAt('jobEnd', 51000),
    'failAt.code: got 51000, expected an outcome of jobEnd: 4, 2, 40002, 43001, 40310, 40314, 6, 41000, 1, 4097',
  ],
  [
    'a lost reply elsewhere than at the end',
    (array) => array.provider.failAt('invokeReply', 'lost'),
    "failAt.code: got 'lost', expected an outcome of invokeReply: 3, 40300, 4, 1",
  ],
  [
    'a code where only the reply can be lost',
    (array) => array.provider.failAt('serviceReply', 3),
    'failAt.code: got 3, expected an outcome of serviceReply: lost',
  ],
  [
    'a failure no times',
    (array) => array.provider.failAt('array', 2, { times: 0 }),
    'failAt.times: got 0, expected a whole number of at least 1',
  ],
  [
    'a failure half a time',
    (array) => array.provider.failAt('array', 2, { times: 0.5 }),
    'failAt.times: got 0.5, expected a whole number of at least 1',
  ],
  [
    'a control of an unknown job',
    (array) => array.jobs.suspend('job-1'),
    "jobs.suspend: got 'job-1', expected the id of a job",
  ],
];

const setRows: Rows<(array: StorageArray) => unknown> = [
  [
    'an unknown change',
    set(untyped('{ "volum": "db", "state": "offline" }')),
    "set: got 'volum', expected one of role, credential, account, configurationProvider, managementController, certificate, capabilities, limits, volume, pool, drive, link, provider, indications (did you mean 'volume'?)",
  ],
  [
    'no change at all',
    set(untyped('{}')),
    'set: got {}, expected one of role, credential, account, configurationProvider, managementController, certificate, capabilities, limits, volume, pool, drive, link, provider, indications',
  ],
  [
    'a change that is none',
    set(untyped('"offline"')),
    "set: got 'offline', expected one of role, credential, account, configurationProvider, managementController, certificate, capabilities, limits, volume, pool, drive, link, provider, indications",
  ],
  [
    'an unknown volume',
    set({ volume: 'dbb', state: 'offline' }),
    "set.volume: got 'dbb', expected the id or the unique name of a volume (did you mean 'db'?)",
  ],
  [
    'an ambiguous volume',
    set({ volume: 'same', state: 'offline' }),
    "set.volume: got 'same', expected an id, because 2 elements have this name: vol-2WD4W93F-944188b5, vol-2WD4W93F-3278a4dd",
  ],
  [
    'an unknown state',
    // @ts-expect-error: no compiler lets it pass
    set({ volume: 'db', state: 'ofline' }),
    "set.state: got 'ofline', expected one of 'online', 'failed', 'offline', 'resizing', 'restoring' or 'degraded' (did you mean 'offline'?)",
  ],
  [
    'a state that only the array itself gives',
    // @ts-expect-error: no compiler lets it pass
    set({ volume: 'db', state: 'gone' }),
    "set.state: got 'gone', expected one of 'online', 'failed', 'offline', 'resizing', 'restoring' or 'degraded'",
  ],
  [
    'a half clone set online',
    set({ volume: 'running', state: 'online' }),
    "set.state: got 'online', expected 'failed', or a volume whose copy has ended: only that makes it usable",
  ],
  [
    'a state out of reach',
    set({ volume: 'running', state: 'resizing' }),
    "set.state: got 'resizing', expected a state that starting can change to: gone, online, failed",
  ],
  [
    'an unknown pool',
    set({ pool: 'silber', state: 'offline' }),
    "set.pool: got 'silber', expected the id or the unique name of a pool (did you mean 'silver'?)",
  ],
  [
    'an unknown state of a pool',
    // @ts-expect-error: no compiler lets it pass
    set({ pool: 'silver', state: 'offlin' }),
    "set.state: got 'offlin', expected one of 'online', 'offline', 'readOnly' or 'degraded' (did you mean 'offline'?)",
  ],
  [
    'a pool smaller than what is in it',
    set({ pool: 'gold', size: '10 GiB' }),
    "set.size: got '10 GiB', expected at least 303 GiB, what is used, reserved and stolen in 'gold'",
  ],
  [
    'a malformed size',
    set({ pool: 'gold', size: 'large' }),
    "set.size: got 'large', expected a size such as '100 GiB' or a whole number of bytes",
  ],
  [
    'a key beside the change',
    set(untyped('{ "volume": "db", "state": "offline", "why": "x" }')),
    "set.why: got 'x', expected only 'volume', 'state' and 'exposed' here",
  ],
  [
    'an unknown role',
    set(untyped('{ "role": "readr" }')),
    "set.role: got 'readr', expected one of 'administrator', 'operator' or 'reader' (did you mean 'reader'?)",
  ],
  [
    'an account without its name',
    set(untyped('{ "account": {} }')),
    "set.account.name: got nothing, expected an account's name",
  ],
  [
    'an unknown account without a password',
    set({ account: { name: 'servic', revoked: true } }),
    "set.account.name: got 'servic', expected the name of an account, or a password for a new one (did you mean 'service'?)",
  ],
  [
    'an account that ends before now',
    set({ account: { name: 'service', expiresIn: '-1 s' } }),
    "set.account.expiresIn: got '-1 s', expected a duration of 0 or more: virtual time only moves forward",
  ],
  [
    'a certificate that expires before now',
    set({ certificate: 'valid', expiresIn: -1 }),
    'set.expiresIn: got -1, expected a duration of 0 or more: virtual time only moves forward',
  ],
  [
    'an unknown certificate',
    set(untyped('{ "certificate": "expird" }')),
    "set.certificate: got 'expird', expected one of 'valid', 'expired', 'untrusted' or 'wrongHost' (did you mean 'expired'?)",
  ],
  [
    'a negative limit',
    set({ limits: { queuedJobs: -1 } }),
    'set.limits.queuedJobs: got -1, expected a number of at least 0',
  ],
  [
    'an unknown limit',
    set(untyped('{ "limits": { "queudJobs": 1 } }')),
    "set.limits.queudJobs: got 1, expected only 'volumes', 'synchronizations', 'sessions', 'operations', 'runningJobs' and 'queuedJobs' here (did you mean 'queuedJobs'?)",
  ],
  [
    'no slot for a job',
    set({ limits: { runningJobs: 0 } }),
    'set.limits.runningJobs: got 0, expected a number of at least 1',
  ],
  [
    'a feature that no document has',
    set({ capabilities: { features: [4711] } }),
    'set.capabilities.features[0]: got 4711, expected a documented number of a replication feature',
  ],
  [
    'an unknown link',
    set(untyped('{ "provider": { "link": "donw" } }')),
    "set.provider.link: got 'donw', expected one of 'up', 'hung' or 'down' (did you mean 'down'?)",
  ],
  [
    'a negative number of sessions',
    set({ provider: { foreignSessions: -1 } }),
    'set.provider.foreignSessions: got -1, expected a number of at least 0',
  ],
  [
    'an unknown destination',
    set(untyped('{ "indications": { "destination": "valit" } }')),
    "set.indications.destination: got 'valit', expected one of 'valid' or 'invalid' (did you mean 'valid'?)",
  ],
  [
    'an empty username',
    set({ credential: { username: '', password: 'a' } }),
    "set.credential.username: got '', expected text of at least 1 character",
  ],
];

const beyondRows: Rows<(array: StorageArray) => unknown> = [
  [
    'an unknown change',
    beyond(untyped('{ "role": "reader" }')),
    "outOfBand: got 'role', expected one of delete, create, volume, pool, drive, capabilities",
  ],
  [
    'an unknown element to delete',
    (array) => array.outOfBand.delete('dbb'),
    "outOfBand.delete: got 'dbb', expected the id or the unique name of a volume (did you mean 'db'?)",
  ],
  [
    'a new volume in an unknown pool',
    (array) => array.outOfBand.create({ name: 'x', pool: 'golt', size: 512 }),
    "outOfBand.create.pool: got 'golt', expected the id or the unique name of a pool (did you mean 'gold'?)",
  ],
  [
    'a new volume without a size',
    (array) => array.outOfBand.create({ name: 'x', pool: 'gold', size: 0 }),
    'outOfBand.create.size: got 0, expected a size of at least one block, 512 B',
  ],
  [
    'a new volume larger than what is free',
    (array) => array.outOfBand.create({ name: 'x', pool: 'silver', size: '201 GiB' }),
    "outOfBand.create.size: got '201 GiB', expected at most 200 GiB, what pool 'silver' has free",
  ],
  [
    'a new volume without a name',
    (array) => array.outOfBand.create({ name: '', pool: 'gold', size: 512 }),
    "outOfBand.create.name: got '', expected text of at least 1 character",
  ],
  [
    'an unknown volume to change',
    beyond({ volume: 'dbb', state: 'offline' }),
    "outOfBand.volume: got 'dbb', expected the id or the unique name of a volume (did you mean 'db'?)",
  ],
];

describe.each([
  ['a call', callRows],
  ['set', setRows],
  ['out of band', beyondRows],
] as const)('%s', (_where, rows) => {
  test.each(rows)('refuses %s, and nothing has changed', (_what, act, message) => {
    const array = start.fork();
    const before = [array.digest('identity'), array.trace().hash, array.save()];
    expectRefused(() => act(array), message);
    expect([array.digest('identity'), array.trace().hash, array.save()]).toEqual(before);
    expect(array.trace().entries).toEqual(start.trace().entries);
  });
});

test.each([
  ['the source of a copy', 'db', 'inUse', "job-2WD4W93F-4240e2f4 and 1 more still work on volume 'db'"],
  ['the target of a copy', 'running', 'inUse', "job-2WD4W93F-e078fa1d still works on volume 'running'"],
  ['a pool with volumes', 'gold', 'notEmpty', "pool 'gold' has 6 volumes"],
] as const)(
  'the array refuses to delete %s out of band, and nothing has changed',
  (_what, element, because, message) => {
    const array = start.fork();
    const before = [array.digest('identity'), array.save()];
    expect(array.outOfBand.delete(element)).toEqual({ changed: false, because, message });
    expect([array.digest('identity'), array.save()]).toEqual(before);
  },
);

test('a job that was removed is told from one that never was', () => {
  expectRefused(
    () => removed.job(finishedJob),
    "job: got 'job-2WD4W93F-1ce71120', expected a job that has not been removed yet (profile.jobs.removedAfter), or forgotten by a restart (provider.forgets)",
  );
});

test.each([
  ['resume', runningJob, 'it is running: suspend, terminate, kill, enterService, query'],
  ['answer', runningJob, 'it is running: suspend, terminate, kill, enterService, query'],
  ['leaveService', runningJob, 'it is running: suspend, terminate, kill, enterService, query'],
  ['kill', finishedJob, 'it is completed: nothing any more'],
  ['suspend', finishedJob, 'it is completed: nothing any more'],
] as const)('a job refuses to %s in the wrong state, and nothing has changed', (control, job: JobId, message) => {
  const array = start.fork();
  const before = [array.digest('identity'), array.trace().hash];
  expect(() => array.jobs[control](job)).toThrow(BadInputError);
  expect(() => array.jobs[control](job)).toThrow(message);
  expect([array.digest('identity'), array.trace().hash]).toEqual(before);
});

test('a password in a refused change takes no stand-in: what follows is traced as if nothing had been', () => {
  const [refused, never] = [start.fork(), start.fork()];
  expect(() => refused.set({ account: { name: 'x', password: 'refused', expiresIn: '-1 s' } })).toThrow(BadInputError);
  for (const array of [refused, never]) array.createClone('db', { username: 'service', password: 'other' });
  expect(refused.trace()).toEqual(never.trace());
});
