import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  allCodes,
  codeOf,
  codesOf,
  documentedCodes,
  isDocumented,
  labelOf,
  outcomeNames,
  outcomeOf,
} from '../../../src/vocabulary/methods/codes.js';
import { factsOf, methodNames, methods } from '../../../src/vocabulary/methods/index.js';
import type { CreateCloneCode } from '../../../src/vocabulary/methods/replies.js';
import { isWithin, versions } from '../../../src/vocabulary/versions.js';

/** The documents' list, written down apart from the catalogue. */
const documented = [
  [0, 'success', 'Success'],
  [1, 'notSupported', 'Not Supported'],
  [2, 'unspecifiedError', 'Unspecified Error'],
  [3, 'timeout', 'Timeout'],
  [4, 'failed', 'Failed'],
  [5, 'invalidParameter', 'Invalid Parameter'],
  [8, 'objectNotFound', 'Object Not Found'],
  [4096, 'jobStarted', 'Method Parameters Checked - Job Started'],
  [40001, 'accessDenied', 'Access denied'],
  [40002, 'notEnoughResources', 'There are not enough resources to complete the operation.'],
  [40003, 'cacheOutOfDate', 'Cache out of date'],
  [40300, 'methodInvocationFailed', 'StorageService: Method invocation failed'],
  [40304, 'cannotModifyVolume', 'StorageService: Cannot modify volume instance'],
  [40308, 'cloneNotSupported', 'StorageService: Clone creation capability not supported'],
  [40500, 'replicationTypeNotSupported', 'StorageService: Replication type not supported per reported capabilities'],
  [43001, 'cimFailed', 'StorageService CIM Error: Failed'],
  [43002, 'cimAccessDenied', 'StorageService CIM Error: Access denied'],
  [43003, 'cimInvalidNamespace', 'StorageService CIM Error: Invalid namespace'],
  [43004, 'cimInvalidParameter', 'StorageService CIM Error: Invalid parameter'],
  [43005, 'cimInvalidClass', 'StorageService CIM Error: Invalid class'],
  [43006, 'cimNotFound', 'StorageService CIM Error: Not found'],
  [43007, 'cimNotSupported', 'StorageService CIM Error: Not supported'],
  [43008, 'cimClassHasChildren', 'StorageService CIM Error: Class has children'],
  [43009, 'cimClassHasInstances', 'StorageService CIM Error: Class has instances'],
  [43010, 'cimInvalidSuperclass', 'StorageService CIM Error: Invalid superclass'],
  [43011, 'cimAlreadyExists', 'StorageService CIM Error: Already exists'],
  [43012, 'cimNoSuchProperty', 'StorageService CIM Error: No such property'],
  [43013, 'cimTypeMismatch', 'StorageService CIM Error: Type mismatch'],
  [43014, 'cimQueryLanguageNotSupported', 'StorageService CIM Error: Query language not supported'],
  [43015, 'cimInvalidQuery', 'StorageService CIM Error: Invalid query'],
  [43016, 'cimMethodNotAvailable', 'StorageService CIM Error: Method not available'],
  [43017, 'cimMethodNotFound', 'StorageService CIM Error: Method not found'],
  [43018, 'cimUnexpectedResponse', 'StorageService CIM Error: Unexpected response'],
  [43019, 'cimInvalidResponseDestination', 'StorageService CIM Error: Invalid response destination'],
  [43020, 'cimNamespaceNotEmpty', 'StorageService CIM Error: Namespace not empty'],
  [43021, 'cimInvalidEnumerationContext', 'StorageService CIM Error: Invalid enumeration context'],
  [43022, 'cimInvalidOperationTimeout', 'StorageService CIM Error: Invalid operation timeout'],
  [43023, 'cimPullAbandoned', 'StorageService CIM Error: Pull has been abandoned'],
  [43024, 'cimPullCannotBeAbandoned', 'StorageService CIM Error: Pull cannot be abandoned'],
  [43025, 'cimFilteredEnumerationNotSupported', 'StorageService CIM Error: Filtered enumeration not supported'],
  [43026, 'cimContinuationOnErrorNotSupported', 'StorageService CIM Error: Continuation on error not supported'],
  [43027, 'cimServerLimitsExceeded', 'StorageService CIM Error: Server limits exceeded'],
  [43028, 'cimServerShuttingDown', 'StorageService CIM Error: Server is shutting down'],
  [43029, 'cimQueryFeatureNotSupported', 'StorageService CIM Error: Query feature not supported'],
  [51000, 'genericFailure', 'StorageService: Generic Failure'],
  [51005, 'invalidCredentials', 'StorageService: Invalid connection credentials'],
  [51010, 'sslFailure', 'StorageService: SSL connection failure'],
] as const;

