import { type MethodName, type Methods, methodNames, methods } from './index.js';
import type { Method } from './notation.js';

/** What a method can be called by: 'Delete', 'Pool.Delete' or 'MSFT_SMPool.Delete'. Where several classes have the method, the
 * element that it is called on says which one is meant.
 */
export type Invocable = MethodName | { [Name in MethodName]: NamesOf<Methods[Name]> }[MethodName];

/** The methods that a name may mean. */
export type MethodsCalled<Name extends Invocable> = {
  [Key in MethodName]: Name extends Key | NamesOf<Methods[Key]> ? Methods[Key] : never;
}[MethodName];

type NamesOf<M extends Method> = M['name'] | `${M['className']}.${M['name']}` | ShortOf<M>;
type ShortOf<M extends Method> = M['className'] extends `MSFT_SM${infer Class}` ? `${Class}.${M['name']}` : never;

/** All names that {@link Invocable} has. */
// Each is a name of some method.
export const invocables = [
  ...new Set(methodNames.flatMap((name) => [name, methods[name].name, shortOf(name), longOf(name)])),
] as readonly Invocable[];

const calledBy = new Map<string, readonly MethodName[]>(
  invocables.map((text) => [
    text,
    methodNames.filter((name) => [name, methods[name].name, longOf(name), shortOf(name)].includes(text)),
  ]),
);

/** The methods that a text may mean; none where it is the name of none. */
export function methodsCalled(text: string): readonly MethodName[] {
  return calledBy.get(text) ?? [];
}

/** 'MSFT_SMPool.Delete' */
function longOf(name: MethodName): string {
  return `${methods[name].className}.${methods[name].name}`;
}

/** 'Pool.Delete' */
function shortOf(name: MethodName): string {
  return longOf(name).replace(/^MSFT_SM/, '');
}
