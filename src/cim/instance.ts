import type { ClassName, Specs } from './model/classSpecs.js';

/** An instance of a class: its properties by the documents' names, those of its superclasses included.
 *
 * A uint64 is a bigint, other numbers are numbers. A datetime is CIM's text, `20160101000130.500000+000`, or
 * `00000000000130.500000:000` where it is a span. A `ref` is the ObjectId of the instance that it names, whose class the
 * model says. Null is what arraysim does not model, or what has no value at the moment; a property that the array's
 * release lacks is not there at all.
 *
 * Its class and its relative object path are WMI's system properties, which are not among its own: they are not copied with it.
 */
export type Instance<Name extends ClassName> = SystemProperties<Name> & {
  readonly [Property in InAllReleases<Texts<Name>>]: Value<Texts<Name>[Property]>;
} & {
  readonly [Property in Exclude<keyof Texts<Name>, InAllReleases<Texts<Name>>>]?: Value<Texts<Name>[Property]>;
};

/** What WMI says of every instance. @see WMI, "WMI System Properties" */
type SystemProperties<Name extends ClassName> = {
  /** The name of its class. */
  readonly __CLASS: Name;
  /** Its object path without host and namespace. */
  readonly __RELPATH: string;
};

/** What identifies an instance: the value of its one key, or those of all keys by name. */
export type Keys<Name extends ClassName> = string | { readonly [Property in KeyName<Name>]: string };

/** The names of all properties. */
export type PropertyName<Name extends ClassName> = keyof Texts<Name> & string;

/** A property's text in the model, by its name. */
type Texts<Name extends ClassName> = Specs[Name]['properties'] &
  (Specs[Name] extends { readonly superclass: infer Superclass extends ClassName } ? Texts<Superclass> : unknown);

type InAllReleases<Of> = {
  [Property in keyof Of]: Of[Property] extends `${string} ${'since' | 'until'} ${string}` ? never : Property;
}[keyof Of];

type KeyName<Name extends ClassName> = {
  [Property in keyof Texts<Name>]: Texts<Name>[Property] extends `key ${string}` ? Property : never;
}[keyof Texts<Name>];

type Value<Text> = Text extends `key ${string}` ? string : Scalar<Text> | null;

type Scalar<Text> = Text extends `${string}[]${string}` ? readonly One<Text>[] : One<Text>;

type One<Text> = Text extends `${string}object ${string}`
  ? object
  : Text extends `${string}ref ${string}`
    ? string
    : Text extends `${string}uint64${string}`
      ? bigint
      : Text extends `${string}int${string}`
        ? number
        : Text extends `${string}boolean${string}`
          ? boolean
          : string;
