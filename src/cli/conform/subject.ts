import type { DriverModule } from '../../conformance/failures/reproducer.js';
import type { Driver } from '../../conformance/subject/driver.js';
import { guarded } from '../../conformance/subject/guarded.js';
import { isAddress, withoutPassword } from '../../subjects/remote/endpoint.js';
import { usualJobsMs } from '../../subjects/remote/usualJobs.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { quotedForShell } from '../quotedForShell.js';
import { versionOf } from '../versionOption.js';
import { namesModule, readDriverFile } from './driverFile.js';
import type { ForeignCode } from './foreignCode.js';
import { importPath } from './importPath.js';
import type { LazyModules } from './lazyModules.js';
import { type ConformCommandOptions, flagOf, remoteOptions } from './options.js';

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
  options: ConformCommandOptions,
  folder: string,
  { subjectNamed, remote }: LazyModules,
  foreignCode: ForeignCode,
): Promise<Subject> {
  const { version } = options;
  if (isAddress(name)) return await onTheWire(name, options, remote);
  const [flag] = wireFlags.filter((one) => options[one] !== undefined);
  if (flag !== undefined)
    badInput({
      field: 'options',
      value: flagOf(flag),
      expected: 'an address to judge, such as http://user:password@host:5988',
    });
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

const wireFlags = ['insecure', 'mayDelete', 'jobsWithin'] as const;

/** A provider at an address; its password is in nothing that is written. */
async function onTheWire(
  address: string,
  options: ConformCommandOptions,
  remote: LazyModules['remote'],
): Promise<Subject> {
  const shown = withoutPassword(address);
  if (options.version !== undefined)
    badInput({
      field: '--version',
      value: options.version,
      expected: `no release: ${shown} says itself which it is of`,
    });
  const how = remoteOptions(options);
  const driver = await remote(address, { ...how, password: process.env[passwordVariable] });
  const flags = wireFlags.flatMap((one) => {
    const value = options[one];
    return value === undefined || value === false
      ? []
      : [` ${flagOf(one)}${typeof value === 'string' ? ` ${quotedForShell(value)}` : ''}`];
  });
  return {
    // Before it begins anew it waits for jobs, which may take their time, and for the deletion of clones.
    driver: guarded(driver, { deadlineMs: 60_000 + 2 * (how.jobsEndWithinMs ?? usualJobsMs) }),
    moduleFor: () => ({ address: shown, options: how, passwordVariable }),
    command: `arraysim conform ${quotedForShell(shown)}${flags.join('')}`,
  };
}

/** The variable of the environment that has the password, where the address has none. */
const passwordVariable = 'ARRAYSIM_PASSWORD';
