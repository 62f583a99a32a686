import { innerTexts, runStepText } from '../../conformance/failures/stepText.js';
import type { PropertyReport } from '../../conformance/report.js';
import type { ToldRun } from '../../conformance/run/steps.js';
import { foundText } from '../facts/foundText.js';
import { type Page, plainText, wrapped } from './page.js';

/** A property that is broken: what it says, what was seen, and a run that shows it, with the answers; nothing when
 * it holds.
 */
export function brokenLines({ name, level, verdict, statement, failure }: PropertyReport, page: Page): string[] {
  if (failure === null) return [];
  const { colours, width } = page;
  const { bold, dim, red, yellow } = colours;
  const paint = verdict === 'fail' ? red : yellow;
  const indented = (text: string) => wrapped(text, width - 2).map((line) => `  ${line}`);
  return [
    bold(paint(`${verdict === 'fail' ? '✗' : '!'} ${name} (${level})`)),
    ...indented(statement).map((line) => dim(line)),
    ...indented(failure.message).map((line) => paint(line)),
    ...foundText(failure).flatMap((sentence) => indented(`${sentence}${sentence.endsWith('.') ? '' : ':'}`)),
    ...runLines(failure, page),
    ...indented('Again:').map((line) => `${line} ${plainText(failure.again)}`),
  ];
}

/** Its steps, numbered, the answer beside each, or below it where both have no room on one line; below a probe what it did. */
export function runLines({ run, answers, inside }: ToldRun, { colours, width }: Page): string[] {
  const digits = String(run.steps.length).length;
  const indent = ' '.repeat(digits + 6);
  const rows = run.steps.flatMap((step, at) => {
    const inner = innerTexts(inside[at] ?? []);
    return [
      {
        lead: colours.dim(`    ${String(at + 1).padStart(digits)}  `),
        indent,
        what: plainText(runStepText(step)),
        answer: inner.length > 0 ? '' : plainText(answers[at] ?? '').trim(),
      },
      ...inner.map(({ what, answer }) => ({
        lead: `${indent}${colours.dim('·')} `,
        indent: `${indent}  `,
        what: plainText(what),
        answer: plainText(answer).trim(),
      })),
    ];
  });
  const half = Math.floor((width - indent.length) / 2);
  const column = Math.max(
    0,
    ...rows.map((row) => row.indent.length + row.what.length).filter((end) => end - indent.length <= half),
  );
  return rows.flatMap(({ lead, indent, what, answer }) => {
    const end = indent.length + what.length;
    const gap = Math.max(0, column - end);
    const beside = answer !== '' && end + gap + 4 + answer.length <= width;
    if (beside) return [`${lead}${what}${' '.repeat(gap)}  ${colours.dim('→')} ${answer}`];
    const [first = '', ...more] = wrapped(what, width - indent.length);
    const below = answer === '' ? [] : wrapped(answer, width - indent.length - 2);
    return [
      `${lead}${first}`,
      ...more.map((line) => `${indent}${line}`),
      ...below.map((line, index) => `${indent}${index === 0 ? colours.dim('→') : ' '} ${line}`),
    ];
  });
}
