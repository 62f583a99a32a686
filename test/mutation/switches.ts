/** The instrumenter's own switch asks a function, and counts, each time: that makes an array twice as slow. Here which mutant is
 * on is a constant of a module, which is set before the array is loaded, so that the compiler leaves the others out.
 * @param from where the constant is, seen from the file
 */
export function withSwitches(code: string, from: string): string {
  const body = withoutHelpers(code).replace(asked, '(activeMutant_9fa48 === $1)').replace(counted, '0');
  return withImport('activeMutant', from, body);
}

/** Counts instead how often each mutant would have been asked for. */
export function withCounters(code: string, from: string): string {
  const counting = (_: string, ids: string) => `(${ids.replace(/"(\d+)"/g, 'hits_9fa48[$1]++')})`;
  return withImport('hits', from, withoutHelpers(code).replace(asked, 'false').replace(counted, counting));
}

/** What the instrumenter writes where it asks whether a mutant is on, and where it counts some. */
const asked = /stryMutAct_9fa48\("(\d+)"\)/g;
const counted = /stryCov_9fa48\(([^)]*)\)/g;

/** @throws Error where something of the instrumenter's is left, since it writes otherwise than it did */
function withImport(name: string, from: string, body: string): string {
  if (/stry\w+_9fa48/.test(body))
    throw new Error(`a switch is left: ${body.slice(body.search(/stry\w+_9fa48/)).slice(0, 80)}`);
  return `import { ${name} as ${name}_9fa48 } from '${from}';\n${body}`;
}

/** The functions that the instrumenter puts before a file; a file without mutants has none. */
function withoutHelpers(code: string): string {
  const begin = code.indexOf('function stryNS_9fa48');
  if (begin === -1) return code;
  const last = 'return isActive(id);\n}';
  return code.slice(0, begin) + code.slice(code.indexOf(last, begin) + last.length);
}
