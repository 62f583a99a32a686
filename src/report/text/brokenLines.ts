import type { Failure, PropertyReport } from '../../conformance/report.js';
import { counted } from '../facts/conformanceSummary.js';
import { type Page, plainText, wrapped } from './page.js';
import { callsIn, runStepText } from './runStepText.js';

/** A property that is broken: what it says, what was seen, and the shortest run that shows it, with the answers; nothing when
 * it holds.
 */
export function brokenLines({ name, level, verdict, statement, failure }: PropertyReport, page: Page): string[] {
  if (failure === null) return [];
  const { colours, width } = page;
  const { bold, dim, red, yellow } = colours;
  const paint = verdict === 'fail' ? red : yellow;
  const indented = (text: string) => wrapped(text, width - 2).map((line) => `  ${line}`);
  const calls = callsIn(failure.run.steps);
  const seen = `Seen after ${counted(failure.foundAfterCalls, 'call')}; the shortest run that shows it has ${counted(calls, 'call')}, tier ${failure.run.tier}:`;
  return [
    bold(paint(`${verdict === 'fail' ? '✗' : '!'} ${name} (${level})`)),
    ...indented(statement).map((line) => dim(line)),
    ...indented(failure.message).map((line) => paint(line)),
    ...indented(seen),
    ...runLines(failure, page),
    ...indented('Again:').map((line) => `${line} ${plainText(failure.again)}`),
  ];
}

/** Its steps, numbered, the answer beside each, or below it where both have no room on one line. */
export function runLines({ run, answers }: Pick<Failure, 'run' | 'answers'>, { colours, width }: Page): string[] {
  const digits = String(run.steps.length).length;
  const indent = ' '.repeat(digits + 6);
  const whats = run.steps.map((step) => plainText(runStepText(step)));
  const half = Math.floor((width - indent.length) / 2);
  const column = Math.max(0, ...whats.map(({ length }) => length).filter((length) => length <= half));
  return whats.flatMap((what, at) => {
    const answer = plainText(answers[at] ?? '').trim();
    const number = colours.dim(`    ${String(at + 1).padStart(digits)}  `);
    const beside = answer !== '' && what.length <= column && indent.length + column + 4 + answer.length <= width;
    if (beside) return [`${number}${what.padEnd(column)}  ${colours.dim('→')} ${answer}`];
    const [first = '', ...more] = wrapped(what, width - indent.length);
    const below = answer === '' ? [] : wrapped(answer, width - indent.length - 2);
    return [
      `${number}${first}`,
      ...more.map((line) => `${indent}${line}`),
      ...below.map((line, index) => `${indent}${index === 0 ? colours.dim('→') : ' '} ${line}`),
    ];
  });
}