const since2016 = [8, 40001, 40002, 40003];

describe('the codes of CreateClone', () => {
  test('are the 47 documented ones with their labels and names', () => {
    expect(documented).toHaveLength(47);
    expect(Object.entries(methods.CreateClone.codes).map(([name, { code, label }]) => [code, name, label])).toEqual(
      documented,
    );
  });

  test.each(documented)('%i is %s, both ways', (code, outcome, label) => {
    expect(codeOf('CreateClone', outcome)).toBe(code);
    expect(outcomeOf('CreateClone', code)).toBe(outcome);
    expect(labelOf('CreateClone', code)).toBe(label);
  });

  test('have each a meaning of their own, one sentence long', () => {
    const meanings = Object.values(methods.CreateClone.codes).map(({ meaning }) => meaning);
    expect(new Set(meanings).size).toBe(47);
    for (const meaning of meanings) expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('leave other numbers without name and label', () => {
    for (const code of [6, 7, -1, 0.5, 40305, 51001]) {
      expect(outcomeOf('CreateClone', code)).toBeUndefined();
      expect(labelOf('CreateClone', code)).toBeUndefined();
      expect(isDocumented('CreateClone', code, '2016')).toBe(false);
    }
  });

  test('have literal types', () => {
    expectTypeOf(methods.CreateClone.codes.jobStarted.code).toEqualTypeOf<4096>();
    expectTypeOf<CreateCloneCode>().toEqualTypeOf<(typeof documented)[number][0]>();
  });
});

describe('the codes documented for a release', () => {
  test('are all 47 in 2016', () => {
    expect(documentedCodes('CreateClone', '2016')).toEqual(documented.map(([code]) => code));
  });

  test.each(['2012', '2012R2'] as const)('are 43 in %s', (version) => {
    const codes = documentedCodes('CreateClone', version);
    expect(codes).toHaveLength(43);
    expect(codes).toEqual(documented.map(([code]) => code).filter((code) => !since2016.includes(code)));
    for (const code of since2016) expect(isDocumented('CreateClone', code, version)).toBe(false);
    expect(isDocumented('CreateClone', 40308, version)).toBe(true);
  });
});

describe.each(methodNames)('the codes of %s', (method) => {
  const codes = codesOf(method);

  test.each(versions)('are documented in %s if it has the method', (version) => {
    expect(documentedCodes(method, version).length > 0).toBe(isWithin(version, factsOf(method)));
  });

  test('are ascending, each number once, and found both ways', () => {
    expect(codes.map(({ code }) => code)).toEqual(
      [...new Set(codes.map(({ code }) => code))].sort((one, other) => one - other),
    );
    for (const { code, outcome } of codes) {
      expect(codeOf(method, outcome)).toBe(code);
      expect(outcomeOf(method, code)).toBe(outcome);
    }
  });

  test('have each a meaning of their own, one sentence long', () => {
    const meanings = codes.map(({ meaning }) => meaning);
    expect(new Set(meanings).size).toBe(codes.length);
    for (const meaning of meanings) expect(meaning).toMatch(/^[A-Z][^.]*\.$/);
  });

  test('are among those of all methods', () => {
    expect(codes.filter(({ code }) => !allCodes.includes(code))).toEqual([]);
    expect(codes.filter(({ outcome }) => !outcomeNames.some((name) => name === outcome))).toEqual([]);
  });
});

test('one number may mean something else to another method', () => {
  expect(labelOf('CreateClone', 40308)).toBe('StorageService: Clone creation capability not supported');
  expect(labelOf('StorageVolume.Delete', 40308)).toBe('StorageService: Delete capability not supported');
  expect(labelOf('Pool.Delete', 40308)).toBeUndefined();
  expect(outcomeOf('Pool.Delete', 2)).toBe('unspecifiedError');
  // What every object has is the outcome of none.
  expect(codeOf('Pool.Delete', 'toString')).toBeUndefined();
});
