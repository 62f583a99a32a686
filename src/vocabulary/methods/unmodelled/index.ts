import { commonCodes } from '../commonCodes.js';
import type { Method } from '../notation.js';
import type { UnmodelledMethod } from './entry.js';
import { fileServers } from './fileServers.js';
import { others } from './others.js';
import { replicationGroups } from './replicationGroups.js';
import { storageGroups } from './storageGroups.js';

/** The methods of what arraysim does not model, by class and name: file servers, groups that are replicated together, masking, and
 * so on.
 */
export const unmodelled = { ...fileServers, ...replicationGroups, ...storageGroups, ...others } as const;

type Unmodelled = typeof unmodelled;
type ShortOf<Class extends string> = Class extends `MSFT_SM${infer Short}` ? Short : never;
/** Those whose codes begin with 0 to 5, which are the ones that have a 1. */
type NamesIn<Class extends keyof Unmodelled> = {
  [Name in keyof Unmodelled[Class] & string]: Unmodelled[Class][Name] extends { readonly codes: `0-${string}` }
    ? `${ShortOf<Class>}.${Name}`
    : never;
}[keyof Unmodelled[Class] & string];

/** A method that answers that it is not supported: the documents have a 1 for it. 'StorageGroup.Rename' */
export type UnmodelledName = { [Class in keyof Unmodelled]: NamesIn<Class> }[keyof Unmodelled];

/** What the documents say of the method of that name. */
export type UnmodelledOf<Name extends UnmodelledName> = Name extends `${infer Class}.${infer Own}`
  ? `MSFT_SM${Class}` extends infer Long extends keyof Unmodelled
    ? Own extends keyof Unmodelled[Long]
      ? Unmodelled[Long][Own]
      : never
    : never
  : never;

/** What such a method answers. */
export type UnmodelledCodes = typeof codes;
const codes = {
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning: 'arraysim does not model what the method is about, and the array has nothing of it.',
  },
  invalidParameter: commonCodes.invalidParameter,
} as const;

/** The facts of those that answer. No service of the provider is asked for them. */
export const unmodelledFacts = Object.fromEntries(
  Object.entries(unmodelled).flatMap(([className, ofClass]) =>
    Object.entries<UnmodelledMethod>(ofClass)
      .filter(([, { codes }]) => codes.startsWith('0-'))
      .map(([name, entry]) => [`${className.replace(/^MSFT_SM/, '')}.${name}`, factsFrom(className, name, entry)]),
  ),
  // The same names as those of the type.
) as Readonly<Record<UnmodelledName, Method & { readonly codes: UnmodelledCodes }>>;

// The keys of an object literal are its names: `Object.keys` only forgets the type.
export const unmodelledNames = Object.keys(unmodelledFacts) as readonly UnmodelledName[];

function factsFrom(className: string, name: string, { since = '2012', until, parameters }: UnmodelledMethod) {
  return {
    className,
    name,
    since,
    ...(until && { until }),
    summary: 'Is not modelled, and says so.',
    provider: { method: name },
    effect: null,
    parameters,
    codes,
    instead: {},
  };
}
