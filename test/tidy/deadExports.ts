import { resolved } from './arrows.js';
import type { SourceFile } from './sources.js';

/** What a file exports under a name that no other file takes from it, in sentences.
 * @param exported the files whose exports are judged
 * @param users every file that may use them: these, and tests
 * @param entries files whose exports are for others than these
 */
export function deadExports(
  exported: readonly SourceFile[],
  users: readonly SourceFile[],
  entries: readonly string[],
): string[] {
  const used = new Set(users.flatMap(usedBy));
  return exported
    .filter(({ path }) => !entries.includes(path))
    .flatMap(({ path, code }) =>
      exportsOf(code)
        .filter((name) => !used.has(`${path} ${name}`) && !used.has(`${path} *`))
        .map((name) => `${path}: nothing else uses '${name}'`),
    );
}

/** The names that a file exports, but for those that it hands on from another. */
function exportsOf(code: string): string[] {
  const declared =
    /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|const|let|class|interface|type|enum)\s+(\w+)/gm;
  const listed = /^export\s+(?:type\s+)?\{([^}]*)\}\s*;/gm;
  return [
    ...[...code.matchAll(declared)].map((match) => match[1] ?? ''),
    ...[...code.matchAll(listed)].flatMap((match) => namesIn(match[1] ?? '').map(([, outside]) => outside)),
  ];
}

/** What a file takes from others, as `<path> <name>`; all of another as `<path> *`. */
function usedBy({ path, code }: SourceFile): string[] {
  const of = (from: string, names: readonly string[]) =>
    from.startsWith('.') ? names.map((name) => `${resolved(path, from)} ${name}`) : [];
  const listed = /^(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?\{([^}]*)\}\s*from\s+['"]([^'"]+)['"]/gm;
  const whole = /^(?:import|export)\s+(?:type\s+)?\*(?:\s+as\s+\w+)?\s+from\s+['"]([^'"]+)['"]/gm;
  const called = /\{([^{}]*)\}\s*=\s*await\s+import\(\s*['"]([^'"]+)['"]\s*\)/g;
  const typed = /\bimport\(\s*['"]([^'"]+)['"]\s*\)(?:\.(\w+))?/g;
  return [
    ...[...code.matchAll(listed)].flatMap((match) =>
      of(
        match[2] ?? '',
        namesIn(match[1] ?? '').map(([inside]) => inside),
      ),
    ),
    ...[...code.matchAll(whole)].flatMap((match) => of(match[1] ?? '', ['*'])),
    ...[...code.matchAll(called)].flatMap((match) =>
      of(
        match[2] ?? '',
        (match[1] ?? '').split(',').map((part) => part.split(':')[0]?.trim() ?? ''),
      ),
    ),
    ...[...code.matchAll(typed)].flatMap((match) => (match[2] === undefined ? [] : of(match[1] ?? '', [match[2]]))),
  ];
}

/** `a, type B as C` is a, by its own name, and B, which goes by C. */
function namesIn(list: string): (readonly [inside: string, outside: string])[] {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type\s+/, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [inside = '', outside = inside] = part.split(/\s+as\s+/);
      return [inside, outside] as const;
    });
}
