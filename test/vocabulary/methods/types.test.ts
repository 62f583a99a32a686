import { describe, expectTypeOf, test } from 'vitest';
import type {
  ExtendedStatus,
  JobId,
  MethodName,
  ParametersFor,
  ReplyTo,
  StorageArray,
  VolumeId,
} from '../../../src/index.js';
import type { Operation } from '../../../src/operations/operation.js';
import type { CommonOutcome } from '../../../src/vocabulary/methods/commonCodes.js';
import type { deletePool } from '../../../src/vocabulary/methods/deletePool.js';
import type { getSizesInfo } from '../../../src/vocabulary/methods/getSizesInfo.js';
import type { Methods, methods } from '../../../src/vocabulary/methods/index.js';
import type { Invocable } from '../../../src/vocabulary/methods/names.js';
import type { Complete, Method, OutcomeOf } from '../../../src/vocabulary/methods/notation.js';

// tsc judges these, as `npm run test:types`; vitest only runs past them.

type PoolDelete = typeof deletePool;
type Without<M extends Method, Outcome extends string> = Omit<M, 'instead'> & {
  readonly instead: Omit<M['instead'], Outcome>;
};

describe('a stand-in', () => {
  test('is there for each shared outcome of each method that does not document it', () => {
    expectTypeOf<Methods[MethodName]>().toExtend<{ [Name in MethodName]: Complete<Methods[Name]> }[MethodName]>();
  });

  test('that is forgotten makes a method incomplete', () => {
    expectTypeOf<PoolDelete>().toExtend<Complete<PoolDelete>>();
    expectTypeOf<Without<PoolDelete, 'cimNotFound'>>().not.toExtend<Complete<PoolDelete>>();
    expectTypeOf<Without<PoolDelete, 'sslFailure'>>().not.toExtend<Complete<PoolDelete>>();
    expectTypeOf<Without<typeof getSizesInfo, 'timeout'>>().not.toExtend<Complete<typeof getSizesInfo>>();
  });

  test('that is forgotten leaves no operation that could be written', () => {
    type Forgetful = Without<PoolDelete, 'genericFailure'>;
    expectTypeOf<Forgetful>().toExtend<Method>();
    expectTypeOf<Forgetful>().not.toExtend<Operation<Forgetful>['method']>();
    expectTypeOf<PoolDelete>().toExtend<Operation<PoolDelete>['method']>();
  });

  test('is one of the outcomes of the method', () => {
    type Wrong = Omit<PoolDelete, 'instead'> & {
      readonly instead: Omit<PoolDelete['instead'], 'sslFailure'> & { readonly sslFailure: 'sslFailure' };
    };
    expectTypeOf<Wrong>().not.toExtend<Complete<PoolDelete>>();
  });
});

test('a row refuses with an outcome of its method, or one that all methods share', () => {
  type Refused = NonNullable<Operation<PoolDelete>['rows']['array']>[number]['refuse'];
  expectTypeOf<Refused>().toEqualTypeOf<OutcomeOf<PoolDelete> | CommonOutcome>();
  expectTypeOf<'cloneNotSupported'>().not.toExtend<Refused>();
  expectTypeOf<Operation<PoolDelete>['ends'][number]['fail']>().toEqualTypeOf<OutcomeOf<PoolDelete> | CommonOutcome>();
});

describe('what a caller gives', () => {
  type Element = string | { readonly id: string } | { readonly ObjectId: string };

  test('to CreateClone is a name, a pool and credentials', () => {
    expectTypeOf<ParametersFor<'CreateClone'>>().toEqualTypeOf<{
      readonly ElementName?: string | null;
      readonly TargetPool?: Element | null;
      readonly username?: string | null;
      readonly password?: string | null;
    }>();
  });

  test('to a deletion is credentials, whichever it is', () => {
    interface Credentials {
      readonly username?: string | null;
      readonly password?: string | null;
    }
    expectTypeOf<ParametersFor<'StorageVolume.Delete'>>().toEqualTypeOf<Credentials>();
    expectTypeOf<ParametersFor<'MSFT_SMPool.Delete'>>().toEqualTypeOf<Credentials>();
    expectTypeOf<ParametersFor<'Delete'>>().toEqualTypeOf<Credentials>();
  });

  test('to GetSizesInfo is a setting, which may be left out and is then refused', () => {
    expectTypeOf<ParametersFor<'GetSizesInfo'>>().toEqualTypeOf<{
      readonly username?: string | null;
      readonly password?: string | null;
      readonly PoolSettingObjectId?: string | null;
    }>();
  });
});

