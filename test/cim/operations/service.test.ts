import { describe, expect, test } from 'vitest';
import type { Associated, CimOperation } from '../../../src/cim/operations/requests.js';
import { factsOf, methodNames } from '../../../src/vocabulary/methods/index.js';
import { answered, dbOf, pathTo, said, served, storage, text } from './asked.js';

const enumerate = (className: string, more: object = {}): CimOperation => ({
  do: 'enumerate',
  className,
  items: 'paths',
  deep: true,
  properties: null,
  page: null,
  ...more,
});

const associated = (of: Associated['of'], more: Partial<Associated> = {}): Associated => ({
  do: 'associated',
  of,
  want: 'others',
  items: 'paths',
  associationClass: null,
  resultClass: null,
  role: null,
  resultRole: null,
  properties: null,
  page: null,
  ...more,
});

const clone = (on: ReturnType<typeof pathTo>, parameters: [string, unknown][] = []): CimOperation => ({
  do: 'invoke',
  on,
  method: 'createclone',
  // Tests give what clients send, right or wrong.
  parameters: parameters.map(([name, value]) => ({ name, value: value as never })),
});

describe('an instance is read', () => {
  test('by its path: class and key in any case, the key unnamed, the namespace in any form', () => {
    const { array, perform } = served();
    const { id } = array.volume('db');
    const wanted = `MSFT_SMStorageVolume(${id})`;
    for (const path of [
      pathTo('MSFT_SMStorageVolume', id),
      pathTo('msft_smstoragevolume', id, 'ROOT\\Microsoft\\Windows\\Storage\\SM'),
      { ...pathTo('MSFT_SMStorageVolume', id), keys: [{ name: 'OBJECTID', value: text(id, 'string') }] },
      { ...pathTo('MSFT_SMStorageVolume', id), keys: [{ name: null, value: text(id) }] },
    ])
      expect(said(perform({ do: 'getInstance', path, properties: null }))).toBe(wanted);
  });

  test('with the properties that were asked for, those that there are not left out', () => {
    const { array, perform } = served();
    const result = perform({ do: 'getInstance', path: dbOf(array), properties: ['displayname', 'BlockSize', 'Nope'] });
    if (result.kind !== 'instance') throw new Error('no instance');
    expect(result.instance.properties.map(({ name }) => name)).toEqual(['DisplayName', 'BlockSize']);
    expect(result.instance.values.DisplayName).toBe('db');
    expect(result.instance.values.BlockSize).toBe(512n);
  });

  test('a link, by the paths of its ends', () => {
    const { array, perform } = served();
    const [pool, volume] = [array.pool('gold').id, array.volume('db').id];
    const keys = [
      { name: 'Child', value: pathTo('MSFT_SMStorageVolume', volume) },
      { name: 'Parent', value: pathTo('MSFT_SMPool', pool) },
    ];
    const path = { kind: 'path', namespace: null, className: 'MSFT_SMPoolToVolume', keys } as const;
    const wanted = `MSFT_SMPoolToVolume(MSFT_SMPool(${pool}), MSFT_SMStorageVolume(${volume}))`;
    expect(said(perform({ do: 'getInstance', path, properties: null }))).toBe(wanted);
  });

  test.each([
    ['another namespace', { namespace: 'root/cimv2' }, {}, "3 there is no namespace 'root/cimv2'"],
    ['a path of another namespace', {}, { namespace: 'root/interop' }, '4 the path is one of namespace'],
    ['an unknown class', {}, { className: 'constructor' }, "5 there is no class 'constructor' here"],
    ['no key', {}, { keys: [] }, '4 the key ObjectId of MSFT_SMStorageVolume is missing'],
    ['a key that is none', {}, { keys: [{ name: '__proto__', value: text('x') }] }, "4 '__proto__' is no key of"],
    [
      'a key twice',
      {},
      { keys: ['a', 'b'].map((one) => ({ name: 'ObjectId', value: text(one) })) },
      '4 the key ObjectId is given twice',
    ],
    [
      'a number for a key',
      {},
      { keys: [{ name: 'ObjectId', value: text('1', 'uint16') }] },
      "13 the key ObjectId is a string, not 'uint16'",
    ],
    [
      'an id that there is not',
      {},
      { keys: [{ name: 'ObjectId', value: text('nope\nx') }] },
      "6 there is no MSFT_SMStorageVolume with ObjectId='nope\\nx'",
    ],
    [
      'a name for an id',
      {},
      { keys: [{ name: 'ObjectId', value: text('db') }] },
      '6 there is no MSFT_SMStorageVolume with',
    ],
  ])('not with %s', (_, asked, path, wanted) => {
    const { array, perform } = served();
    const given = { ...dbOf(array), ...path } as ReturnType<typeof dbOf>;
    expect(said(perform({ do: 'getInstance', path: given, properties: null }, asked))).toContain(wanted);
  });
});

