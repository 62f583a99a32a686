import { describe, expect, test } from 'vitest';
import { type ClassModel, type ClassName, classesOf, classNamed } from '../../src/index.js';
import { type Version, versions } from '../../src/vocabulary/versions.js';

const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);
const methodsOf = (version: Version) => classesOf(version).flatMap(({ methods }) => methods);
const property = (name: ClassName, version: Version, wanted: string) =>
  classNamed(name, version).properties.find((one) => one.name === wanted);
const method = (name: ClassName, version: Version, wanted: string) =>
  classNamed(name, version).methods.find((one) => one.name === wanted);

describe('a release has the classes and methods that its documents have', () => {
  test.each([
    ['2012', 48, 31],
    ['2012R2', 51, 32],
    ['2016', 82, 61],
  ] as const)('%s: %i classes, %i methods', (version, classes, methods) => {
    expect(classesOf(version)).toHaveLength(classes);
    expect(methodsOf(version)).toHaveLength(methods);
  });

  test('62 methods in all, one of which only 2012 has', () => {
    const all = new Set(
      versions.flatMap((version) =>
        classesOf(version).flatMap((one) => names(one.methods).map((m) => `${one.name}.${m}`)),
      ),
    );
    expect(all.size).toBe(62);
    expect(method('MSFT_SMSystem', '2012', 'GetStorageVolumeNameFromJob')?.versions).toEqual(['2012']);
    expect(method('MSFT_SMSystem', '2012R2', 'GetStorageVolumeNameFromJob')).toBeUndefined();
    expect(method('MSFT_SMSystem', '2012', 'GetStorageVolumeObjectIdFromJob')).toBeUndefined();
    expect(method('MSFT_SMSystem', '2012R2', 'GetStorageVolumeObjectIdFromJob')).toBeDefined();
  });

  test('2012R2 adds the associations of jobs', () => {
    const before = names(classesOf('2012'));
    expect(names(classesOf('2012R2')).filter((name) => !before.includes(name))).toEqual([
      'MSFT_SMJobToPool',
      'MSFT_SMJobToStorageGroup',
      'MSFT_SMJobToStorageVolume',
    ]);
  });

  test('4 classes are abstract, 6 are events, all of them since 2016', () => {
    const abstract = classesOf('2016').filter((one) => one.abstract && one.kind === 'class');
    expect(names(abstract)).toEqual([
      'MSFT_SMGroupSynchronizedBase',
      'MSFT_SMStorageObject',
      'MSFT_SMStorageSynchronizedBase',
      'MSFT_SMSynchronizedBase',
    ]);
    const events = (version: Version) => classesOf(version).filter(({ kind }) => kind === 'event');
    expect([events('2012R2'), abstract.filter(({ versions: having }) => having.length > 1)]).toEqual([[], []]);
    expect(events('2016')).toHaveLength(6);
  });
});

describe('a class', () => {
  test('has its superclass from 2016 on, and the same properties as its own before', () => {
    const old = classNamed('MSFT_SMDiskDrive', '2012');
    const young = classNamed('MSFT_SMDiskDrive', '2016');
    expect([old.superclass, young.superclass]).toEqual([null, 'MSFT_SMStorageObject']);
    expect(names(old.properties)).toEqual(names(young.properties));
    expect(old.properties[0]).toMatchObject({ name: 'ObjectId', key: true, declaredBy: 'MSFT_SMDiskDrive' });
    expect(young.properties[0]).toMatchObject({ name: 'ObjectId', key: true, declaredBy: 'MSFT_SMStorageObject' });
  });

  test('inherits over two steps, the base that is farthest away first', () => {
    const { superclass, properties } = classNamed('MSFT_SMStorageSynchronized', '2016');
    expect([superclass, properties.length]).toEqual(['MSFT_SMStorageSynchronizedBase', 30]);
    expect([...new Set(properties.map(({ declaredBy }) => declaredBy))]).toEqual([
      'MSFT_SMSynchronizedBase',
      'MSFT_SMStorageSynchronizedBase',
      'MSFT_SMStorageSynchronized',
    ]);
    const before = classNamed('MSFT_SMStorageSynchronized', '2012R2');
    expect([before.superclass, before.properties.length]).toEqual([null, 29]);
  });

  test("says what it has of WMI's own classes in every release", () => {
    for (const version of versions) {
      const { superclass, properties } = classNamed('MSFT_SMExtendedStatus', version);
      expect(superclass).toBe('__ExtendedStatus');
      expect(properties.map(({ name, declaredBy }) => `${declaredBy}.${name}`)).toEqual([
        '__ExtendedStatus.Description',
        '__ExtendedStatus.Operation',
        '__ExtendedStatus.ParameterInfo',
        '__ExtendedStatus.ProviderName',
        '__NotifyStatus.StatusCode',
        'MSFT_SMExtendedStatus.SMErrorSource',
        'MSFT_SMExtendedStatus.SMErrorCode',
        'MSFT_SMExtendedStatus.SMMessage',
        'MSFT_SMExtendedStatus.SMDetails',
      ]);
    }
  });

  test('is the same record at every look, and nobody can change it', () => {
    const model = classNamed('MSFT_SMPool', '2016');
    expect(classesOf('2016').find(({ name }) => name === 'MSFT_SMPool')).toBe(model);
    expect([model, model.properties, model.properties[0], model.methods[0]?.parameters[0]].every(Object.isFrozen)).toBe(
      true,
    );
  });
});

