import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Driver } from '../../conformance/subject/driver.js';
import { driverLanguage } from '../../conformance/subject/driverTemplate.js';
import { guarded } from '../../conformance/subject/guarded.js';
import { readDriver } from '../../conformance/subject/readDriver.js';
import { SubjectError } from '../../conformance/subject/subjectError.js';
import { BadInputError, badInput } from '../../vocabulary/input/badInput.js';
import { thrownText } from '../../vocabulary/input/thrown.js';
import type { ForeignCode } from './foreignCode.js';
import { compiling } from './typeScript.js';

/** A driver that came out of a module, wrapped by `guarded`. */
interface DriverOfFile {
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
 * @param patience who waits for the module, and how long: 30,000 ms when left out
 * @throws BadInputError with what the module lacks
 * @throws SubjectError when it has not come to an end by then
 */
export async function readDriverFile(
  path: string,
  folder: string,
  patience: Patience = { waitFor: (_, act) => act() },
): Promise<DriverOfFile> {
  const module = await inTime(`the import of ${path}`, patience, () => imported(path, folder));
  const as = module.default === undefined ? 'driver' : 'default';
  const found = module[as] ?? badInput({ field: path, value: undefined, expected: exported });
  const made = typeof found === 'function';
  const maker = `the function that makes the driver of ${path}`;
  const its = made ? await inTime(maker, patience, () => makeDriver(found, path)) : found;
  const driver = readMembers(its, path);
  await lookAtCapabilities(driver, path);
  return { driver, offered: { as, made } };
}

type Patience = Pick<ForeignCode, 'waitFor'> & { readonly deadlineMs?: number };

/** Waits for a module's code; a timer of its own does not keep the process alive when nothing else does. */
async function inTime<Value>(
  what: string,
  { waitFor, deadlineMs = 30_000 }: Patience,
  act: () => Promise<Value>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const message = `${what} has not ended within ${deadlineMs} ms`;
    timer = setTimeout(() => reject(new SubjectError({ member: what, kind: 'hung', message })), deadlineMs).unref();
  });
  try {
    return await waitFor(what, () => Promise.race([act(), deadline]));
  } finally {
    clearTimeout(timer);
  }
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
    const expected =
      isUnknownKind(cause) && driverLanguage(path) === 'TypeScript' ? javaScript(path) : importable(cause);
    throw new BadInputError({ field: 'subject', value: path, expected });
  }
}

function isUnknownKind(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION';
}

function importable(cause: unknown): string {
  const why = isUnknownKind(cause) ? 'it imports TypeScript, which takes Node 22.18 or newer' : thrownText(cause);
  return `a module that can be imported (${why})`;
}

function javaScript(path: string): string {
  const { command, result } = compiling(path);
  return `JavaScript, since Node ${process.versions.node} can't run TypeScript, as 22.18 and newer can: '${command}', then 'arraysim conform ${result}'`;
}

async function makeDriver(make: CallableFunction, path: string): Promise<unknown> {
  try {
    return await make();
  } catch (cause) {
    badInput({
      field: path,
      value: undefined,
      expected: `a driver from the function that it exports, which threw ${thrownText(cause)}`,
    });
  }
}

/** The driver, wrapped. Its members may be getters of its own, and throw. */
function readMembers(its: unknown, path: string): Driver {
  try {
    return guarded(readDriver(its, path));
  } catch (cause) {
    if (cause instanceof BadInputError) throw cause;
    return badInput({
      field: path,
      value: undefined,
      expected: `a driver whose members can be read (one threw ${thrownText(cause)})`,
    });
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