describe('what a method answers', () => {
  test('has the documents’ out parameters', () => {
    expectTypeOf<ReplyTo<'CreateClone'>['TargetStorageVolume']>().toEqualTypeOf<VolumeId | null>();
    expectTypeOf<ReplyTo<'CreateClone'>['Job']>().toEqualTypeOf<JobId | null>();
    expectTypeOf<ReplyTo<'StorageVolume.Delete'>['Job']>().toEqualTypeOf<JobId | null>();
    expectTypeOf<keyof ReplyTo<'Pool.Delete'>>().toEqualTypeOf<'ReturnValue' | 'Job' | 'ExtendedStatus' | 'decided'>();
    expectTypeOf<ReplyTo<'Pool.Delete'>['ExtendedStatus']>().toEqualTypeOf<ExtendedStatus | null>();
  });

  test('tells sizes in bytes', () => {
    type Sizes = ReplyTo<'GetSizesInfo'>;
    expectTypeOf<Sizes['SupportedSizes']>().toEqualTypeOf<readonly bigint[] | null>();
    expectTypeOf<Sizes['MinimumVolumeSize']>().toEqualTypeOf<bigint | null>();
    expectTypeOf<Sizes['MaximumVolumeSize']>().toEqualTypeOf<bigint | null>();
    expectTypeOf<Sizes['VolumeSizeDivisor']>().toEqualTypeOf<bigint | null>();
  });

  test('returns only codes that the documents list for it', () => {
    expectTypeOf<ReplyTo<'Pool.Delete'>['ReturnValue']>().toEqualTypeOf<
      0 | 1 | 2 | 3 | 4 | 5 | 6 | 4096 | 40055 | 40300 | 40809 | 40810 | 40811 | 41000
    >();
    expectTypeOf<4096>().not.toExtend<ReplyTo<'GetSizesInfo'>['ReturnValue']>();
    expectTypeOf<40106>().toExtend<ReplyTo<'StorageVolume.Delete'>['ReturnValue']>();
    expectTypeOf<40106>().not.toExtend<ReplyTo<'CreateClone'>['ReturnValue']>();
  });

  test('is that of all methods whose name it is', () => {
    expectTypeOf<ReplyTo<'Delete'>>().toEqualTypeOf<ReplyTo<'StorageVolume.Delete'> | ReplyTo<'Pool.Delete'>>();
    const sizes = (array: StorageArray) => array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
    expectTypeOf(sizes).returns.toEqualTypeOf<ReplyTo<'GetSizesInfo'>>();
    const deletion = (array: StorageArray) => array.invoke('db', 'Delete');
    expectTypeOf(deletion).returns.toEqualTypeOf<ReplyTo<'Delete'>>();
  });
});

test('a method is called by its name, its class and name, or the short form of them', () => {
  expectTypeOf<'Delete' | 'Pool.Delete' | 'MSFT_SMPool.Delete' | 'StorageVolume.CreateClone'>().toExtend<Invocable>();
  expectTypeOf<'Drop'>().not.toExtend<Invocable>();
  expectTypeOf<keyof typeof methods>().toEqualTypeOf<MethodName>();
});

describe('a method that is not modelled', () => {
  test('takes what its documents say, by each of its names, and answers 1 or 5', () => {
    expectTypeOf<ParametersFor<'Rename'>>().toEqualTypeOf<ParametersFor<'MSFT_SMStorageGroup.Rename'>>();
    expectTypeOf<keyof ParametersFor<'StorageGroup.Rename'>>().toEqualTypeOf<'Name' | 'username' | 'password'>();
    expectTypeOf<ReplyTo<'Rename'>['ReturnValue']>().toEqualTypeOf<1 | 5>();
  });

  test('leaves the names of what is answered alone', () => {
    expectTypeOf<ReplyTo<'Pool.Delete'>['decided']>().toExtend<ReplyTo<'Rename'>['decided']>();
    expectTypeOf<'Delete'>().toExtend<Invocable>();
    expectTypeOf<'Rename'>().not.toExtend<Invocable>();
  });
});
