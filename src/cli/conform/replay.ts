import { Inconclusive } from '../../conformance/checks/verdicts.js';
import { readRecordedFailure } from '../../conformance/failures/recorded.js';
import type { ReplayByHand } from '../../conformance/run/replayByHand.js';
import type { InnerStep, RunStep } from '../../conformance/run/steps.js';
import { breakdownOf, SubjectError } from '../../conformance/subject/subjectError.js';
import { jsonText } from '../../report/files/jsonText.js';
import { runLines } from '../../report/text/brokenLines.js';
import { pageOf, plainText, wrapped } from '../../report/text/page.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { readText } from '../files.js';
import { type ExitCode, exitCodes, type Output } from '../output.js';
import type { LazyModules } from './lazyModules.js';
import { propertyNamed } from './options.js';
import type { Subject } from './subject.js';

/** `arraysim conform --replay`: does the run of a recorded failure again, and says whether its property holds now. */
export async function replayFailure(
  file: string,
  { driver }: Subject,
  { json }: { readonly json?: boolean },
  output: Output,
  modules: LazyModules,
): Promise<ExitCode> {
  const { property, subject, run } = readRecordedFailure(readText(file, output.folder, '--replay'), file);
  const { statement } = propertyNamed(property, await modules.suite(), `${file}.property`);
  const answers: string[] = [];
  const inside: (readonly InnerStep[])[] = [];
  let message: string | null;
  let judged: number;
  let atClose: string | null = null;
  try {
    const replay = await modules.replayByHand(driver, run.tier);
    for (const [at, step] of run.steps.entries()) {
      answers.push(await performed(replay, step, `${file}.run.steps[${at}]`));
      inside.push(replay.inside());
    }
    message = breach(replay, property);
    judged = replay.judged(property);
  } catch (error) {
    if (!(error instanceof Inconclusive || error instanceof SubjectError)) throw error;
    const why = plainText(error.message);
    if (json)
      output.out(jsonText({ subject: driver.name, property, holds: null, message: null, why, answers, inside }));
    output.err(`arraysim: inconclusive: ${why}\n`);
    return exitCodes.inconclusive;
  } finally {
    atClose = await breakdownOf(async () => driver.close?.());
  }
  const verdict = message !== null ? 'broken' : judged > 0 ? 'holds' : 'inconclusive';
  if (json) {
    const holds = verdict === 'inconclusive' ? null : verdict === 'holds';
    output.out(jsonText({ subject: driver.name, property, holds, message, why: atClose, answers, inside }));
  } else {
    const page = pageOf(output);
    const { bold, dim, green, red, yellow } = page.colours;
    const said = {
      broken: `It is broken: ${message}`,
      holds: 'It holds in this run.',
      inconclusive: `Inconclusive: nothing in this run was for ${property} to judge. The subject it was recorded of is '${subject}'.`,
    }[verdict];
    const colour = { broken: red, holds: green, inconclusive: yellow }[verdict];
    const lines = [
      bold(`${property} on ${plainText(driver.name)}, tier ${run.tier}`),
      ...wrapped(statement, page.width).map((line) => dim(line)),
      ...runLines({ run, answers, inside }, page),
      ...wrapped(plainText(said), page.width).map((line) => colour(line)),
    ];
    output.out(`${lines.join('\n')}\n`);
  }
  if (atClose === null) return exitOf[verdict];
  output.err(`arraysim: inconclusive: ${plainText(atClose)}\n`);
  return verdict === 'broken' ? exitOf.broken : exitCodes.inconclusive;
}

const exitOf = {
  broken: exitCodes.notAsExpected,
  holds: exitCodes.asExpected,
  inconclusive: exitCodes.inconclusive,
} as const satisfies Record<string, ExitCode>;

/** Does a step. @throws BadInputError that says where it stands in the file */
async function performed(replay: ReplayByHand, step: RunStep, where: string): Promise<string> {
  try {
    return await replay.perform(step);
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    const { field, value, expected, suggestion } = error;
    throw new BadInputError({ field: `${where}.${field}`, value, expected, suggestion });
  }
}

/** What a property that is broken says; null when it holds. */
function breach(replay: ReplayByHand, property: string): string | null {
  try {
    replay.expect(property);
    return null;
  } catch (error) {
    if (error instanceof SubjectError || error instanceof BadInputError || !(error instanceof Error)) throw error;
    return error.message;
  }
}