describe('an enumeration', () => {
  test('has the instances of a class and of those below it, each as its own class', () => {
    const { array, perform } = served();
    expect(said(perform(enumerate('MSFT_SMPool')))).toEqual([`MSFT_SMPool(${array.pool('gold').id})`]);
    const all = said(perform(enumerate('MSFT_SMStorageObject'))) as string[];
    expect(all.filter((one) => /^MSFT_SM(Pool|StorageVolume)\(/.test(one))).toHaveLength(2);
  });

  test('of a class without instances has none, and one of no class is refused', () => {
    const { perform } = served();
    expect(said(perform(enumerate('MSFT_SMDiskDrive')))).toEqual([]);
    expect(said(perform(enumerate('MSFT_SMNope')))).toBe("5 there is no class 'MSFT_SMNope' here");
  });

  test('by pages shows the array as it was when it was opened, and each instance once', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { array, service, perform } = served({
      volumes: names.map((name) => ({ name, pool: 'gold', size: '1 GiB', written: '1 GiB' })),
    });
    const wanted = array.volumes().map(({ id }) => `MSFT_SMStorageVolume(${id})`);
    const first = perform(enumerate('MSFT_SMStorageVolume', { page: { first: 2, idleMs: null } }));
    array.createClone('a');
    array.invoke('e', 'StorageVolume.Delete');
    const second = perform({ do: 'pull', context: 'context-0', items: 'paths', most: 2 });
    expect(service.openEnumerations).toBe(1);
    const last = perform({ do: 'pull', context: 'context-0', items: 'paths', most: 2 });
    expect([first, second, last].flatMap(said)).toEqual(wanted);
    expect(last).toMatchObject({ context: null });
    expect(service.openEnumerations).toBe(0);
    expect(said(perform({ do: 'pull', context: 'context-0', items: 'paths', most: 2 }))).toContain(
      '21 there is no such',
    );
  });

  test('that ends with its first page is not kept; one that is opened only is, also when it is empty', () => {
    const { service, perform } = served();
    expect(perform(enumerate('MSFT_SMPool', { page: { first: 1, idleMs: null } }))).toMatchObject({ context: null });
    expect(perform(enumerate('MSFT_SMPool', { page: { first: 0, idleMs: null } }))).toMatchObject({
      context: 'context-0',
      items: [],
    });
    expect(perform(enumerate('MSFT_SMDiskDrive', { page: { first: 0, idleMs: null } }))).toMatchObject({
      context: 'context-1',
    });
    expect(service.openEnumerations).toBe(2);
    expect(perform({ do: 'pull', context: 'context-1', items: null, most: 0 })).toMatchObject({ context: 'context-1' });
    expect(perform({ do: 'pull', context: 'context-1', items: null, most: 1 })).toMatchObject({
      context: null,
      items: [],
    });
    expect(perform({ do: 'close', context: 'context-0' })).toEqual({ kind: 'nothing' });
    expect(service.openEnumerations).toBe(0);
  });

  test('belongs to its user and to what it was opened for, gets old, and there are so many', () => {
    const { clock, perform } = served();
    const open = enumerate('MSFT_SMPool', { page: { first: 0, idleMs: 5000 } });
    for (let count = 0; count < 3; count++) perform(open);
    expect(said(perform(open))).toBe('27 3 enumerations are open, which is the most there may be');
    const pull = { do: 'pull', context: 'context-0', items: 'paths', most: 0 } as const;
    expect(said(perform(pull, { caller: 'another' }))).toContain('21 there is no such enumeration');
    expect(said(perform({ ...pull, items: 'instances' }))).toBe('21 the enumeration is one of paths');
    clock.nowMs = 999;
    expect(perform(pull)).toMatchObject({ context: 'context-0' });
    clock.nowMs = 1000;
    expect(perform(open)).toMatchObject({ kind: 'page' });
    expect(said(perform({ ...pull, context: 'context-1' }))).toContain('21 there is no such enumeration');
    expect(perform(pull)).toMatchObject({ context: 'context-0' });
  });
});

