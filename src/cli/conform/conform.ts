import type { ConformOptions } from '../../conformance/options.js';
import type { ConformanceReport } from '../../conformance/report.js';
import { SubjectError } from '../../conformance/subject/subjectError.js';
import { matrixSummary } from '../../report/facts/matrixSummary.js';
import { conformanceJson, conformanceJunit, matrixJson } from '../../report/files/conformanceFiles.js';
import { jsonText } from '../../report/files/jsonText.js';
import { conformanceText } from '../../report/text/conformanceText.js';
import { matrixText } from '../../report/text/matrixText.js';
import { pageOf, plainText } from '../../report/text/page.js';
import { suiteText } from '../../report/text/suiteText.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { writeText } from '../files.js';
import { type ExitCode, exitCodes, type Output } from '../output.js';
import { barOn } from '../progress.js';
import { namesModule } from './driverFile.js';
import { writeFailures } from './failures.js';
import { type ForeignCode, runForeignCode } from './foreignCode.js';
import { conformHtml, mutantsHtml } from './html.js';
import { writeSkeleton } from './init.js';
import { type LazyModules, lazyModules } from './lazyModules.js';
import { type ConformCommandOptions, chosenOf, flagOf, suiteOptions } from './options.js';
import { replayFailure } from './replay.js';
import { type Subject, subjectOf } from './subject.js';

/** `arraysim conform`: judges a subject by the suite, or says what the suite has and what it is worth.
 * @param named 'sim' when undefined
 */
export async function conform(
  named: string | undefined,
  options: ConformCommandOptions,
  output: Output,
  modules: LazyModules = lazyModules,
): Promise<ExitCode> {
  checkTogether(named, options);
  if (options.init !== undefined) return await writeSkeleton(options.init, output);
  const suite = await modules.suite();
  const how = suiteOptions(options, suite);
  if (options.list) {
    const chosen = chosenOf(suite, how);
    output.out(options.json ? jsonText(chosen) : suiteText(chosen, pageOf(output)));
    return exitCodes.asExpected;
  }
  if (options.mutants) return await tryMutants(how, options, output, modules);
  if (named !== undefined && namesModule(named) && output.apart !== undefined) return await output.apart();
  return await runForeignCode(output, async (foreignCode) => {
    try {
      const subject = await subjectOf(named ?? 'sim', options, output.folder, modules, foreignCode);
      if (options.replay === undefined) return await judge(subject, how, options, output, modules, foreignCode);
      const code = await replayFailure(options.replay, subject, options, output, modules);
      const stray = await foreignCode.stray();
      if (stray === null || code !== exitCodes.asExpected) return code;
      output.err(`arraysim: inconclusive: ${plainText(stray)}\n`);
      return exitCodes.inconclusive;
    } catch (error) {
      if (!(error instanceof SubjectError)) throw error;
      output.err(`arraysim: inconclusive: ${plainText(error.message)}\n`);
      return exitCodes.inconclusive;
    }
  });
}

async function judge(
  subject: Subject,
  how: ConformOptions,
  options: ConformCommandOptions,
  output: Output,
  modules: LazyModules,
  foreignCode: ForeignCode,
): Promise<ExitCode> {
  const { json, junit, html, out } = options;
  const { driver, command } = subject;
  const pictures = html === undefined ? {} : { pictures: true };
  const found = await watched(output, (onProgress) =>
    modules.conform(driver, { ...how, ...pictures, command, onProgress }),
  );
  const stray = await foreignCode.stray();
  const report: ConformanceReport =
    stray === null || found.verdict !== 'conforms' ? found : { ...found, verdict: 'inconclusive', why: stray };
  // First of all: a file that can't be written takes nothing else with it.
  output.out(json ? conformanceJson(report) : conformanceText(report, pageOf(output)));
  if (junit !== undefined) await writeText(junit, conformanceJunit(report), output.folder, '--junit');
  if (html !== undefined)
    await writeText(html, await conformHtml(report, subject, options, output), output.folder, '--html');
  const written = out === undefined ? [] : await writeFailures(report, subject, out, output.folder);
  if (written.length > 0 && !json) output.out(`\nWritten: ${written.map(plainText).join(', ')}\n`);
  return verdictCodes[report.verdict];
}

