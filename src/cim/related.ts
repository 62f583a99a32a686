import type { StorageArray } from '../engine/array.js';
import type { Reads } from '../engine/reads.js';
import { linksOf } from './instances.js';
import type { ClassName } from './model/classSpecs.js';
import { type Classes, equal } from './operations/classes.js';
import type { CimClass } from './operations/results.js';
import { referencesOf } from './references.js';

// How objects are related: links are instances of associations, which name both ends.

/** What links and objects are asked for; null takes any. */
export interface Relation {
  /** The class of the links. */
  readonly associationClass: CimClass | null;
  /** The class of the objects at the other ends. */
  readonly resultClass: CimClass | null;
  /** The property of the link that names the object that is asked about, and the one that names the others; in any case. */
  readonly role: string | null;
  readonly resultRole: string | null;
}

/** What is read: an array, by the classes of its release. */
interface Scope {
  readonly array: StorageArray;
  readonly reads: Reads;
  readonly classes: Classes;
}

/** An instance of an association, and what is at its other ends. */
interface Link {
  readonly model: CimClass;
  readonly record: object;
  readonly others: readonly { readonly model: CimClass; readonly id: string }[];
}

/** The links that name an object.
 * @param model its class, which has one key
 */
export function* linksWith(scope: Scope, model: CimClass, id: string, relation: Relation): Generator<Link> {
  for (const association of associations(scope.classes, relation))
    for (const role of rolesOf(scope.classes, relation, association, model))
      for (const record of linksOf(scope.array, association.name as ClassName, role, id, scope.reads))
        yield { model: association, record, others: othersOf(scope.classes, relation, association, role, record) };
}

/** The associations that objects of a class take part in, each with the classes at the other ends. */
export function* associationsWith(classes: Classes, of: CimClass, relation: Relation) {
  for (const model of associations(classes, relation))
    for (const role of rolesOf(classes, relation, model, of))
      yield { model, others: ends(classes, relation, model, role).map(([, other]) => other) };
}

export function associations({ all, isA }: Classes, { associationClass }: Relation): readonly CimClass[] {
  return all.filter((one) => referencesOf(one).length > 0 && (associationClass === null || isA(one, associationClass)));
}

/** The properties of an association that may name an object of a class. */
function rolesOf(classes: Classes, { role }: Relation, association: CimClass, of: CimClass): string[] {
  return referencesOf(association).flatMap(({ name, of: named }) => {
    const end = classes.named(named ?? '');
    return end !== undefined && classes.isA(of, end) && (role === null || equal(role, name)) ? [name] : [];
  });
}

function othersOf(classes: Classes, relation: Relation, association: CimClass, role: string, record: object) {
  // Looked at by the names of references only.
  const values = record as Readonly<Record<string, unknown>>;
  return ends(classes, relation, association, role).flatMap(([name, model]) => {
    const id = values[name];
    return typeof id === 'string' ? [{ model, id }] : [];
  });
}

/** The references of an association beside one, with their classes. */
function ends(classes: Classes, { resultRole, resultClass }: Relation, model: CimClass, role: string) {
  return referencesOf(model).flatMap(({ name, of }) => {
    const other = classes.named(of ?? '');
    if (name === role || other === undefined || (resultRole !== null && !equal(resultRole, name))) return [];
    return resultClass === null || classes.isA(other, resultClass) ? [[name, other] as const] : [];
  });
}
