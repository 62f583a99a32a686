import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { driverLanguage, driverTemplate } from '../../conformance/subject/driverTemplate.js';
import { plainText } from '../../report/text/page.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type ExitCode, exitCodes, type Output } from '../output.js';
import { compiling, relative, runsTypeScript } from './typeScript.js';

/** `arraysim conform --init`: writes a driver to fill in, never over another file, and says how it is judged.
 * @param features of `process`
 */
export async function writeSkeleton(path: string, { folder, out }: Output, features?: object): Promise<ExitCode> {
  const language =
    driverLanguage(path) ??
    badInput({ field: '--init', value: path, expected: 'a file of JavaScript (.mjs, .js) or TypeScript (.ts, .mts)' });
  const own = relative(plainText(path));
  const { command, result } = compiling(path);
  const asItIs = language === 'JavaScript' || runsTypeScript(features);
  const judged = asItIs ? own : result;
  await writeFile(resolve(folder, path), driverTemplate(language, judged), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) =>
      badInput({
        field: '--init',
        value: path,
        expected:
          error.code === 'EEXIST' ? 'a file that does not exist yet' : `a file that can be written (${error.code})`,
      }),
  );
  const then = asItIs
    ? ` Then: arraysim conform ${own}\n`
    : ` Then, as this Node runs no TypeScript by itself:\n  ${command}\n  arraysim conform ${result}\n`;
  out(`Written: ${plainText(path)}, a driver to fill in.${then}`);
  return exitCodes.asExpected;
}
