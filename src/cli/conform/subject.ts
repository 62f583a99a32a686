import type { DriverModule } from '../../conformance/failures/reproducer.js';
import type { Driver } from '../../conformance/subject/driver.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { versionOf } from '../versionOption.js';
import { namesModule, readDriverFile } from './driverFile.js';
import type { ForeignCode } from './foreignCode.js';
import { importPath } from './importPath.js';
import type { LazyModules } from './lazyModules.js';

/** What is judged, and how others come by it. */
export interface Subject {
  readonly driver: Driver;
  /** For a test in this folder, an absolute one. */
  readonly moduleFor: (folder: string) => DriverModule;
  /** The command line that judges it, without further options. */
  readonly command: string;
}

/** The subject that the command line names: an array of ours, or what a module drives.
 * @param folder that a relative path begins at
 * @throws BadInputError
 * @throws SubjectError when a module never comes to an end
 */
export async function subjectOf(
  name: string,
  version: string | undefined,
  folder: string,
  { subjectNamed }: LazyModules,
  foreignCode: ForeignCode,
): Promise<Subject> {
  if (namesModule(name)) {
    if (version !== undefined) {
      badInput({ field: '--version', value: version, expected: `no release: ${name} says itself which it is of` });
    }
    const { driver, offered } = await readDriverFile(name, folder, foreignCode);
    const moduleFor = (from: string) => ({ from: importPath(from, name, folder), ...offered });
    return { driver, moduleFor, command: `arraysim conform ${quotedForShell(name)}` };
  }
  const release = version === undefined ? undefined : versionOf(version);
  return {
    driver: await subjectNamed(name, release === undefined ? {} : { version: release }),
    moduleFor: () => ({ simulator: name, version: release ?? null }),
    command: `arraysim conform ${name}${release === undefined ? '' : ` --version ${release}`}`,
  };
}

function quotedForShell(text: string): string {
  return /^[\w./\\:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
