import { StorageArray } from '../engine/array.js';
import type { AnyInstance, AssociatorsOptions, InstanceReference, ReferencesOptions } from '../engine/classPort.js';
import { elsewhereOf, type InstancePath, readInstancePath } from '../store/objectPath.js';
import { type Reference, textOf } from '../store/references.js';
import { readMembers } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { inField } from '../vocabulary/input/inField.js';
import { memberOf } from '../vocabulary/input/plain.js';
import { classNamed, keysOf } from './classesOf.js';
import { findInstance, recordOfId, wasEver } from './instances.js';
import type { ClassName } from './model/classSpecs.js';
import { isInstanced, notModelled } from './notModelled.js';
import { type Classes, classesIn, equal } from './operations/classes.js';
import type { CimClass } from './operations/results.js';
import { referencesOf } from './references.js';
import { associations, linksWith, type Relation } from './related.js';

/** The instances at the other ends of the links that name one. @see StorageArray.associators */
export function associators(
  array: StorageArray,
  of: InstanceReference,
  options: AssociatorsOptions,
): readonly AnyInstance[] {
  const known = ['resultClass', 'assocClass', 'role', 'resultRole'];
  const { resultClass, assocClass, role, resultRole } = readMembers(options, known, 'associators', 'an option');
  const asked = { resultClass, associationClass: assocClass, role, resultRole };
  const found = new Map<string, AnyInstance>();
  const reads = StorageArray.readsOf(array);
  for (const { others } of linksOfOne(array, of, asked, 'associators'))
    for (const { model, id } of others) {
      const other = found.has(id) ? undefined : recordOfId(array, model.name as ClassName, id, reads);
      if (other !== undefined) found.set(id, other);
    }
  return [...found.values()];
}

/** The links that name an instance. @see StorageArray.references */
export function references(
  array: StorageArray,
  of: InstanceReference,
  options: ReferencesOptions,
): readonly AnyInstance[] {
  const { resultClass, role } = readMembers(options, ['resultClass', 'role'], 'references', 'an option');
  const asked = { associationClass: resultClass, role };
  // The records are those of links.
  return [...linksOfOne(array, of, asked, 'references')].map(({ record }) => record as AnyInstance);
}

interface Asked {
  readonly resultClass?: string | undefined;
  readonly associationClass?: string | undefined;
  readonly role?: string | undefined;
  readonly resultRole?: string | undefined;
}

function linksOfOne(array: StorageArray, of: InstanceReference, asked: Asked, field: string) {
  const { version } = StorageArray.worldOf(array).configuration;
  const scope = { array, reads: StorageArray.readsOf(array), classes: classesIn('storage', version) };
  const { model, keys } = objectNamed(array, of, `${field}.path`);
  const there = findInstance(array, model.name as ClassName, keys as never);
  if (there === undefined)
    badInput({
      field: `${field}.path`,
      value: textIn(of, field),
      expected: `an instance of ${model.name} that there is`,
    });
  const ofLinks = field === 'references' ? 'resultClass' : 'assocClass';
  const relation: Relation = {
    resultClass: classAsked(scope.classes, array, asked.resultClass, `${field}.resultClass`),
    associationClass: classAsked(scope.classes, array, asked.associationClass, `${field}.${ofLinks}`),
    role: asked.role ?? null,
    resultRole: asked.resultRole ?? null,
  };
  demandRole(scope.classes, relation, relation.role, `${field}.role`);
  demandRole(scope.classes, relation, relation.resultRole, `${field}.resultRole`);
  const [id = '', ...others] = Object.values(keys);
  // What has several keys is itself a link, and no link names it.
  return others.length > 0 ? [] : linksWith(scope, model, id, relation);
}

/** @throws BadInputError for what names nothing that arraysim could have an instance of */
function objectNamed(array: StorageArray, of: InstanceReference, field: string) {
  const text = textIn(of, field);
  const path = readInstancePath(text);
  if (path !== undefined) return atPath(array, path, text, field);
  // The keys of what has instances are those of the list.
  const names = Object.keys(notModelled) as ClassName[];
  const name = names.find((one) => wasEver(array, one, text));
  if (name === undefined)
    return badInput({
      field,
      value: text,
      expected: 'an object path, such as MSFT_SMPool.ObjectId="…", or an instance\'s ObjectId',
    });
  const model = modelled(array, name, field);
  return { model, keys: { [keysOf(model)[0] ?? 'ObjectId']: text } };
}

function textIn(of: InstanceReference, field: string): string {
  const path = memberOf(of, '__RELPATH');
  // What has no path may be a reference of another kind.
  return typeof path === 'string' ? path : textOf(of as Reference, field);
}

function atPath(array: StorageArray, path: InstancePath, text: string, field: string) {
  const refuse = (expected: string) => badInput({ field, value: text, expected });
  const elsewhere = elsewhereOf(StorageArray.worldOf(array), path);
  if (elsewhere !== null) return refuse(`an object path of this array; it ${elsewhere}`);
  const model = modelled(array, path.className, field);
  const names = keysOf(model);
  const keys = path.keys.map(({ name, value }) => {
    const key = name === undefined && names.length === 1 ? names[0] : names.find((one) => equal(one, name ?? ''));
    return [key ?? refuse(`the keys of ${model.name}: ${names.join(', ')}`), idAt(value)] as const;
  });
  const values = Object.fromEntries(keys);
  if (Object.keys(values).length !== names.length || keys.length !== names.length)
    return refuse(`each key of ${model.name} once: ${names.join(', ')}`);
  return { model, keys: values };
}

/** A key that is a reference has the path of what it names. */
function idAt(value: string): string {
  return readInstancePath(value)?.keys[0]?.value ?? value;
}

/** A class of the array's release, in any case, of which there may be instances.
 * @throws BadInputError for others, and where there would be instances, but arraysim has none
 */
function modelled(array: StorageArray, name: string, field: string): CimClass {
  const { version } = StorageArray.worldOf(array).configuration;
  const classes = classesIn('storage', version);
  const model =
    classes.named(name) ??
    inField(
      () => field,
      () => classNamed(name, version),
    );
  if (classes.concrete(model).some((one) => isInstanced(one.name as ClassName))) return model;
  return badInput({
    field,
    value: name,
    expected: `a class that arraysim models: of ${model.name} it has no instances (isInstanced), which is not to say that there are none`,
  });
}

function classAsked(classes: Classes, array: StorageArray, name: string | undefined, field: string): CimClass | null {
  if (name === undefined) return null;
  const model = modelled(array, name, field);
  if (!field.endsWith('assocClass') && !field.startsWith('references')) return model;
  if (classes.concrete(model).some((one) => referencesOf(one).length > 0)) return model;
  const among = classes.all.filter((one) => referencesOf(one).length > 0).map((one) => one.name);
  return badInput({ field, value: name, expected: 'an association, such as MSFT_SMPoolToVolume', among });
}

function demandRole(classes: Classes, relation: Relation, role: string | null, field: string): void {
  if (role === null) return;
  const among = new Set(associations(classes, relation).flatMap((one) => referencesOf(one).map(({ name }) => name)));
  if ([...among].some((name) => equal(name, role))) return;
  badInput({ field, value: role, expected: 'a reference of an association, such as Parent', among: [...among] });
}
