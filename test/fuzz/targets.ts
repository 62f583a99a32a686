import { readdirSync, readFileSync } from 'node:fs';

/** Something that can be called, and what it is called on. */
export interface Target {
  /** As people would write it: `createArray`, `array.faults.use`. */
  readonly path: string;
  readonly self: unknown;
  readonly act: (...given: unknown[]) => unknown;
}

/** Everything that the package's entries export, by entry and name. */
export async function allExports(): Promise<ReadonlyMap<string, unknown>> {
  const packageFile = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const found = new Map<string, unknown>();
  for (const [entry, file] of Object.entries<string | PackageEntry>(packageFile.exports)) {
    if (typeof file === 'string') continue;
    const source = file.import.default.replace('./dist/', `${root.pathname}src/`).replace(/\.js$/, '.ts');
    const namespace: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ source);
    for (const [name, value] of Object.entries(namespace))
      found.set(`${entry === '.' ? '' : `${entry.slice(2)}:`}${name}`, value);
  }
  return found;
}

interface PackageEntry {
  readonly import: { readonly default: string };
}

const root = new URL('../../', import.meta.url);

/** What of a value can be called: itself, its methods, and those of the objects that it has, to that depth. */
export function targetsIn(path: string, value: unknown, self: unknown = undefined, depth = 2): Target[] {
  const own: Target[] =
    typeof value === 'function' && !isClass(value)
      ? // It is called as anybody may call it.
        [{ path, self, act: value as Target['act'] }]
      : [];
  if (depth === 0 || !isOurs(value)) return own;
  const members = memberNames(value).flatMap((name) =>
    targetsIn(`${path}.${name}`, Reflect.get(value, name), value, depth - 1),
  );
  return [...own, ...members];
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/** Not of another library, whose methods are its own affair, and not of the language. */
function isOurs(value: unknown): value is object {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  // Such as the signals of a clock.
  if (value instanceof EventTarget) return false;
  return (
    !('_zod' in value) && !('canShrinkWithoutContext' in value) && !Array.isArray(value) && !(value instanceof Promise)
  );
}

function memberNames(value: object): string[] {
  const names = new Set<string>();
  const internal = new Set(hidden);
  for (let at: object | null = value; at !== null && !isBuiltIn(at); at = Object.getPrototypeOf(at)) {
    for (const name of privates.get(at.constructor?.name) ?? []) internal.add(name);
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].filter((name) => !internal.has(name));
}

/** What only the compiler keeps others from, by class. */
const privates: ReadonlyMap<string, readonly string[]> = new Map(
  readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(`src/${file}`, root), 'utf8'))
    .flatMap((text) => text.split(/^(?=(?:export )?(?:abstract )?class )/m))
    .flatMap((text): [string, string[]][] => {
      const name = /^(?:export )?(?:abstract )?class (\w+)/.exec(text)?.[1];
      const found = text.matchAll(/\b(?:private|protected) (?:override |readonly |abstract |async |get )*\*?(\w+)/g);
      return name === undefined ? [] : [[name, [...found].flatMap((match) => match[1] ?? [])]];
    }),
);

const hidden: ReadonlySet<string> = new Set(['constructor', 'prototype', 'length', 'name', 'arguments', 'caller']);

function isBuiltIn(prototype: object): boolean {
  if (prototype === Function.prototype || prototype === Object.prototype) return true;
  if (typeof prototype === 'function') return /\[native code\]/.test(Function.prototype.toString.call(prototype));
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return (
    typeof maker === 'function' && /\[native code\]/.test(Function.prototype.toString.call(maker)) && maker !== Object
  );
}
