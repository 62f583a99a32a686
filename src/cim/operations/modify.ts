import { equal, propertyNamed } from './classes.js';
import { instanceAt, type Scope } from './objects.js';
import { refuse, shown } from './refusal.js';
import type { ModifyInstance } from './requests.js';
import type { CimPath, CimValue } from './results.js';
import { readValue } from './values.js';

/** Writes properties of an instance: none of those that arraysim models may be written, so only what is as it was is accepted, which
 * clients send who write back all that they read.
 * @throws CimRefusal for another value
 */
export function modify(scope: Scope, { path, instance, properties }: ModifyInstance): void {
  const { model, values } = instanceAt(scope, path);
  if (!equal(instance.className, model.name))
    refuse(
      'invalidParameter',
      'class',
      `the instance is one of ${shown(instance.className)}, its path one of ${model.name}`,
    );
  for (const { name, value } of instance.properties) {
    if (properties !== null && !properties.some((one) => equal(one, name))) continue;
    const property = propertyNamed(model, name);
    if (property === undefined)
      return refuse('noSuchProperty', 'property', `${model.name} has no property ${shown(name)}`);
    const wanted = readValue(scope, property, value);
    if (!isSame(values[property.name] ?? null, wanted))
      refuse('notSupported', 'property', `${model.name}.${property.name} can't be written`);
  }
}

function isSame(is: CimValue, wanted: unknown): boolean {
  if (Array.isArray(is))
    return Array.isArray(wanted) && is.length === wanted.length && is.every((one, at) => one === wanted[at]);
  if (isPath(is)) return is.keys.length === 1 && is.keys[0]?.value === wanted;
  return is === wanted;
}

function isPath(value: CimValue): value is CimPath {
  return typeof value === 'object' && value !== null && 'keys' in value;
}