describe('what is associated', () => {
  test('with a volume: its pool, its replicas, its job', () => {
    const { array, perform } = served();
    const reply = array.createClone('db');
    const target = String(reply.TargetStorageVolume);
    expect(said(perform(associated(dbOf(array))))).toEqual([
      `MSFT_SMPool(${array.pool('gold').id})`,
      `MSFT_SMStorageVolume(${target})`,
    ]);
    const links = perform(associated(pathTo('MSFT_SMStorageVolume', target), { want: 'links', items: 'instances' }));
    expect((said(links) as string[]).map((one) => one.split('(')[0]).sort()).toEqual([
      'MSFT_SMJobToStorageVolume',
      'MSFT_SMPoolToVolume',
      'MSFT_SMStorageSynchronized',
    ]);
    const jobs = perform(associated(pathTo('MSFT_SMStorageVolume', target), { resultClass: 'msft_smjob' }));
    expect(said(jobs)).toEqual([`MSFT_SMJob(${reply.Job})`]);
  });

  test('is what a walk through all links finds, from whichever end', () => {
    const { array, perform } = served({ profile: 'full-copy' });
    for (let count = 0; count < 3; count++) array.createClone('db');
    array.advance('1 s');
    const all = [
      ...array.volumes().map(({ id }) => pathTo('MSFT_SMStorageVolume', id)),
      pathTo('MSFT_SMPool', array.pool('gold').id),
    ];
    const jobs = perform(enumerate('MSFT_SMJob'));
    if (jobs.kind !== 'paths') throw new Error('no paths');
    for (const { keys } of jobs.items) all.push(pathTo('MSFT_SMJob', String(keys[0]?.value)));
    let found = 0;
    for (const path of all) {
      const id = (path.keys.map(({ value }) => value)[0] as { text: string }).text;
      const links = said(perform(associated(path, { want: 'links' }))) as string[];
      const walked = [
        'MSFT_SMPoolToVolume',
        'MSFT_SMJobToStorageVolume',
        'MSFT_SMStorageSynchronized',
        'MSFT_SMSystemToPool',
      ]
        .flatMap((name) => said(perform(enumerate(name))) as string[])
        .filter((one) => one.includes(`(${id})`));
      expect(links.toSorted()).toEqual(walked.toSorted());
      found += links.length;
    }
    expect(found).toBeGreaterThan(10);
  });

  test('is narrowed by the link and by the ends', () => {
    const { array, perform } = served();
    const target = String(array.createClone('db').TargetStorageVolume);
    const sources = {
      associationClass: 'MSFT_SMStorageSynchronized',
      role: 'TargetStorageVolume',
      resultRole: 'sourcestoragevolume',
    };
    expect(said(perform(associated(pathTo('MSFT_SMStorageVolume', target), sources)))).toEqual([
      `MSFT_SMStorageVolume(${array.volume('db').id})`,
    ]);
    expect(said(perform(associated(dbOf(array), sources)))).toEqual([]);
    expect(said(perform(associated(dbOf(array), { resultClass: 'MSFT_Nope' })))).toContain(
      "5 there is no class 'MSFT_Nope'",
    );
    expect(said(perform(associated(pathTo('MSFT_SMStorageVolume', 'nope'))))).toContain('6 there is no');
  });

  test('of a class are classes', () => {
    const { perform } = served();
    const found = said(perform(associated('MSFT_SMJob', { items: 'instances' }))) as string[];
    expect(found).toContain('MSFT_SMStorageVolume');
    expect(said(perform(associated('MSFT_SMJob', { want: 'links' })))).toContain('MSFT_SMJobToStorageVolume');
  });
});

