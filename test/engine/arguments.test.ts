import { describe, expect, test } from 'vitest';
import { BadInputError, createArray, instances, loadArray, profiles, type StorageArray } from '../../src/index.js';

// Callers in JavaScript are untyped.
type Anything = never;
const no = (value: unknown) => value as Anything;

const start = createArray({
  pools: [{ name: 'gold', size: '1 TiB' }],
  volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
});
start.begin('db', 'CreateClone');

function cyclic(): object {
  const ring: Record<string, unknown> = {};
  ring.ring = ring;
  return ring;
}

const wrong: readonly (readonly [kind: string, value: unknown])[] = [
  ['null', null],
  ['nothing', undefined],
  ['0', 0],
  ['an empty object', {}],
  ['a list', []],
  ['true', true],
  ['an id of null', { id: null }],
  ['a symbol', Symbol('db')],
];

const referring: readonly (readonly [where: string, act: (array: StorageArray, value: unknown) => unknown])[] = [
  ['createClone', (array, value) => array.createClone(no(value))],
  ['begin', (array, value) => array.begin(no(value), 'CreateClone')],
  ['volume', (array, value) => array.volume(no(value))],
  ['findVolume', (array, value) => array.findVolume(no(value))],
  ['pool', (array, value) => array.pool(no(value))],
  ['job', (array, value) => array.job(no(value))],
  ['jobs.suspend', (array, value) => array.jobs.suspend(no(value))],
  ['jobs.kill', (array, value) => array.jobs.kill(no(value))],
  ['step', (array, value) => array.step(no(value))],
  ['progress', (array, value) => array.progress(no(value))],
  ['finish', (array, value) => array.finish(no(value))],
  ['outOfBand.delete', (array, value) => array.outOfBand.delete(no(value))],
  ['outOfBand.create', (array, value) => array.outOfBand.create(no(value))],
  ['the pool of outOfBand.create', (array, value) => array.outOfBand.create({ name: 'x', pool: no(value), size: 512 })],
  ['host.write', (array, value) => array.host.write(no(value), { offset: 0, length: 512, tag: 'x' })],
  ['host.read', (array, value) => array.host.read(no(value))],
  ['faults.release', (array, value) => array.faults.release(no(value))],
  ['faults.remove', (array, value) => array.faults.remove(no(value))],
  ['faults.add', (array, value) => array.faults.add(no(value))],
  ['faults.use', (array, value) => array.faults.use(no(value))],
  ['faults.hold', (array, value) => array.faults.hold(no(value), { at: 'array' })],
  ['set', (array, value) => array.set(no(value))],
  ['digest', (array, value) => array.digest(no(value))],
  ['instances', (array, value) => instances(array, no(value))],
];

/** What an array is, as far as anybody can tell. */
function pictureOf(array: StorageArray): unknown {
  return [array.digest('identity'), array.trace(), array.save(), array.now, array.faults.ledger()];
}

function expectRefused(
  act: (array: StorageArray) => unknown,
  message: RegExp | string = /^[\w.]+: got .+, expected /,
): void {
  const array = start.fork();
  const before = pictureOf(array);
  expect(() => act(array)).toThrow(BadInputError);
  expect(() => act(array)).toThrow(message);
  expect(pictureOf(array)).toEqual(before);
}

describe('what refers to nothing is refused, and nothing has changed', () => {
  const pairs = referring.flatMap(([where, act]) => wrong.map(([kind, value]) => [where, kind, act, value] as const));
  test.each(pairs)('%s of %s', (_where, _kind, act, value) => expectRefused((array) => act(array, value)));
});