const verdictCodes: Readonly<Record<ConformanceReport['verdict'], ExitCode>> = {
  conforms: exitCodes.asExpected,
  'does not conform': exitCodes.notAsExpected,
  inconclusive: exitCodes.inconclusive,
};

async function tryMutants(
  how: ConformOptions,
  { json, html }: ConformCommandOptions,
  output: Output,
  modules: LazyModules,
): Promise<ExitCode> {
  const matrix = await watched(output, (onProgress) => modules.matrix({ ...how, onProgress }));
  output.out(json ? matrixJson(matrix) : matrixText(matrix, pageOf(output)));
  if (html !== undefined) await writeText(html, await mutantsHtml(matrix), output.folder, '--html');
  const { alive, complained } = matrixSummary(matrix);
  return alive.length + complained.length === 0 ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** Does long work with a bar. */
async function watched<Result>(
  { progress }: Output,
  work: (onProgress: NonNullable<ConformOptions['onProgress']>) => Promise<Result>,
): Promise<Result> {
  const bar = barOn(progress, { total: 1, format: '[{bar}] {percentage} %  {level}  {calls} calls{broken}{now}' });
  try {
    return await work(({ done, level, calls, broken, shrinking }) =>
      bar.reach(done, {
        level,
        calls,
        broken: broken.length === 0 ? '' : `  ${broken.length} broken`,
        now: shrinking === undefined ? '' : `  shortening ${shrinking}`,
      }),
    );
  } finally {
    bar.stop();
  }
}

type OptionName = keyof ConformCommandOptions;

/** What is done instead of judging a subject, and the options that are heard then; --replay alone has a subject. */
const instead = {
  init: [],
  list: ['level', 'only', 'except', 'json'],
  mutants: ['level', 'only', 'except', 'seed', 'runs', 'json', 'html'],
  replay: ['version', 'json', 'insecure', 'mayDelete', 'jobsWithin'],
} as const satisfies Partial<Record<OptionName, readonly OptionName[]>>;

/** What draws runs, and is not heard where all orders are tried. */
const drawing = ['level', 'seed', 'runs', 'deep'] as const satisfies readonly OptionName[];

/** One thing at a time, with no option that would not be heard, and a subject for none but those that have one. */
function checkTogether(named: string | undefined, options: ConformCommandOptions): void {
  const { shrink, ...others } = options;
  const given = [
    ...Object.entries(others).flatMap(([name, value]) => (value === undefined || value === false ? [] : [name])),
    ...(shrink === false ? ['no-shrink'] : []),
  ];
  const drawn = given.filter((name) => drawing.some((one) => one === name));
  if (options.exhaustive !== undefined && drawn.length > 0)
    badInput({ field: 'options', value: flags(drawn).join(' '), expected: 'none that draws runs with --exhaustive' });
  const [first, ...more] = given.filter((name): name is keyof typeof instead => Object.hasOwn(instead, name));
  if (first === undefined) return;
  if (more.length > 0) {
    badInput({ field: 'options', value: flags([first, ...more]).join(' '), expected: 'one of them alone' });
  }
  const heard: readonly string[] = instead[first];
  const unheard = given.filter((name) => name !== first && !heard.includes(name));
  if (unheard.length > 0) {
    const most = heard.length === 0 ? 'no other option' : `no other options than ${flags(heard).join(', ')}`;
    badInput({ field: 'options', value: flags(unheard).join(' '), expected: `${most} with --${first}` });
  }
  if (named !== undefined && first !== 'replay') {
    badInput({ field: 'subject', value: named, expected: `none with --${first}` });
  }
}

function flags(names: readonly string[]): string[] {
  return names.map(flagOf);
}
