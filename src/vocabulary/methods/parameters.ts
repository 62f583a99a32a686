import { factsOf, type MethodName, methodNames } from './index.js';
import { type Parts, partsOf } from './parts.js';

/** What a caller gives to a method, but for its credentials. */
export interface InputParameter extends Pick<Parts, 'type' | 'of' | 'array'> {
  readonly name: string;
}

const credentials: readonly string[] = ['username', 'password'];

/** The parameters of a method that a caller gives, by name, in the documents' order; its credentials among them. */
export function givenTo(method: MethodName): readonly string[] {
  return names[method];
}

/** The same without the credentials, with their types. */
export function inputsOf(method: MethodName): readonly InputParameter[] {
  return inputs[method];
}

/** The same without ElementName and TargetPool, which many methods have and a request keeps by themselves. */
export function othersOf(method: MethodName): readonly InputParameter[] {
  return others[method];
}

/** The out parameters of a method, by name, in the documents' order. */
export function takenFrom(method: MethodName): readonly string[] {
  return taken[method];
}

/** The out parameters of a method that are 64 bits wide: the world keeps blocks, and a caller gets bytes. */
export function bytesOf(method: MethodName): readonly string[] {
  return bytes[method];
}

const partsByMethod = byMethod((method) =>
  Object.entries(factsOf(method).parameters).map(([name, text]) => ({ name, ...partsOf(text) })),
);
const inputs = byMethod((method) =>
  partsByMethod[method].filter(({ name, words }) => words.has('in') && !credentials.includes(name)),
);
const others = byMethod((method) =>
  inputs[method].filter(({ name }) => name !== 'ElementName' && name !== 'TargetPool'),
);
const names = byMethod((method) =>
  partsByMethod[method].filter(({ words }) => words.has('in')).map(({ name }) => name),
);
const taken = byMethod((method) =>
  partsByMethod[method].filter(({ words }) => words.has('out')).map(({ name }) => name),
);
const bytes = byMethod((method) =>
  partsByMethod[method].filter(({ type, words }) => words.has('out') && type === 'uint64').map(({ name }) => name),
);

function byMethod<Value>(make: (method: MethodName) => Value): Readonly<Record<MethodName, Value>> {
  // One entry a method, from the list of all.
  return Object.fromEntries(methodNames.map((name) => [name, make(name)])) as Record<MethodName, Value>;
}
