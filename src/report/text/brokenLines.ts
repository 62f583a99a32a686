import { callsIn, innerTexts, runStepText } from '../../conformance/failures/stepText.js';
import type { Failure, PropertyReport } from '../../conformance/report.js';
import type { ToldRun } from '../../conformance/run/steps.js';
import { counted } from '../facts/conformanceSummary.js';
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
    ...(failure.foundAs === null ? [] : indented(foundAsText(failure.foundAs))),
    ...indented(`Seen after ${counted(failure.foundAfterCalls, 'call')}; ${runText(failure)}:`),
    ...runLines(failure, page),
    ...indented('Again:').map((line) => `${line} ${plainText(failure.again)}`),
  ];
}

/** What else was broken first. */
function foundAsText(property: string): string {
  return `Found as ${property}; with a look after each step, this is broken before.`;
}

/** What kind of run it is, and how long. */
function runText(failure: Failure): string {
  const { ended, runs } = failure.shrinking;
  const long = `${counted(callsIn(failure), 'call')}, tier ${failure.run.tier}`;
  const asFound = `the run as it was found has ${long}`;
  const shortest = `the shortest run that was found to show it has ${long}`;
  switch (ended) {
    case 'shortest':
      return `the shortest run that shows it has ${long}`;
    case 'budget':
      return `within ${counted(runs, 'run')} that were tried, ${shortest}`;
    case 'time':
      return runs === 0 ? `${asFound}, since the time ended` : `until the time ended, ${shortest}`;
    case 'off':
      return asFound;
    case 'not-again':
      return `${asFound}, and did not show it when it was done again`;
    case 'broke-down':
      return `${asFound}, since the driver broke down before there was a shorter one`;
  }
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
