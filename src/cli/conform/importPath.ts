import { relative, resolve, sep } from 'node:path';

/** How a module in one folder imports a file: `../driver.mjs`.
 * @param from the folder, an absolute path
 * @param file relative to `folder`, or absolute
 */
export function importPath(from: string, file: string, folder: string): string {
  const path = relative(from, resolve(folder, file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}