describe('a call', () => {
  test('is made, and its answer has every out parameter with the right kinds of values', () => {
    const { array, perform } = served();
    const [gold, db] = [array.pool('gold').id, dbOf(array)];
    const reply = answered(
      perform(
        clone(db, [
          ['elementname', text('copy 1')],
          ['TargetPool', pathTo('MSFT_SMPool', gold)],
        ]),
      ),
    );
    const target = array.volume('copy 1').id;
    expect(reply).toEqual({
      code: 4096,
      TargetStorageVolume: {
        kind: 'path',
        className: 'MSFT_SMStorageVolume',
        keys: [{ name: 'ObjectId', value: target }],
      },
      Job: {
        kind: 'path',
        className: 'MSFT_SMJob',
        keys: [{ name: 'ObjectId', value: array.jobs().at(-1)?.id }],
      },
      ExtendedStatus: null,
    });
  });

  test('that the method refuses is an answer, with the status as an instance', () => {
    const { array, perform } = served({ volumes: [{ name: 'db', pool: 'gold', size: '900 GiB', written: '900 GiB' }] });
    const { code, ExtendedStatus: status } = { ExtendedStatus: null, ...answered(perform(clone(dbOf(array)))) };
    expect(code).toBe(40002);
    expect(status).toMatchObject({ kind: 'instance', path: null, values: { StatusCode: 40002, SMErrorSource: 2 } });
  });

  test('on what was deleted is for the service to answer, on what never was is a status', () => {
    const { array, perform } = served();
    const db = dbOf(array);
    array.invoke('db', 'StorageVolume.Delete');
    expect(answered(perform(clone(db))).code).toBe(8);
    expect(said(perform(clone(pathTo('MSFT_SMStorageVolume', 'db'))))).toContain(
      "6 there is no MSFT_SMStorageVolume with the ObjectId 'db'",
    );
  });

  test('into a pool that the array never had is for the service to answer, also where the ObjectId is the name of a pool', () => {
    const { array, perform } = served();
    for (const id of ['gold', 'nope', 'a"b\\c'])
      expect(answered(perform(clone(dbOf(array), [['TargetPool', pathTo('MSFT_SMPool', id)]]))).code).toBe(8);
  });

  test.each([
    ['an element', 'MSFT_SMPool', 'CreateFileSystem'],
    ['what the array has nothing of', 'MSFT_SMStorageGroup', 'Rename'],
    ['the class', null, 'Rename'],
  ])('of what is not modelled is refused by the method, called on %s', (_, className, method) => {
    const { array, perform } = served();
    const id = className === 'MSFT_SMPool' ? array.pool('gold').id : 'group';
    const on = className === null ? 'MSFT_SMStorageGroup' : pathTo(className, id);
    expect(answered(perform({ do: 'invoke', on, method, parameters: [] }))).toMatchObject({ code: 1 });
  });

  test.each([
    ['an unknown method', { method: 'Nope' }, "17 MSFT_SMStorageVolume has no method 'Nope'"],
    [
      'a method that has no answer',
      { on: 'MSFT_SMProvider', method: 'Remove' },
      '16 MSFT_SMProvider.Remove is not modelled, and the documents have no code',
    ],
    ['the class', { on: 'MSFT_SMStorageVolume' }, '4 MSFT_SMStorageVolume.CreateClone is called on an instance'],
    [
      'an unknown parameter',
      { parameters: [{ name: 'Size', value: text('1') }] },
      "4 CreateClone takes no parameter 'Size'",
    ],
    ['an out parameter', { parameters: [{ name: 'Job', value: null }] }, "4 CreateClone takes no parameter 'Job'"],
    [
      'a parameter twice',
      { parameters: ['ElementName', 'elementname'].map((name) => ({ name, value: text('x') })) },
      '4 ElementName is given twice',
    ],
    [
      'a text for a reference',
      { parameters: [{ name: 'TargetPool', value: text('gold') }] },
      '13 TargetPool is expected to be a reference',
    ],
    [
      'a reference to another class',
      { parameters: [{ name: 'TargetPool', value: pathTo('MSFT_SMJob', 'x') }] },
      '4 TargetPool names an instance of MSFT_SMJob',
    ],
    [
      'a list for a text',
      { parameters: [{ name: 'ElementName', value: [text('x')] }] },
      '13 ElementName is expected to be one value',
    ],
    [
      'another type',
      { parameters: [{ name: 'ElementName', value: text('1', 'uint16') }] },
      "13 ElementName is expected to be a string, not 'uint16'",
    ],
  ])('is refused with %s, and changes nothing', (_, more, wanted) => {
    const { array, perform } = served();
    const before = array.digest('identity');
    expect(said(perform({ ...clone(dbOf(array)), ...more } as CimOperation))).toContain(wanted);
    expect(array.digest('identity')).toBe(before);
  });

  test('whose reply is lost gets none', () => {
    const { array, perform } = served();
    array.faults.add('serviceReply: loseReply');
    expect(perform(clone(dbOf(array)))).toEqual({ kind: 'noReply', as: 'silence' });
    expect(array.volumes()).toHaveLength(2);
  });

  test('that a fault holds is in flight until it is released', () => {
    const { array, service, perform } = served();
    array.faults.add({ id: 'held', at: ['invoke'], do: [{ hold: { tag: 'gate' } }] });
    const held = perform(clone(dbOf(array)));
    if (held.kind !== 'inFlight') throw new Error('not held');
    expect(service.resultOf(held.call)).toEqual(held);
    array.faults.release('gate');
    array.advance(0);
    expect(answered(service.resultOf(held.call)).code).toBe(4096);
    expect(() => service.resultOf(held.call)).toThrow('its answer was taken');
  });

  test('waits for the clock of the server where time passes there', () => {
    const { array, service, perform } = served({ profile: 'sync-only' }, { waiting: 'waits for time to pass' });
    const begun = perform(clone(dbOf(array)));
    if (begun.kind !== 'inFlight') throw new Error('not in flight');
    expect(array.now).toBe(0);
    // It waits for the provider first, and then for as long as the copy takes.
    array.advance('5 s');
    expect(service.resultOf(begun.call)).toEqual(begun);
    array.advance('5 s');
    expect(answered(service.resultOf(begun.call)).code).toBe(0);
  });

  test.each(methodNames)('%s can be made: a method needs no line of its own here', (name) => {
    const { className, name: method, until = '2016' } = factsOf(name);
    const { array, perform } = served({ version: until });
    const path = perform(enumerate(className));
    if (path.kind !== 'paths') throw new Error('no paths');
    const [first] = path.items;
    const [key] = first?.keys ?? [];
    const on = pathTo(className, String(key?.value), null, key?.name);
    const result = perform({ do: 'invoke', on, method, parameters: [] });
    expect(answered(result)).toHaveProperty('ExtendedStatus');
    expect(array.requests().at(-1)?.method).toBe(name);
  });
});

