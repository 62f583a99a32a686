import { factsOf, type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import { type Parts, partsOf } from '../../vocabulary/methods/parts.js';

/** What a method hands out, beside its return code. */
export interface OutParameter extends Pick<Parts, 'type' | 'of' | 'array'> {
  readonly name: string;
}

/** The out parameters of a method, in the documents' order. */
export function outsOf(method: MethodName): readonly OutParameter[] {
  return outs[method];
}

/** The names of a method's arguments that refer to elements, be it by an ObjectId that is a text. */
export function referencesOf(method: MethodName): readonly string[] {
  return references[method];
}

/** Parameters of texts that are ObjectIds. */
const byId = ['targetObjectId', 'DiskDriveObjectIds'];

const outs = byMethod((method) =>
  Object.entries(factsOf(method).parameters)
    .map(([name, text]) => ({ name, ...partsOf(text) }))
    .filter(({ words }) => words.has('out')),
);
const references = byMethod((method) =>
  signatures[method].inputs.flatMap(({ name, type }) => (type === 'ref' || byId.includes(name) ? [name] : [])),
);

function byMethod<Value>(make: (method: MethodName) => Value): Readonly<Record<MethodName, Value>> {
  // One entry a method, from the list of all.
  return Object.fromEntries(methodNames.map((name) => [name, make(name)])) as Record<MethodName, Value>;
}
