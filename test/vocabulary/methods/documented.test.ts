import { describe, expect, test } from 'vitest';
import { codesOf } from '../../../src/vocabulary/methods/codes.js';
import {
  codeOfMethod,
  codesInWords,
  type DocumentedMethod,
  documentedMethods,
  methodsNamed,
} from '../../../src/vocabulary/methods/documented.js';
import { methodNames } from '../../../src/vocabulary/methods/index.js';

const methods = documentedMethods();
const only = (name: string) => {
  const [method, ...others] = methodsNamed(name);
  if (method === undefined || others.length > 0) throw new Error(`${name} names ${others.length} others`);
  return method;
};
/** By class and name, with CreateClone before all others. */
function byClass(one: DocumentedMethod, other: DocumentedMethod): number {
  const place = ({ className, name }: DocumentedMethod) => (name === 'CreateClone' ? '' : `${className}.${name}`);
  return place(one) < place(other) ? -1 : 1;
}

const labelOf = (name: string, code: number) => codeOfMethod(only(name), code)?.label;

describe('the documented methods', () => {
  test('are 62, with 152 numbers in 189 meanings', () => {
    expect(methods).toHaveLength(62);
    const codes = methods.flatMap((method) => method.codes);
    expect(codes).toHaveLength(1444);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(152);
    expect(new Set(codes.map(({ code, label }) => `${code} ${label}`)).size).toBe(189);
    expect(codes.filter(({ label }) => label === '')).toEqual([]);
  });

  // By meaning, so that a person can hold the list against the documents.
  test('have the codes that the documents list', async () => {
    const meanings = new Map<string, string[]>();
    for (const { className, name, codes } of methods.toSorted(byClass)) {
      for (const { code, label } of codes) {
        const key = `${String(code).padStart(5)}  ${label}`;
        meanings.set(key, [...(meanings.get(key) ?? []), `${className.replace('MSFT_SM', '')}.${name}`]);
      }
    }
    const sorted = [...meanings].sort(([left], [right]) => (left < right ? -1 : 1));
    const text = sorted.map(([meaning, those]) => `${meaning}\n       ${those.join(' ')}\n`).join('');
    await expect(text).toMatchFileSnapshot('../../golden/methodCodes.txt');
  });

  test.each(methodNames)('hold %s as its facts have it', (name) => {
    const { codes, answeredAs } = only(name);
    expect(answeredAs).toBe(name);
    expect(codes.map(({ code, label }) => [code, label])).toEqual(
      codesOf(name).map(({ code, label }) => [code, label]),
    );
  });

  test('begin with those that arraysim answers', () => {
    expect(methods.flatMap(({ answeredAs }) => answeredAs ?? [])).toEqual(methodNames);
    expect(methods.slice(0, methodNames.length).map(({ answeredAs }) => answeredAs)).toEqual(methodNames);
  });

  test('give one number different meanings', () => {
    expect(labelOf('CreateClone', 4096)).toBe('Method Parameters Checked - Job Started');
    expect(labelOf('CreateStorageHardwareID', 4096)).toBe('ID already created');
    expect(labelOf('PartialDiscovery', 4096)).toBe('Job started');
    expect(labelOf('CreateSnapshot', 40308)).toBe('StorageService: Snapshot capability not supported');
    expect(labelOf('StorageVolume.Delete', 40308)).toBe('StorageService: Delete capability not supported');
    expect(labelOf('CreateSnapshot', 8)).toBeUndefined();
  });

  test('know the releases of a method and of a code', () => {
    expect(only('GetStorageVolumeNameFromJob').versions).toEqual(['2012']);
    expect(only('StorageVolume.CreateReplica').versions).toEqual(['2016']);
    expect(codeOfMethod(only('CreateClone'), 40002)?.versions).toEqual(['2016']);
    expect(codeOfMethod(only('System.CreateStorageVolume'), 6)?.versions).toEqual(['2016']);
    expect(codeOfMethod(only('AddInitiators'), 4096)?.versions).toEqual(['2012R2', '2016']);
  });

  test('tell what is odd in the documents, at the codes that it is about', () => {
    expect(codeOfMethod(only('Rename'), 4090)?.oddity).toMatch(/a digit lost/);
    expect(codeOfMethod(only('Rename'), 40_090)?.oddity).toBeUndefined();
    expect(codeOfMethod(only('AddTargetPorts'), 43_015)).toMatchObject({
      label: 'StorageService CIM Error: Invalid query',
      oddity: expect.stringContaining('one place late'),
    });
  });

  test('have ranges with one label', () => {
    expect(labelOf('GetSupportedFeatures', 100)).toBe('DMTF Reserved');
    expect(labelOf('GetSupportedFeatures', 70_000)).toBe('Vendor Specific');
    expect(labelOf('GetSupportedCopyStates', 70_000)).toBeUndefined();
    expect(codesInWords(only('GetSupportedFeatures'))).toBe('0-6, 7-32767, 32768 and above');
  });
});

describe('a method is found', () => {
  test.each([
    'CreateSnapshot',
    'createsnapshot',
    'StorageVolume.CreateSnapshot',
    'MSFT_SMStorageVolume.CreateSnapshot',
  ])('as %s', (name) => {
    expect(methodsNamed(name).map((method) => method.short)).toEqual(['CreateSnapshot']);
  });

  test('with all of its name, in each class that has it', () => {
    expect(methodsNamed('Delete')).toHaveLength(7);
    expect(methodsNamed('Pool.Delete')).toHaveLength(1);
    expect(methodsNamed('Del')).toEqual([]);
    expect(methods.map(({ short }) => methodsNamed(short).length)).toEqual(methods.map(() => 1));
  });
});
