import type { Version } from '../../vocabulary/versions.js';
import { classesOf } from '../classesOf.js';
import type { PropertyModel } from '../classModel.js';
import { interopClasses } from './interop.js';
import { refuse, shown } from './refusal.js';
import type { CimClass } from './results.js';

/** The classes of a namespace, in the documents' order; names are compared without regard to case. */
export interface Classes {
  readonly all: readonly CimClass[];
  readonly named: (name: string) => CimClass | undefined;
  /** A class and all classes below it, those without instances of their own left out. */
  readonly concrete: (of: CimClass) => readonly CimClass[];
  /** Whether a class is another one or inherits from it. */
  readonly isA: (one: CimClass, other: CimClass) => boolean;
}

/** The storage service's namespace, and the one in which clients look for namespaces. */
export type Namespace = 'storage' | 'interop';

const namespaces: Readonly<Record<string, Namespace>> = {
  'root/microsoft/windows/storage/sm': 'storage',
  interop: 'interop',
  'root/interop': 'interop',
};

/** The names of the namespaces, as they are written. @see MSFT_SMStorageVolume, Requirements: "Namespace" */
export const namespaceNames = { storage: 'root/microsoft/windows/storage/sm', interop: 'root/interop' } as const;

/** @throws CimRefusal for another namespace */
export function namespaceNamed(text: string): Namespace {
  const plain = text
    .replaceAll('\\', '/')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase();
  const found = Object.hasOwn(namespaces, plain) ? namespaces[plain] : undefined;
  return (
    found ??
    refuse('invalidNamespace', 'namespace', `there is no namespace ${shown(text)}: ${namespaceNames.storage} is`)
  );
}

const known = new Map<string, Classes>();

/** The classes of a namespace as a release has them; put in order once. */
export function classesIn(namespace: Namespace, version: Version): Classes {
  const key = namespace === 'interop' ? namespace : version;
  let classes = known.get(key);
  if (classes === undefined) {
    classes = classesFrom(namespace === 'interop' ? interopClasses : classesOf(version));
    known.set(key, classes);
  }
  return classes;
}

/** @throws CimRefusal for the name of no class */
export function classOfName(classes: Classes, name: string): CimClass {
  return classes.named(name) ?? refuse('invalidClass', 'class', `there is no class ${shown(name)} here`);
}

/** A property of a class by its name in any case. */
export function propertyNamed(model: CimClass, name: string): PropertyModel | undefined {
  return model.properties.find((one) => equal(one.name, name));
}

export function equal(one: string, other: string): boolean {
  return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

function classesFrom(all: readonly CimClass[]): Classes {
  const byName = new Map(all.map((model) => [model.name.toLowerCase(), model]));
  const above = ({ superclass }: CimClass) => (superclass === null ? undefined : byName.get(superclass.toLowerCase()));
  const isA = (one: CimClass, other: CimClass): boolean => {
    for (let at: CimClass | undefined = one; at !== undefined; at = above(at)) if (at === other) return true;
    return false;
  };
  const concrete = new Map<CimClass, readonly CimClass[]>();
  return {
    all,
    named: (name) => byName.get(name.toLowerCase()),
    isA,
    concrete(of) {
      let found = concrete.get(of);
      if (found === undefined) {
        found = all.filter((one) => !one.abstract && isA(one, of));
        concrete.set(of, found);
      }
      return found;
    },
  };
}
