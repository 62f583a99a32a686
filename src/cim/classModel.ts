import type { Parts } from '../vocabulary/methods/parts.js';
import type { Version } from '../vocabulary/versions.js';
import type { ClassName } from './model/classSpecs.js';
import type { ValueMap } from './model/specNotation.js';

/** A class of Windows Storage Management as one release has it. */
export interface ClassModel {
  /** The documents' name, such as 'MSFT_SMPool'. */
  readonly name: ClassName;
  /** Whether its instances are things, relations, or events. */
  readonly kind: 'class' | 'association' | 'event';
  /** Whether it has instances of its own. */
  readonly abstract: boolean;
  /** A class of this model, or one of WMI's own (`__ExtendedStatus`); null at the top. */
  readonly superclass: string | null;
  /** The releases that have it, oldest first; likewise below. */
  readonly versions: readonly Version[];
  /** Inherited ones first, in the documents' order. */
  readonly properties: readonly PropertyModel[];
  /** What can be called on it. */
  readonly methods: readonly MethodModel[];
}

/** What a property or a parameter holds. */
export interface Typed {
  /** The documents' name. */
  readonly name: string;
  /** A `ref` names an instance, an `object` is one. */
  readonly type: Parts['type'];
  /** The class of a `ref` or an `object`. */
  readonly of: string | null;
  /** Whether it holds a list. */
  readonly array: boolean;
  /** The releases that have it, oldest first. */
  readonly versions: readonly Version[];
}

/** A property of a class. */
export interface PropertyModel extends Typed {
  /** Whether it identifies an instance. */
  readonly key: boolean;
  /** Whether it has always a value. */
  readonly required: boolean;
  /** Whether clients may write it. */
  readonly writable: boolean;
  /** The class that brings it in: this one, or one that it inherits from in this release. */
  readonly declaredBy: string;
  /** What its values mean; null where the documents don't say. */
  readonly values: ValueMap | null;
}

/** A method of a class. */
export interface MethodModel {
  /** The documents' name. */
  readonly name: string;
  /** The releases that have it, oldest first. */
  readonly versions: readonly Version[];
  /** In the documents' order. */
  readonly parameters: readonly ParameterModel[];
}

/** A parameter of a method. */
export interface ParameterModel extends Typed {
  /** Whether the caller gives it, gets it, or both. */
  readonly direction: 'in' | 'out' | 'inout';
  /** Whether it may be left out. */
  readonly optional: boolean;
}
