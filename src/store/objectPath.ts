import { badInput } from '../vocabulary/input/badInput.js';
import type { World } from './world.js';

/** The namespace of the storage service's classes.
 * @see Windows Storage Management (MsftStrgMan.mof), #pragma namespace
 */
const namespace = 'Root\\Microsoft\\Windows\\Storage\\SM';

/** A WMI object path of an instance with one key, taken apart; what a relative path leaves out is undefined. */
interface ObjectPath {
  readonly host: string | undefined;
  readonly namespace: string | undefined;
  readonly className: string;
  readonly key: string | undefined;
  readonly value: string;
}

const form = /^(?:(?:[\\/]{2}([^\\/:"]+)[\\/])?([^:"]+):)?(\w+)(?:\.(\w+))?="((?:[^"\\]|\\.)*)"$/;

/** Takes a text apart that is an object path: `\\HOST\NAMESPACE:CLASS.KEY="VALUE"`, or without what stands before the class.
 * @returns undefined for any other text, such as an id or a name
 * @see WMI, "Describing a Class Object Path" and "Describing an Instance Object Path": quotes and backslashes of a value are escaped
 */
export function readObjectPath(text: string): ObjectPath | undefined {
  // Every call comes by, and hardly a name ends so.
  if (text.charCodeAt(text.length - 1) !== quote) return undefined;
  const [, host, space, className, key, value] = form.exec(text) ?? [];
  if (className === undefined || value === undefined) return undefined;
  return { host, namespace: space, className, key, value: value.replace(/\\(.)/g, '$1') };
}

const quote = 34;

/** The full path of an instance, as WMI's `__PATH` has it. */
export function objectPathOf(world: World, className: string, objectId: string): string {
  return `\\\\${hostOf(world)}\\${namespace}:${className}.ObjectId="${objectId.replace(/["\\]/g, '\\$&')}"`;
}

/** What keeps a path from naming an instance of a class here, in words that go on from "it"; null when nothing does.
 * Host, namespace, class and key are compared without regard to case, as WMI does.
 */
export function misfitOf(world: World, path: ObjectPath, className: string): string | null {
  const keyOfClass = keys[className] ?? 'ObjectId';
  const { host, namespace: space, key = keyOfClass } = path;
  if (host !== undefined && host !== '.' && !equal(host, hostOf(world)))
    return `names the host '${host}', and this service's is '${hostOf(world)}', or '.'`;
  if (space !== undefined && !equal(space.replaceAll('/', '\\'), namespace))
    return `names the namespace '${space}', and the classes are in '${namespace}'`;
  if (!equal(path.className, className)) return `names an instance of ${path.className}, not of ${className}`;
  return equal(key, keyOfClass) ? null : `has the key '${key}', and that of ${className} is ${keyOfClass}`;
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
