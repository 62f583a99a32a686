import { classNamed, keysOf } from '../../../src/cim/classesOf.js';
import type { PropertyModel } from '../../../src/cim/classModel.js';
import type { Answer, CimClass, CimInstance, CimPath, CimValue } from '../../../src/cim/operations/results.js';

export function pathTo(className: string, id: string): CimPath {
  return { kind: 'path', className, keys: [{ name: 'ObjectId', value: id }] };
}

/** An instance with these values, and null everywhere else. */
export function instanceOf(
  className: string,
  values: Readonly<Record<string, CimValue>>,
  properties?: readonly PropertyModel[],
): CimInstance {
  const model: CimClass = classNamed(className, '2016');
  const keys = keysOf(model).map((name) => ({ name, value: values[name] }));
  const named = keys.flatMap(({ name, value }) => (isKey(value) ? [{ name, value }] : []));
  return {
    kind: 'instance',
    model,
    path: named.length > 0 && named.length === keys.length ? { kind: 'path', className, keys: named } : null,
    properties: properties ?? model.properties,
    values: Object.fromEntries(model.properties.map(({ name }) => [name, values[name] ?? null])),
  };
}

function isKey(value: CimValue | undefined): value is string | CimPath {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'keys' in value);
}

export const gold = instanceOf('MSFT_SMPool', {
  ObjectId: '{pool}:gold',
  Name: 'gold & "silver" <1>',
  Primordial: false,
  TotalManagedSpace: 18_446_744_073_709_551_615n,
  OperationalStatus: [2, 8],
});

/** An answer of a method of the documents, null where nothing is said. */
export function answerOf(
  className: string,
  methodName: string,
  returnValue: number,
  outputs: Readonly<Record<string, CimValue>> = {},
): Answer {
  const method = classNamed(className, '2016').methods.find(({ name }) => name === methodName);
  if (method === undefined) throw new Error(methodName);
  return {
    kind: 'answer',
    className,
    method,
    returnValue,
    outputs: method.parameters
      .filter(({ direction }) => direction !== 'in')
      .map((parameter) => ({ parameter, value: outputs[parameter.name] ?? null })),
  };
}
