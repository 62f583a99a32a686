import { plainText } from '../../report/text/page.js';

/** Whether this Node imports TypeScript by itself: 22.18 and newer do, if they are not told otherwise.
 * @param features of `process`; older releases say nothing of it
 */
export function runsTypeScript(features: object = process.features): boolean {
  return Boolean(Reflect.get(features, 'typescript'));
}

/** The command that makes JavaScript of a driver, and what the driver is called then. It is what works for any project: modules
 * stay modules, whatever the package says that its files are.
 */
export function compiling(path: string): { readonly command: string; readonly result: string } {
  const shown = plainText(path);
  return {
    command: `npx -p typescript tsc --module preserve --target es2023 ${shown}`,
    result: relative(shown.replace(/ts$/, 'js')),
  };
}

/** A path as a module's is to be written, so that it is told from the name of a profile. */
export function relative(path: string): string {
  return /^([./]|\w:)/.test(path) ? path : `./${path}`;
}
