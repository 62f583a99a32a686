import { badInput } from '../vocabulary/input/badInput.js';
import type { World } from './world.js';

/** The namespace of the storage service's classes.
 * @see Windows Storage Management (MsftStrgMan.mof), #pragma namespace
 */
const namespace = 'Root\\Microsoft\\Windows\\Storage\\SM';

/** A WMI object path of an instance, taken apart; what a relative path leaves out is undefined. */
export interface InstancePath {
  readonly host: string | undefined;
  readonly namespace: string | undefined;
  readonly className: string;
  /** At least one; the one key of a class need not be named. */
  readonly keys: readonly PathKey[];
}

interface PathKey {
  readonly name: string | undefined;
  readonly value: string;
}

/** One of an instance with one key. */
interface ObjectPath extends Omit<InstancePath, 'keys'> {
  readonly key: string | undefined;
  readonly value: string;
}

const beginning = /^(?:(?:[\\/]{2}([^\\/:"]+)[\\/])?([^:"]+):)?(\w+)(?=[.=])/;
const quoted = '="((?:[^"\\\\]|\\\\.)*)"';
const unnamed = new RegExp(`^${quoted}$`);
const named = new RegExp(`^[.,](\\w+)${quoted}`);

/** Takes a text apart that is an object path: `\\HOST\NAMESPACE:CLASS.KEY="VALUE",…`, or without what stands before the class.
 * @returns undefined for any other text, such as an id or a name
 * @see WMI, "Describing a Class Object Path" and "Describing an Instance Object Path": quotes and backslashes of a value are escaped
 */
export function readInstancePath(text: string): InstancePath | undefined {
  // Every call comes by, and hardly a name ends so.
  if (text.charCodeAt(text.length - 1) !== quote) return undefined;
  const [begun, host, space, className] = beginning.exec(text) ?? [];
  const keys = className === undefined ? undefined : keysIn(text.slice(begun?.length));
  return className === undefined || keys === undefined ? undefined : { host, namespace: space, className, keys };
}

function keysIn(text: string): PathKey[] | undefined {
  const only = unnamed.exec(text)?.[1];
  if (only !== undefined) return [{ name: undefined, value: plain(only) }];
  const keys: PathKey[] = [];
  for (let rest = text; rest !== ''; ) {
    const [all, name, value] = named.exec(rest) ?? [];
    // A dot stands before the first, commas between them.
    if (all === undefined || value === undefined || (keys.length === 0) !== all.startsWith('.')) return undefined;
    keys.push({ name, value: plain(value) });
    rest = rest.slice(all.length);
  }
  return keys;
}

/** Like {@link readInstancePath}, for paths with one key. */
export function readObjectPath(text: string): ObjectPath | undefined {
  const path = readInstancePath(text);
  // No path: nearly all.
  if (path === undefined) return undefined;
  const [key, ...others] = path.keys;
  if (key === undefined || others.length > 0) return undefined;
  return { host: path.host, namespace: path.namespace, className: path.className, key: key.name, value: key.value };
}

const quote = 34;

function plain(value: string): string {
  return value.replace(/\\(.)/g, '$1');
}

/** The full path of an instance, as WMI's `__PATH` has it. */
export function objectPathOf(world: World, className: string, keys: readonly (readonly [string, string])[]): string {
  return `\\\\${hostOf(world)}\\${namespace}:${relativePath(className, keys)}`;
}

/** The same without host and namespace, as WMI's `__RELPATH` has it. */
export function relativePath(className: string, keys: readonly (readonly [string, string])[]): string {
  return `${className}.${keys.map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`).join(',')}`;
}

/** What keeps a path from naming an instance of a class here, in words that go on from "it"; null when nothing does.
 * Host, namespace, class and key are compared without regard to case, as WMI does.
 */
export function misfitOf(world: World, path: ObjectPath, className: string): string | null {
  const keyOfClass = keys[className] ?? 'ObjectId';
  const { key = keyOfClass } = path;
  const elsewhere = elsewhereOf(world, path);
  if (elsewhere !== null) return elsewhere;
  if (!equal(path.className, className)) return `names an instance of ${path.className}, not of ${className}`;
  return equal(key, keyOfClass) ? null : `has the key '${key}', and that of ${className} is ${keyOfClass}`;
}

/** What of a path's host and namespace is another array's, in such words; null when nothing is. */
export function elsewhereOf(world: World, { host, namespace: space }: Pick<InstancePath, 'host' | 'namespace'>) {
  if (host !== undefined && host !== '.' && !equal(host, hostOf(world)))
    return `names the host '${host}', and this service's is '${hostOf(world)}', or '.'`;
  if (space !== undefined && !equal(space.replaceAll('/', '\\'), namespace))
    return `names the namespace '${space}', and the classes are in '${namespace}'`;
  return null;
}

/** Of the classes whose key is no ObjectId. */
const keys: Readonly<Record<string, string>> = { MSFT_SMStorageDiscovery: 'systemName' };

/** The ObjectId that a path stands for; any other text as it is.
 * @throws BadInputError for a path of another class, namespace or host
 */
export function idIn(world: World, text: string, className: string, field: string): string {
  const path = readObjectPath(text);
  if (path === undefined) return text;
  const misfit = misfitOf(world, path, className);
  if (misfit !== null)
    badInput({ field, value: text, expected: `the object path of an ${className} of this array; it ${misfit}` });
  return path.value;
}

/** The machine that the storage service runs on goes by the array's serial number: so paths of another array are told apart. */
export function hostOf({ configuration: { serial } }: World): string {
  return `arraysim-${serial}`;
}

export function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
