import { join, resolve } from 'node:path';
import { reproducerFile } from '../../conformance/failures/reproducer.js';
import type { ConformanceReport } from '../../conformance/report.js';
import { recordedFailure } from '../../report/facts/failureFacts.js';
import { jsonText } from '../../report/files/jsonText.js';
import { makeFolder, writeText } from '../files.js';
import type { Subject } from './subject.js';

/** Writes two files for each property that is broken: a test of vitest's that does the shortest run again, and what `--replay`
 * takes.
 * @param out the folder for them, made where it is not there
 * @param folder that a relative path begins at
 * @returns their paths
 * @throws BadInputError when that can't be done
 */
export async function writeFailures(
  { subject, properties }: ConformanceReport,
  { moduleFor }: Subject,
  out: string,
  folder: string,
): Promise<string[]> {
  const absolute = resolve(folder, out);
  makeFolder(out, folder, '--out');
  const written: string[] = [];
  const write = async (name: string, text: string) => {
    await writeText(name, text, absolute, '--out');
    written.push(join(out, name));
  };
  for (const { name: property, statement, failure } of properties) {
    if (failure === null) continue;
    const file = property.toLowerCase();
    await write(
      // Both JavaScript and TypeScript; as this, it needs no types of the driver.
      `${file}.test.mjs`,
      reproducerFile({ property, statement, failure, driverModule: moduleFor(absolute) }),
    );
    await write(`${file}.json`, jsonText(recordedFailure(failure, subject, property)));
  }
  return written;
}
