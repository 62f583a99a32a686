import type { Loss } from '../../vocabulary/losses.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import type { ClassModel, MethodModel, ParameterModel, PropertyModel } from '../classModel.js';
import type { CimStatus } from './status.js';

// What comes of an operation, whatever the protocol that carries it. Values are typed by the class model.

/** A class that clients see: one of the documents, or one of the interop namespace. */
export type CimClass = Omit<ClassModel, 'name'> & { readonly name: string };

/** A value. Whole numbers to 32 bits are numbers, those of 64 are bigints; a datetime is CIM's text of 25 characters, a string
 * a text; a reference is a path; an embedded instance is one.
 */
export type CimValue = null | boolean | number | bigint | string | CimPath | CimInstance | readonly CimValue[];

/** The name of an instance. */
export interface CimPath {
  readonly kind: 'path';
  readonly className: string;
  readonly keys: readonly CimKey[];
}

/** One key of a path; all keys of the documents' classes are texts or references. */
interface CimKey {
  readonly name: string;
  readonly value: string | CimPath;
}

/** An instance with the properties that were asked for. */
export interface CimInstance {
  readonly kind: 'instance';
  readonly model: CimClass;
  /** Its name; null for one that is embedded. */
  readonly path: CimPath | null;
  /** In the documents' order: what is in `values`. */
  readonly properties: readonly PropertyModel[];
  readonly values: Readonly<Record<string, CimValue>>;
}

/** What comes of an operation. */
export type CimResult =
  | Refusal
  | { readonly kind: 'nothing' }
  | { readonly kind: 'instance'; readonly instance: CimInstance }
  | { readonly kind: 'instances'; readonly items: readonly CimInstance[] }
  | { readonly kind: 'paths'; readonly items: readonly CimPath[] }
  | { readonly kind: 'classes'; readonly items: readonly CimClass[] }
  | { readonly kind: 'classNames'; readonly items: readonly string[] }
  | Page
  | Answer;

/** What `perform` comes to: a result to be written, or none yet, or none ever. */
export type Performed = CimResult | InFlight | NoReply;

/** A CIM status other than success. */
export interface Refusal {
  readonly kind: 'status';
  readonly status: CimStatus;
  /** One plain line: what is wrong, and what was expected. */
  readonly text: string;
  /** The part of the request that is wrong. */
  readonly about: Subject;
}

/** A part of a request: `keys` are the keys of a path, `object` the instance that they name, `parameterName` a parameter that there
 * is not.
 */
export type Subject =
  | 'namespace'
  | 'class'
  | 'keys'
  | 'missingKeys'
  | 'object'
  | 'method'
  | 'parameter'
  | 'parameterName'
  | 'property'
  | 'query'
  | 'context'
  | 'operation';

/** A part of an enumeration. */
export interface Page {
  readonly kind: 'page';
  readonly items: readonly CimInstance[] | readonly CimPath[];
  readonly of: 'instances' | 'paths';
  /** What the next page is asked for with; null at the end. */
  readonly context: string | null;
}

/** What a method answered. Return codes are values here: a refusal that the method defines is an answer. */
export interface Answer {
  readonly kind: 'answer';
  readonly className: string;
  readonly method: MethodModel;
  readonly returnValue: number;
  /** Every out parameter in the documents' order, those that are null, too. */
  readonly outputs: readonly Output[];
}

interface Output {
  readonly parameter: ParameterModel;
  readonly value: CimValue;
}

/** A call that waits for time to pass, or is held by a fault: `resultOf` has its answer when it has replied. */
export interface InFlight {
  readonly kind: 'inFlight';
  readonly call: CallId;
}

/** The reply is lost, and this is what the client meets in its place. */
export interface NoReply {
  readonly kind: 'noReply';
  readonly as: Loss;
}
