import { isWithin, type Version } from '../versions.js';
import { type CalledName, factsOf, methodNames } from './index.js';
import type { Method } from './notation.js';
import { type Parts, partsOf } from './parts.js';
import { unmodelledNames } from './unmodelled/index.js';

/** What a caller gives to a method, but for its credentials. */
export interface InputParameter extends Pick<Parts, 'type' | 'of' | 'array'> {
  readonly name: string;
}

/** What a method asks of its caller, and tells it. */
export interface Signature {
  /** The parameters that a caller gives, by name, in the documents' order; its credentials among them. */
  readonly given: readonly string[];
  /** The same without the credentials, with their types. */
  readonly inputs: readonly InputParameter[];
  /** The parameter that names the pool of what is made. */
  readonly pool: 'TargetPool' | 'TargetStoragePool' | null;
  /** The parameter that names a second volume: the other side of a relation, which the documents sometimes call a peer. */
  readonly otherVolume: string | null;
  /** The same without ElementName and the pool, which many methods have and a request keeps by themselves. */
  readonly others: readonly InputParameter[];
  /** The out parameters, by name, in the documents' order. */
  readonly taken: readonly string[];
  /** Those that are 64 bits wide: the world keeps blocks, and a caller gets bytes. */
  readonly bytes: readonly string[];
}

const credentials: readonly string[] = ['username', 'password'];
const pools = ['TargetPool', 'TargetStoragePool'] as const;
const ofTheirOwn: readonly string[] = ['ElementName', ...pools];
const otherVolumes: readonly string[] = ['TargetStorageVolume', 'TargetGroupReplicaPeer'];

/** @param version the release whose parameters are meant; those of all when left out */
export function signatureOf(method: Method, version?: Version): Signature {
  const parameters = Object.entries(method.parameters)
    .map(([name, text]) => ({ name, ...partsOf(text) }))
    .filter((parameter) => version === undefined || isWithin(version, parameter));
  const given = parameters.filter(({ words }) => words.has('in'));
  const taken = parameters.filter(({ words }) => words.has('out'));
  const inputs = given.filter(({ name }) => !credentials.includes(name));
  return {
    given: namesOf(given),
    inputs,
    pool: pools.find((name) => inputs.some((input) => input.name === name)) ?? null,
    otherVolume: inputs.find(({ name }) => otherVolumes.includes(name))?.name ?? null,
    others: inputs.filter(({ name }) => !ofTheirOwn.includes(name)),
    taken: namesOf(taken),
    bytes: namesOf(taken.filter(({ type }) => type === 'uint64')),
  };
}

/** By method, made once. */
export const signatures = Object.fromEntries(
  [...methodNames, ...unmodelledNames].map((name) => [name, signatureOf(factsOf(name))]),
  // One entry a method, from the lists of all.
) as Readonly<Record<CalledName, Signature>>;

function namesOf(parameters: readonly { readonly name: string }[]): string[] {
  return parameters.map(({ name }) => name);
}
