import { readRecordedFailure } from '../conformance/recordedFailure.js';
import type { Rehearsed } from '../conformance/rehearse.js';
import { SubjectError } from '../conformance/subjectError.js';
import { runLines } from '../report/brokenLines.js';
import { jsonText } from '../report/jsonText.js';
import { pageOf, plainText, wrapped } from '../report/page.js';
import { BadInputError } from '../vocabulary/badInput.js';
import { propertyNamed } from './conformOptions.js';
import type { ConformParts } from './conformParts.js';
import type { Subject } from './conformSubject.js';
import { readText } from './files.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

/** `arraysim conform --replay`: does the run of a recorded failure again, and says whether its property holds now. */
export async function replayFailure(
  file: string,
  { driver }: Subject,
  { json }: { readonly json?: boolean },
  output: Output,
  parts: ConformParts,
): Promise<ExitCode> {
  const { property, run } = readRecordedFailure(await readText(file, output.folder, '--replay'), file);
  const { statement } = propertyNamed(property, await parts.suite(), `${file}.property`);
  const answers: string[] = [];
  let message: string | null;
  try {
    const rehearsal = await parts.rehearse(driver, run.tier);
    for (const step of run.steps) {
      answers.push(await rehearsal.perform(step));
    }
    message = breach(rehearsal, property);
  } finally {
    await driver.close?.();
  }
  const holds = message === null;
  if (json) {
    output.out(jsonText({ subject: driver.name, property, holds, message, answers }));
  } else {
    const page = pageOf(output);
    const { bold, dim, green, red } = page.colours;
    const lines = [
      bold(`${property} on ${plainText(driver.name)}, tier ${run.tier}`),
      ...wrapped(statement, page.width).map((line) => dim(line)),
      ...runLines({ run, answers }, page),
      ...wrapped(holds ? 'It holds in this run.' : `It is broken: ${message}`, page.width).map(holds ? green : red),
    ];
    output.out(`${lines.join('\n')}\n`);
  }
  return holds ? exitCodes.asExpected : exitCodes.notAsExpected;
}

/** What a property that is broken says; null when it holds. */
function breach(rehearsal: Rehearsed, property: string): string | null {
  try {
    rehearsal.expect(property);
    return null;
  } catch (error) {
    if (error instanceof SubjectError || error instanceof BadInputError || !(error instanceof Error)) throw error;
    return error.message;
  }
}
