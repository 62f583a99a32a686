import type { StorageArray } from '../../engine/array.js';
import type { Reads } from '../../engine/reads.js';
import { keysOf } from '../classesOf.js';
import type { PropertyModel } from '../classModel.js';
import { eachInstance, instanceRead } from '../instances.js';
import type { ClassName } from '../model/classSpecs.js';
import { referencesOf } from '../references.js';
import {
  type Classes,
  classOfName,
  equal,
  type Namespace,
  namespaceNamed,
  namespaceNames,
  propertyNamed,
} from './classes.js';
import { namespaceInstances } from './interop.js';
import { refuse, shown } from './refusal.js';
import type { SentKey, SentPath } from './requests.js';
import type { CimClass, CimInstance, CimPath, CimValue } from './results.js';

/** What operations read: an array, by the classes of a namespace. */
export interface Scope {
  readonly array: StorageArray;
  /** What is read of it: as it is, or as it was when an enumeration was opened. */
  readonly reads: Reads;
  readonly namespace: Namespace;
  readonly classes: Classes;
}

/** The values of an instance's keys, by name; a reference by the ObjectId that it names. */
type Keys = Readonly<Record<string, string>>;

/** All instances of exactly this class, oldest first. */
export function* instancesOf(
  scope: Scope,
  model: CimClass,
  properties: readonly PropertyModel[],
): Generator<CimInstance> {
  const { array, reads, namespace, classes } = scope;
  if (namespace === 'interop') yield* namespaceInstances(Object.values(namespaceNames));
  // The classes of the storage namespace are those of the documents.
  else
    for (const record of eachInstance(array, model.name as ClassName, reads))
      yield objectOf(classes, model, record, properties);
}

/** The instance that a path names.
 * @throws CimRefusal for a path that is none of this namespace, and where there is no such instance
 */
export function instanceAt(scope: Scope, path: SentPath, wanted: readonly string[] | null = null): CimInstance {
  const { array, reads, namespace, classes } = scope;
  const model = classAt(scope, path);
  const keys = keysAt(scope, model, path);
  const properties = selected(model, wanted);
  if (namespace === 'interop') {
    const found = [...instancesOf(scope, model, properties)].find(({ values }) => same(keys, values));
    return found ?? notFound(model, keys);
  }
  const record = instanceRead(array, model.name as ClassName, keys as never, reads);
  return record === undefined ? notFound(model, keys) : objectOf(classes, model, record, properties);
}

/** The class of a path, whose namespace has to be the request's.
 * @throws CimRefusal
 */
export function classAt({ namespace, classes }: Scope, { namespace: given, className }: SentPath): CimClass {
  if (given !== null && namespaceNamed(given) !== namespace)
    refuse('invalidParameter', 'namespace', `the path is one of namespace ${shown(given)}, the request is not`);
  return classOfName(classes, className);
}

/** The keys of a path, which has to have all of the class and no others.
 * @throws CimRefusal
 */
export function keysAt(scope: Scope, model: CimClass, { keys }: SentPath): Keys {
  const names = keysOf(model);
  const values = new Map<string, string>();
  for (const key of keys) {
    const name = nameOf(key, names) ?? refuse('invalidParameter', 'keys', `${keyText(key)} is no key of ${model.name}`);
    if (values.has(name)) refuse('invalidParameter', 'keys', `the key ${name} is given twice`);
    values.set(name, keyValue(scope, propertyNamed(model, name), key));
  }
  const missing = names.find((name) => !values.has(name));
  if (missing !== undefined)
    refuse('invalidParameter', 'missingKeys', `the key ${missing} of ${model.name} is missing`);
  if (names.length === 0) refuse('notFound', 'object', `${model.name} has no keys, and no instance`);
  return Object.fromEntries(values);
}

/** The ObjectId that a reference names, of a class or of one below it.
 * @throws CimRefusal for a reference to something else
 */
export function referredId(scope: Scope, path: SentPath, of: string, what: string): string {
  const model = classAt(scope, path);
  const wanted = scope.classes.named(of);
  if (wanted === undefined || !scope.classes.isA(model, wanted))
    refuse('invalidParameter', 'parameter', `${what} names an instance of ${model.name}, and one of ${of} is expected`);
  const [first, ...others] = Object.values(keysAt(scope, model, path));
  if (first === undefined || others.length > 0)
    return refuse(
      'invalidParameter',
      'parameter',
      `${what} names an instance of ${model.name}, which has several keys`,
    );
  return first;
}

/** An instance of what a source says of it. */
export function objectOf(
  classes: Classes,
  model: CimClass,
  record: object,
  properties: readonly PropertyModel[],
): CimInstance {
  // A record has a value for every property of its class.
  const values = withPaths(classes, model, record as Readonly<Record<string, CimValue>>);
  return { kind: 'instance', model, path: pathOf(model, values), properties, values };
}

/** The path of the instance with that id; its class has one key. */
export function pathOfId(classes: Classes, className: string, id: string): CimPath {
  const model = classes.named(className);
  const [key = 'ObjectId'] = model === undefined ? [] : keysOf(model);
  return { kind: 'path', className, keys: [{ name: key, value: id }] };
}

/** The properties of a class that are asked for; names that it does not have are left out. */
export function selected(model: CimClass, wanted: readonly string[] | null): readonly PropertyModel[] {
  if (wanted === null) return model.properties;
  return model.properties.filter(({ name }) => wanted.some((one) => equal(one, name)));
}

function pathOf(model: CimClass, values: Readonly<Record<string, CimValue>>): CimPath {
  const keys = keysOf(model).map((name) => ({ name, value: values[name] as string | CimPath }));
  return { kind: 'path', className: model.name, keys };
}

function withPaths(classes: Classes, model: CimClass, values: Readonly<Record<string, CimValue>>) {
  const references = referencesOf(model);
  if (references.length === 0) return values;
  const paths = references.map(({ name, of }) => {
    const id = values[name];
    return [name, typeof id === 'string' ? pathOfId(classes, of ?? '', id) : null];
  });
  return { ...values, ...Object.fromEntries(paths) };
}

function nameOf({ name }: SentKey, names: readonly string[]): string | undefined {
  if (name === null) return names.length === 1 ? names[0] : undefined;
  return names.find((one) => equal(one, name));
}

function keyText({ name }: SentKey): string {
  return name === null ? 'a key without a name' : shown(name);
}

function keyValue(scope: Scope, property: PropertyModel | undefined, { value }: SentKey): string {
  const { type, of, name } = property ?? { type: 'string', of: null, name: '' };
  if (type === 'ref')
    return value.kind === 'path'
      ? referredId(scope, value, of ?? '', `the key ${name}`)
      : refuse('typeMismatch', 'keys', `the key ${name} is a reference`);
  if (value.kind === 'path') return refuse('typeMismatch', 'keys', `the key ${name} is a string`);
  if (value.type !== null && value.type !== 'string')
    return refuse('typeMismatch', 'keys', `the key ${name} is a string, not ${shown(value.type)}`);
  return value.text;
}

function same(keys: Keys, values: Readonly<Record<string, CimValue>>): boolean {
  return Object.entries(keys).every(([name, value]) => values[name] === value);
}

function notFound(model: CimClass, keys: Keys): never {
  const named = Object.entries(keys).map(([name, value]) => `${name}=${shown(value)}`);
  return refuse('notFound', 'object', `there is no ${model.name} with ${named.join(', ')}`);
}
