import type { Parts } from '../vocabulary/methods/parts.js';
import type { Version } from '../vocabulary/versions.js';
import type { ClassName } from './model/classSpecs.js';
import type { ValueMap } from './model/specNotation.js';

/** A class of Windows Storage Management as one release has it. */
export interface ClassModel {
  readonly name: ClassName;
  readonly kind: 'class' | 'association' | 'event';
  readonly abstract: boolean;
  /** A class of this model, or one of WMI's own (`__ExtendedStatus`); null at the top. */
  readonly superclass: string | null;
  /** The releases that have it, oldest first; likewise below. */
  readonly versions: readonly Version[];
  /** Inherited ones first, in the documents' order. */
  readonly properties: readonly PropertyModel[];
  readonly methods: readonly MethodModel[];
}

/** What a property or a parameter holds. */
export interface Typed {
  readonly name: string;
  /** A `ref` names an instance, an `object` is one. */
  readonly type: Parts['type'];
  /** The class of a `ref` or an `object`. */
  readonly of: string | null;
  readonly array: boolean;
  readonly versions: readonly Version[];
}

export interface PropertyModel extends Typed {
  readonly key: boolean;
  readonly required: boolean;
  readonly writable: boolean;
  /** The class that brings it in: this one, or one that it inherits from in this release. */
  readonly declaredBy: string;
  /** What its values mean; null where the documents don't say. */
  readonly values: ValueMap | null;
}

export interface MethodModel {
  readonly name: string;
  readonly versions: readonly Version[];
  readonly parameters: readonly ParameterModel[];
}

export interface ParameterModel extends Typed {
  readonly direction: 'in' | 'out' | 'inout';
  readonly optional: boolean;
}
