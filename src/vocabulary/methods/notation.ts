import type { JobId, PoolId, VolumeId } from '../units/ids.js';
import type { Version } from '../versions.js';
import type { CommonOutcome } from './commonCodes.js';
import type { DiagnoseResult } from './diagnoseResult.js';
import type { ExtendedStatus } from './extendedStatus.js';
import type { ReturnCode } from './returnCode.js';

// A method's facts are said once, in a file of its own. Parameters, replies, return codes, checks, help and documents derive
// from it.

export type Scalar = 'string' | 'boolean' | 'datetime' | 'uint16' | 'uint32' | 'uint64' | 'sint32';

/** A scalar, a reference to an instance, or an instance as a value. */
type TypeText = Scalar | `ref ${string}` | `object ${string}`;

/** The first release that has it, or the last; where neither is said, all that have the class or method. */
type WhenText = '' | ` since ${Version}` | ` until ${Version}`;

/** 'key required string', 'uint16[]', 'uint32 since 2016'. */
export type PropertyText = `${'' | 'key '}${'' | 'required '}${'' | 'write '}${TypeText}${'' | '[]'}${WhenText}`;

/** 'in optional string', 'out ref MSFT_SMJob', 'in boolean until 2012': much as the documents' MOF writes a parameter. */
export type ParameterText = `${'in' | 'out' | 'in out'} ${'' | 'optional '}${TypeText}${'' | '[]'}${WhenText}`;

/** What the documents, and we, say of a method of an `MSFT_SM*` class. */
export interface Method {
  /** 'MSFT_SMPool' */
  readonly className: string;
  readonly name: string;
  /** The first release that has it. */
  readonly since: Version;
  /** The last release that has it; left out where later ones have it, too. */
  readonly until?: Version;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** The method of the SMI-S provider that the storage service calls for it, others that it may call instead, and the provider's
   * service that has them; left out for an operation of CIM, which is asked of no service.
   */
  readonly provider: {
    readonly method: string;
    readonly others?: readonly string[];
    readonly service?: ProviderService;
  };
  /** What it does to the array, for what a code proves; null for a method that only asks. */
  readonly effect: MethodEffect | null;
  /** In the documents' order. */
  readonly parameters: Readonly<Record<string, ParameterText>>;
  /** By the outcome's name. */
  readonly codes: Readonly<Record<string, ReturnCode>>;
  /** Ranges that the documents list with one label for all of their numbers, from the first to the last. */
  readonly ranges?: readonly (readonly [first: number, last: number, label: string])[];
  /** What it answers in the place of an outcome that methods share and the documents don't list for this one. */
  readonly instead: Readonly<Record<string, string>>;
  /** What releases before 2016 answer in the place of an outcome of 2016. */
  readonly before2016?: Readonly<Record<string, string>>;
}

/** A method's effect in words that go on a sentence. */
export interface MethodEffect {
  /** 'It proves ...' of a success. */
  readonly done: string;
  /** 'It proves that the request was accepted: ...' of a job that was started. */
  readonly accepted: string;
  /** 'It is a failure after the effect: ...' and, shortly, of one row. */
  readonly left: string;
  readonly leftShortly: string;
}

/** The services of an SMI-S provider that the storage service looks for. */
export type ProviderService = 'replicationService' | 'storageConfigurationService' | 'controllerConfigurationService';

/** The names of a method's outcomes. */
export type OutcomeOf<M extends Method> = keyof M['codes'] & string;

/** The numbers that a method returns. */
export type CodeOf<M extends Method> = M['codes'][OutcomeOf<M>]['code'];

/** A method that says what stands for each shared outcome that it does not document: one that forgets some is no value of this
 * type.
 */
export type Complete<M extends Method> = M & {
  readonly instead: { readonly [Outcome in Exclude<CommonOutcome, OutcomeOf<M>>]: OutcomeOf<M> };
};

type Bare<Text extends string> = Text extends `${infer Head} since ${string}`
  ? Head
  : Text extends `${infer Head} until ${string}`
    ? Head
    : Text;
type Required<Text extends string> = Text extends `optional ${infer Rest}` ? Rest : Text;
type Given<Text extends string> =
  Bare<Text> extends `in out ${infer Rest}`
    ? Required<Rest>
    : Bare<Text> extends `in ${infer Rest}`
      ? Required<Rest>
      : never;
type Taken<Text extends string> =
  Bare<Text> extends `in out ${infer Rest}`
    ? Required<Rest>
    : Bare<Text> extends `out ${infer Rest}`
      ? Required<Rest>
      : never;

interface GivenScalars {
  string: string;
  boolean: boolean;
  datetime: string;
  uint16: number;
  uint32: number;
  /** Bytes may be written as people do: '100 GiB'. */
  uint64: bigint | number | string;
  sint32: number;
}
interface TakenScalars extends Omit<GivenScalars, 'uint64'> {
  uint64: bigint;
}
interface TakenReferences {
  MSFT_SMStorageVolume: VolumeId;
  MSFT_SMPool: PoolId;
  MSFT_SMJob: JobId;
}
interface TakenObjects {
  MSFT_SMExtendedStatus: ExtendedStatus;
  MSFT_SMStorageDiagnoseResult: DiagnoseResult;
}

/** An element by its id, a name that only it has or its object path, or as the object or the instance that a read returned. */
type GivenReference = string | { readonly id: string } | { readonly ObjectId: string };

type GivenValue<Text extends string> = Text extends `${infer Item}[]`
  ? readonly GivenValue<Item>[]
  : Text extends `ref ${string}`
    ? GivenReference
    : Text extends keyof GivenScalars
      ? GivenScalars[Text]
      : unknown;

type TakenValue<Text extends string> = Text extends `${infer Item}[]`
  ? readonly TakenValue<Item>[]
  : Text extends `ref ${infer Class}`
    ? Class extends keyof TakenReferences
      ? TakenReferences[Class]
      : string
    : Text extends `object ${infer Class}`
      ? Class extends keyof TakenObjects
        ? TakenObjects[Class]
        : Readonly<Record<string, unknown>>
      : Text extends keyof TakenScalars
        ? TakenScalars[Text]
        : unknown;

type Parameters<M extends Pick<Method, 'parameters'>> = M['parameters'];

/** What a caller gives to a method, by the documents' names. Each may be left out or null: what the method can't do without is
 * for the storage service to refuse.
 */
export type ParametersOf<M extends Pick<Method, 'parameters'>> = {
  readonly [Name in keyof Parameters<M> as Given<Parameters<M>[Name]> extends never ? never : Name]?: GivenValue<
    Given<Parameters<M>[Name]>
  > | null;
};

/** What a method answers beside its return code, by the documents' names; null where it has nothing to say. */
export type OutOf<M extends Method> = {
  readonly [Name in keyof Parameters<M> as Taken<Parameters<M>[Name]> extends never ? never : Name]: TakenValue<
    Taken<Parameters<M>[Name]>
  > | null;
};