test.each<readonly [what: string, act: (array: StorageArray) => unknown, message: string]>([
  [
    'a source of the wrong kind',
    (array) => array.createClone(no(null)),
    'on: got null, expected an id, a unique name, or an object with an id',
  ],
  [
    'parameters that are none',
    (array) => array.createClone('db', no(1)),
    'CreateClone: got 1, expected an object; a parameter of CreateClone is one of: ElementName, TargetPool, username, password',
  ],
  [
    'a name in the place of parameters',
    (array) => array.createClone('db', no('x')),
    "CreateClone: got 'x', expected an object; a parameter of CreateClone is one of:",
  ],
  ['parameters of null', (array) => array.createClone('db', no(null)), 'CreateClone: got null, expected an object;'],
  ['a list of parameters', (array) => array.createClone('db', no([])), 'CreateClone: got [], expected an object;'],
  [
    'a misspelt option',
    (array) => array.createClone('db', {}, no({ Caller: 'ops' })),
    "options: got 'Caller', expected an option of a call: caller (did you mean 'caller'?)",
  ],
  ['options of null', (array) => array.createClone('db', {}, no(null)), 'options: got null, expected an object;'],
  [
    'a caller in the place of options',
    (array) => array.createClone('db', {}, no('ops')),
    "options: got 'ops', expected an object; an option of a call is one of: caller",
  ],
  [
    'a caller that is no text',
    (array) => array.begin('db', 'CreateClone', {}, no({ caller: 1 })),
    'options.caller: got 1, expected the name of a caller, as in set({ role, caller })',
  ],
  [
    'a name that nothing can write down',
    (array) => array.createClone('db', { ElementName: no(Symbol('x')) }),
    'CreateClone.ElementName: got Symbol(x), expected what JSON can say, whether it is right or wrong',
  ],
  [
    'a name that contains itself',
    (array) => array.createClone('db', { ElementName: no(cyclic()) }),
    'CreateClone.ElementName.ring: got an object that contains itself, expected no object that contains itself',
  ],
  [
    'a pool of NaN',
    (array) => array.createClone('db', { TargetPool: no(Number.NaN) }),
    'CreateClone.TargetPool: got NaN, expected what JSON can say',
  ],
  ['a span of null', (array) => array.advance(no(null)), "advance: got null, expected a duration such as '5 min'"],
  ['a span of true', (array) => array.advance(no(true)), "advance: got true, expected a duration such as '5 min'"],
  ['a list as a span', (array) => array.advance(no([5])), "advance: got [5], expected a duration such as '5 min'"],
  ['a symbol as a span', (array) => array.advance(no(Symbol('x'))), 'advance: got Symbol(x), expected a duration'],
  [
    'a range without its length',
    (array) => array.host.read('db', no({ offset: 0 })),
    'read.length: got nothing, expected a string, a number or a bigint',
  ],
  [
    'a range with more than a range has',
    (array) => array.host.read('db', no({ offset: 0, length: 512, tag: 'x' })),
    "read.tag: got 'x', expected only 'offset' and 'length' here",
  ],
  ['a write of nothing', (array) => array.host.write('db', no(null)), 'write: got null, expected an object'],
  [
    'a hold of nowhere',
    (array) => array.faults.hold('t', no(undefined)),
    'hold.where: got nothing, expected an object; a member of where to hold is one of: at, when',
  ],
  [
    'a hold with a misspelt member',
    (array) => array.faults.hold('t', no({ at: 'array', whn: {} })),
    "hold.where: got 'whn', expected a member of where to hold: at, when (did you mean 'when'?)",
  ],
  [
    'a misspelt option of failAt',
    (array) => array.provider.failAt('array', 2, no({ time: 2 })),
    "failAt.options: got 'time', expected an option of failAt: times, method (did you mean 'times'?)",
  ],
  [
    'options of failAt that are none',
    (array) => array.provider.failAt('array', 2, no(null)),
    'failAt.options: got null, expected an object;',
  ],
  [
    'a recipe that is none',
    () => profiles['full-copy'].with(no({})),
    'with: got {}, expected a function that writes into a draft of the profile',
  ],
])('%s is refused, and nothing has changed', (_what, act, message) => expectRefused(act, message));

test.each<readonly [what: string, parameters: object, message: string]>([
  ['a number for a name', { ElementName: 5 }, 'ElementName is a number, not a string'],
  ['a pool object without an id', { TargetPool: {} }, 'TargetPool is an object, not a reference to a pool'],
  ['a number for a user', { username: 5, password: 'x' }, 'username is a number, not a string'],
])(
  '%s could come over the wire: the storage service refuses it, and the call can be saved meanwhile',
  (_what, parameters, message) => {
    const array = start.fork();
    const call = array.begin('db', 'CreateClone', no(parameters));
    const reply = loadArray(array.save()).finish(call);
    expect([reply.ReturnValue, reply.ExtendedStatus?.SMMessage]).toEqual([5, expect.stringContaining(message)]);
  },
);
