import { type CalledName, factsOf, type MethodName, type Methods, methodNames, methods } from './index.js';
import type { Method } from './notation.js';
import { type UnmodelledName, type UnmodelledOf, unmodelledNames } from './unmodelled/index.js';

/** What a method can be called by: 'Delete', 'Pool.Delete' or 'MSFT_SMPool.Delete'. Where several classes have the method, the
 * element that it is called on says which one is meant.
 */
export type Invocable = MethodName | { [Name in MethodName]: NamesOf<Methods[Name]> }[MethodName];

/** What can be called by a name: beside {@link Invocable}, what is refused because it is not modelled: 'StorageGroup.Rename',
 * 'MSFT_SMStorageGroup.Rename' or 'Rename'. A name that arraysim answers a method of never means one of these.
 */
export type Callable = Invocable | UnmodelledCalled;
type UnmodelledCalled = UnmodelledName | `MSFT_SM${UnmodelledName}` | Exclude<BareOf<UnmodelledName>, Invocable>;
type BareOf<Name extends string> = Name extends `${string}.${infer Bare}` ? Bare : never;

/** The methods that are refused, of those that a name may mean. */
type UnmodelledBy<Name extends Callable> = Name extends UnmodelledName
  ? Name
  : Name extends `MSFT_SM${infer Short extends UnmodelledName}`
    ? Short
    : Name extends Invocable
      ? never
      : { [One in UnmodelledName]: Name extends BareOf<One> ? One : never }[UnmodelledName];

/** The methods that a name may mean. */
export type MethodsCalled<Name extends Callable> =
  | { [Key in MethodName]: Name extends Key | NamesOf<Methods[Key]> ? Methods[Key] : never }[MethodName]
  | UnmodelledOf<UnmodelledBy<Name>>;

type NamesOf<M extends Method> = M['name'] | `${M['className']}.${M['name']}` | ShortOf<M>;
type ShortOf<M extends Method> = M['className'] extends `MSFT_SM${infer Class}` ? `${Class}.${M['name']}` : never;

const calledBy = byText(methodNames, (name) => [name, methods[name].name, shortOf(name), longOf(name)]);

/** All names that {@link Invocable} has. */
// Each is a name of some method.
export const invocables = [...calledBy.keys()] as readonly Invocable[];

/** The methods that a text may mean; none where it is the name of none. */
export function methodsCalled(text: string): readonly MethodName[] {
  return calledBy.get(text) ?? [];
}

const refused = byText(unmodelledNames, (name) =>
  [name, longOf(name), factsOf(name).name].filter((text) => !calledBy.has(text)),
);

/** All names that {@link Callable} has. */
// Each is a name of some method.
export const callables = [...invocables, ...refused.keys()] as readonly Callable[];

/** The methods that a text may mean when something is called by it; none where it is the name of none. */
export function callableBy(text: string): readonly CalledName[] {
  return calledBy.get(text) ?? refused.get(text) ?? [];
}

/** What each text stands for. */
function byText<Name>(
  names: readonly Name[],
  textsOf: (name: Name) => readonly string[],
): ReadonlyMap<string, readonly Name[]> {
  const found = new Map<string, Name[]>();
  for (const name of names) {
    for (const text of new Set(textsOf(name))) {
      const others = found.get(text);
      if (others === undefined) found.set(text, [name]);
      else others.push(name);
    }
  }
  return found;
}

/** 'MSFT_SMPool.Delete' */
function longOf(name: CalledName): string {
  const { className, name: own } = factsOf(name);
  return `${className}.${own}`;
}

/** 'Pool.Delete' */
function shortOf(name: MethodName): string {
  return longOf(name).replace(/^MSFT_SM/, '');
}
