import type { PropertyModel } from './classModel.js';
import type { CimClass } from './operations/results.js';

const references = new WeakMap<CimClass, readonly PropertyModel[]>();

/** The properties of a class that name instances. */
export function referencesOf(model: CimClass): readonly PropertyModel[] {
  let found = references.get(model);
  if (found === undefined) {
    found = model.properties.filter(({ type }) => type === 'ref');
    references.set(model, found);
  }
  return found;
}
