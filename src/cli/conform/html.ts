import { dirname, resolve } from 'node:path';
import type { MutantMatrix } from '../../conformance/mutants/mutant.js';
import type { ConformanceReport } from '../../conformance/report.js';
import type { Output } from '../output.js';
import { quotedForShell } from '../quotedForShell.js';
import { type ConformCommandOptions, flagOf } from './options.js';
import type { Subject } from './subject.js';

/** The page of a run of the suite; what it takes to make one is loaded where one is asked for. */
export async function conformHtml(
  report: ConformanceReport,
  { command, moduleFor }: Subject,
  options: ConformCommandOptions,
  { folder }: Pick<Output, 'folder'>,
): Promise<string> {
  const { conformPage } = await import('../../report/facts/conformPage.js');
  const { htmlOf } = await import('../../report/files/html.js');
  const { readPage } = await import('../builtPage.js');
  // Its tests are to be saved beside it.
  const driverModule = moduleFor(dirname(resolve(folder, options.html ?? '')));
  return htmlOf(readPage('report'), conformPage(report, driverModule, `${command}${judging(options)}`));
}

/** The page of what the suite is worth. */
export async function mutantsHtml(matrix: MutantMatrix): Promise<string> {
  const { mutantsPage } = await import('../../report/facts/mutantsPage.js');
  const { htmlOf } = await import('../../report/files/html.js');
  const { readPage } = await import('../builtPage.js');
  return htmlOf(readPage('report'), mutantsPage(matrix));
}

const chosen = ['level', 'only', 'except', 'seed', 'runs', 'time', 'deep', 'exhaustive', 'strict'] as const;

/** The options that say what is judged and how, as they were given. */
function judging(options: ConformCommandOptions): string {
  const flags = chosen.flatMap((name) => {
    const value = options[name];
    if (value === undefined || value === false) return [];
    return [` ${flagOf(name)}${typeof value === 'string' ? ` ${quotedForShell(value)}` : ''}`];
  });
  return `${flags.join('')}${options.shrink === false ? ' --no-shrink' : ''}`;
}