test('a query selects instances, and what is none is refused', () => {
  const { array, perform } = served({
    volumes: ['alpha', 'beta', 'gamma'].map((name, at) => ({ name, pool: 'gold', size: `${at + 1} GiB` })),
  });
  const select = (query: string, language = 'WQL') => {
    const found = said(perform({ do: 'query', language, query, page: null }));
    if (!Array.isArray(found)) return found;
    return found.map((one) => array.volume(/\((.*)\)/.exec(one)?.[1] ?? '').name);
  };
  const from = 'SELECT * FROM MSFT_SMStorageVolume';
  expect(select(from)).toEqual(['alpha', 'beta', 'gamma']);
  expect(select(`${from} WHERE DisplayName = 'BETA'`)).toEqual(['beta']);
  expect(
    select(
      `select objectid, DisplayName from msft_smstoragevolume where NOT (displayname like '%a' AND BlockSize=512)`,
    ),
  ).toEqual([]);
  expect(select(`${from} where DisplayName like 'a%' or DisplayName like "_eta"`)).toEqual(['alpha', 'beta']);
  expect(select(`${from} where NumberOfBlocks > ${2 ** 21}`)).toEqual(['beta', 'gamma']);
  expect(select(`${from} where NumberOfBlocks <= 0x200000 and IsSnapshot = false`)).toEqual(['alpha']);
  expect(select(`${from} where ParityLayout is null and DisplayName is not null`)).toEqual(['alpha', 'beta', 'gamma']);
  expect(select(`${from} where DisplayName <> 'alpha' and DisplayName != NULL`)).toEqual(['beta', 'gamma']);
  expect(select(from, 'xpath')).toContain("14 queries are understood in WQL and DMTF:CQL, not in 'xpath'");
  expect(select('SELECT * FROM Nope')).toBe("15 there is no class 'Nope' here");
  expect(select(`${from} WHERE Nope = 1`)).toBe("15 MSFT_SMStorageVolume has no property 'Nope'");
  expect(select(`${from} WHERE`)).toBe('15 a name is expected at its end of the query');
  expect(select(`${from} WHERE BlockSize = 'x'`)).toBe("15 'x' is no value of BlockSize, which is a uint64");
  expect(select(`${from} WHERE (BlockSize = 1`)).toBe('15 ) is expected at its end of the query');
  expect(select(`${from} extra`)).toBe("15 its end is expected at 'extra' of the query");
  expect(select(`${from}; drop`)).toContain("15 the query can't be read at '; drop'");
  expect(select(`${from} where OperationalStatus = 2`)).toContain("29 OperationalStatus can't be compared");
  expect(select(`${from} where ${'('.repeat(60)}`)).toBe('15 more than 50 conditions');
  expect(select(`${from} where DisplayName like '${'%a'.repeat(1000)}b'`)).toEqual([]);
});