describe('a property', () => {
  test.each([
    ['MSFT_SMStorageSynchronized', 'RecoveryPointObjective'],
    ['MSFT_SMSystemCapabilities', 'SupportsFileSystemCreation'],
    ['MSFT_SMSystemCapabilities', 'SupportsFileServer'],
    ['MSFT_SMSystemCapabilities', 'SupportsFileServerCreation'],
    ['MSFT_SMSystemCapabilities', 'SupportsContinuouslyAvailableFileServer'],
    ['MSFT_SMSystemCapabilities', 'SupportedFileServerProtocols'],
  ] as const)('of %s that 2016 brought, %s, is not there before', (name, wanted) => {
    expect(versions.map((version) => property(name, version, wanted)?.versions)).toEqual([
      undefined,
      undefined,
      ['2016'],
    ]);
  });

  test('that only 2012 had is not there later', () => {
    const lost = ['ProviderSystemID', 'ElementName', 'MultipleOperationsSupported', 'Namespaces'];
    lost.push('AutonomousProfiles', 'AutonomousProfileVersions', 'CommunicationMechanisms');
    const [first, ...later] = versions.map((version) => names(classNamed('MSFT_SMProvider', version).properties));
    expect(first).toEqual(expect.arrayContaining(lost));
    for (const there of later) expect(there).toEqual(first?.filter((name) => !lost.includes(name)));
  });

  test('has type, access and values as the documents say', () => {
    expect(property('MSFT_SMStorageVolume', '2012', 'NumberOfBlocks')).toMatchObject({ type: 'uint64', array: false });
    expect(property('MSFT_SMStorageSynchronized', '2012', 'CopyPriority')).toMatchObject({
      type: 'uint16',
      writable: true,
      values: { 0: 'Not Managed', 1: 'Low', 2: 'Same', 3: 'High' },
    });
    expect(property('MSFT_SMStorageVolume', '2016', 'OperationalStatus')).toMatchObject({
      type: 'uint16',
      array: true,
      values: { 2: 'OK', 3: 'Degraded', 6: 'Error', 8: 'Starting', 15: 'Dormant' },
    });
    expect(property('MSFT_SMJobToStorageVolume', '2012R2', 'AffectedStorageVolume')).toMatchObject({
      type: 'ref',
      of: 'MSFT_SMStorageVolume',
      key: true,
    });
    expect(property('MSFT_SMReplicaPeer', '2016', 'Element')).toMatchObject({
      type: 'object',
      of: 'MSFT_SMStorageObject',
    });
  });
});

describe('a method', () => {
  test.each(versions)('CreateClone has its parameters in order in %s', (version) => {
    const parameters = method('MSFT_SMStorageVolume', version, 'CreateClone')?.parameters ?? [];
    const actual = parameters.map(({ name, direction, type, of, optional }) =>
      [direction, optional ? 'optional' : '', of ?? type, name].filter(Boolean).join(' '),
    );
    expect(actual).toEqual([
      'in optional string ElementName',
      'out optional MSFT_SMStorageVolume TargetStorageVolume',
      'in optional MSFT_SMPool TargetPool',
      'in optional string username',
      'in optional string password',
      'out MSFT_SMJob Job',
      'out optional MSFT_SMExtendedStatus ExtendedStatus',
    ]);
  });

  test('has the parameters of its release', () => {
    const of = (name: ClassName, wanted: string) =>
      versions.map((version) => names(method(name, version, wanted)?.parameters ?? []));
    const jobs = of('MSFT_SMStorageGroup', 'AddInitiator').map((parameters) => parameters.includes('Job'));
    expect(jobs).toEqual([false, true, true]);
    const [old = [], middle = [], young = []] = of('MSFT_SMSystem', 'Diagnose');
    expect([old.includes('reason'), middle.includes('reason'), young.includes('reason')]).toEqual([true, true, false]);
    expect([middle.includes('DiagnoseResults'), young.includes('DiagnoseResults')]).toEqual([false, true]);
  });
});

describe('a class that there is not', () => {
  test.each([
    [
      'storagevolume',
      '2016',
      "expected one of the 82 classes of Windows Server 2016 (did you mean 'MSFT_SMStorageVolume'?)",
    ],
    ['MSFT_SMPol', '2012', "expected one of the 48 classes of Windows Server 2012 (did you mean 'MSFT_SMPool'?)"],
    ['toString', '2012', 'expected one of the 48 classes of Windows Server 2012'],
    [
      'MSFT_SMReplicationCapabilities',
      '2012',
      'expected a class that Windows Server 2012 has; this one is there in 2016',
    ],
    [
      'MSFT_SMJobToStorageVolume',
      '2012',
      'expected a class that Windows Server 2012 has; this one is there in 2012R2 and 2016',
    ],
  ] as const)('%s in %s is told', (name, version, expected) => {
    expect(() => classNamed(name, version)).toThrow(`class: got '${name}', ${expected}`);
  });

  test('nor a release that there is not', () => {
    for (const look of [classesOf, (version: Version) => classNamed('MSFT_SMPool', version)]) {
      // What JavaScript lets through.
      expect(() => look('2019' as Version)).toThrow("version: got '2019', expected one of 2012, 2012R2, 2016");
    }
  });
});

test('every class that another names is one of the model', () => {
  for (const version of versions) {
    const there = new Set<string>(names(classesOf(version)));
    const named = (one: ClassModel) => [
      ...(one.superclass?.startsWith('__') ? [] : [one.superclass]),
      ...one.properties.map(({ of }) => of),
      ...one.methods.flatMap(({ parameters }) => parameters.map(({ of }) => of)),
    ];
    const missing = classesOf(version).flatMap((one) =>
      named(one).flatMap((name) => (name === null || there.has(name) ? [] : [`${one.name} names ${name}`])),
    );
    expect(missing).toEqual([]);
  }
});
