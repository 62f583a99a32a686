import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Driver } from '../conformance/driver.js';
import { guarded } from '../conformance/guarded.js';
import { readDriver } from '../conformance/readDriver.js';
import { SubjectError } from '../conformance/subjectError.js';
import { BadInputError, badInput } from '../vocabulary/badInput.js';

/** A driver that came out of a module, in its coat. */
export interface DriverOfFile {
  readonly driver: Driver;
  /** How the module offers it, which is how others have to import it. */
  readonly offered: { readonly as: 'default' | 'driver'; readonly made: boolean };
}

/** Whether a subject's name is that of a module: `./driver.mjs`, `drivers/own.ts`. */
export function namesModule(subject: string): boolean {
  return /[/\\]|\.[cm]?[jt]s$/.test(subject);
}

/** Imports a module whose default export, or else export `driver`, is a driver or a function that makes one.
 * @param folder that a relative path begins at
 * @throws BadInputError with what the module lacks
 */
export async function readDriverFile(path: string, folder: string): Promise<DriverOfFile> {
  const module = await imported(path, folder);
  const as = module.default === undefined ? 'driver' : 'default';
  const found = module[as] ?? badInput({ field: path, value: undefined, expected: exported });
  const made = typeof found === 'function';
  const driver = guarded(readDriver(made ? await makeDriver(found, path) : found, path));
  await lookAtCapabilities(driver, path);
  return { driver, offered: { as, made } };
}

const exported = "a default export, or an export 'driver': a driver, or a function that makes one";

async function imported(path: string, folder: string): Promise<Readonly<Record<string, unknown>>> {
  const file = resolve(folder, path);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    badInput({ field: 'subject', value: path, expected: "a driver's module that exists, a profile, or 'sim'" });
  }
  try {
    return await import(pathToFileURL(file).href);
  } catch (cause) {
    const typeScript = cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION';
    const why = typeScript ? 'TypeScript takes Node 22.18 or newer' : String(cause);
    throw new BadInputError({ field: 'subject', value: path, expected: `a module that can be imported (${why})` });
  }
}

async function makeDriver(make: CallableFunction, path: string): Promise<unknown> {
  try {
    return await make();
  } catch (cause) {
    badInput({ field: path, value: make, expected: `a function that makes a driver (it threw ${cause})` });
  }
}

/** A driver has to say what it can do before anything is done to it; what else it gets wrong is told when it does. */
async function lookAtCapabilities(driver: Driver, path: string): Promise<void> {
  try {
    await driver.capabilities();
  } catch (error) {
    if (!(error instanceof SubjectError)) throw error;
    const { cause } = error;
    if (cause instanceof BadInputError) {
      const { field, value, expected, suggestion } = cause;
      throw new BadInputError({ field: `${path}: ${field}`, value, expected, suggestion });
    }
    badInput({ field: `${path}: capabilities()`, value: undefined, expected: `what is advertised (${error.message})` });
  }
}