test('what is written back as it was is accepted, anything else is refused', () => {
  const { array, perform } = served();
  const path = dbOf(array);
  const instance = (name: string, value: unknown) =>
    ({
      do: 'modify',
      path,
      instance: { kind: 'instance', className: path.className, properties: [{ name, value }] },
      properties: null,
    }) as CimOperation;
  expect(said(perform(instance('displayname', text('db'))))).toEqual({ kind: 'nothing' });
  expect(said(perform(instance('OperationalStatus', [text('2')])))).toEqual({ kind: 'nothing' });
  expect(said(perform(instance('DisplayName', text('other'))))).toBe(
    "7 MSFT_SMStorageVolume.DisplayName can't be written",
  );
  expect(said(perform(instance('Nope', text('other'))))).toBe("12 MSFT_SMStorageVolume has no property 'Nope'");
  expect(said(perform(instance('BlockSize', text('x'))))).toContain(
    '13 BlockSize is expected to be a uint64, 0 to 18446744073709551615',
  );
});

test('classes are read, by name and by what they inherit from', () => {
  const { perform } = served();
  expect(said(perform({ do: 'getClass', className: 'msft_smpool' }))).toEqual(['MSFT_SMPool']);
  expect(said(perform({ do: 'getClass', className: '__proto__' }))).toBe("5 there is no class '__proto__' here");
  const all = { do: 'enumerateClasses', className: null, deep: true, items: 'names' } as const;
  expect(said(perform(all))).toHaveLength(82);
  expect(said(perform({ ...all, deep: false }))).not.toContain('MSFT_SMPool');
  expect(said(perform({ ...all, className: 'MSFT_SMStorageObject', deep: false }))).toContain('MSFT_SMPool');
});

test('the interop namespace tells which namespaces there are', () => {
  const { perform } = served();
  const result = perform(enumerate('CIM_Namespace', { items: 'instances' }), { namespace: 'interop' });
  if (result.kind !== 'instances') throw new Error('no instances');
  expect(result.items.map(({ values }) => values.Name)).toEqual([storage, 'root/interop']);
  const [first] = result.items;
  const keys = first?.path?.keys.map(({ name, value }) => ({ name, value: text(String(value)) })) ?? [];
  const path = { kind: 'path', namespace: 'root/interop', className: 'CIM_Namespace', keys } as const;
  expect(said(perform({ do: 'getInstance', path, properties: null }, { namespace: 'root/interop' }))).toContain(
    'CIM_Namespace(',
  );
  expect(said(perform({ do: 'unsupported', name: 'CreateClass' }))).toBe('7 CreateClass is not supported');
});
