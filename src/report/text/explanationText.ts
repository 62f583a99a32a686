import { factsOf } from '../../vocabulary/methods/index.js';
import type { MethodEffect } from '../../vocabulary/methods/notation.js';
import type { Version } from '../../vocabulary/versions.js';
import { versions } from '../../vocabulary/versions.js';
import type { Cause } from '../facts/codeFacts.js';
import type { Example } from '../facts/examples.js';
import type { Explanation, Proof } from '../facts/explanation.js';
import { abbreviatedLabel } from './abbreviatedLabel.js';
import { otherMethodLines } from './documentedText.js';
import { type Page, wrapped } from './page.js';
import { scenarioName } from './scenarioName.js';

/** An explanation for people: what the code means and proves, then every row that answers it. */
export function explanationText(explanation: Explanation, page: Page): string {
  const { rows, jobEnds, scenarios, jobScenarios, versions: having, label, example } = explanation;
  const { bold } = page.colours;
  const blocks = [introduction(explanation, page)];
  if (rows.length > 0) blocks.push([bold('Answered at'), ...rowLines(explanation, page)]);
  else blocks.push([bold('Shown by'), ...names(scenarios, having, page.width - 2).map((line) => `  ${line}`)]);
  if (jobEnds.length > 0) {
    const lines = [bold('ErrorCode of a job that fails'), ...jobLines(explanation, page)];
    blocks.push([...lines, ...exampleLines(jobScenarios, having, page)]);
  }
  blocks.push(olderReleaseLines(explanation, page), otherMethodLines(explanation.otherMethods, label, page));
  if (example !== null && example.file !== '') {
    blocks.push([page.colours.dim(`See it happen: arraysim run ${example.file}`)]);
  }
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function introduction(explanation: Explanation, page: Page): string[] {
  const { colours, width } = page;
  const { answeredAs, code, label, meaning, asked, versions: having, proves } = explanation;
  const everywhere = having.length === versions.length;
  const lacking = asked.filter((version) => !having.includes(version));
  const only = everywhere ? '' : `  (${releases(having)}${asked.length > 1 || lacking.length > 0 ? ' only' : ''})`;
  return [
    ...headingLines(`${code}  `, label, only, page),
    ...(asked.length === lacking.length ? [colours.yellow(`${releases(lacking)} has no such code.`)] : []),
    ...wrapped(meaning, width),
    ...wrapped(proofText(proves, factsOf(answeredAs).effect), width),
  ];
}

/** What does not fit beside the code hangs below its label. */
function headingLines(code: string, label: string, only: string, { colours, width }: Page): string[] {
  const indent = ' '.repeat(code.length);
  const lines = wrapped(label, width - code.length).map((line, at) =>
    colours.bold(`${at === 0 ? code : indent}${line}`),
  );
  const last = wrapped(label, width - code.length).at(-1) ?? '';
  if (only === '') return lines;
  if (code.length + last.length + only.length > width) return [...lines, colours.dim(`${indent}${only.trimStart()}`)];
  return [...lines.slice(0, -1), `${lines.at(-1)}${colours.dim(only)}`];
}

function proofText(proof: Proof, effect: MethodEffect | null): string {
  if (effect === null)
    return proof === 'done'
      ? 'It proves that the answer is complete.'
      : 'Nothing on the array has changed: the method only asks, and may be called again.';
  switch (proof) {
    case 'done':
      return `It proves ${effect.done}.`;
    case 'accepted':
      return `It proves that the request was accepted: ${effect.accepted}.`;
    case 'nothingChanged':
      return 'It is a refusal: nothing on the array has changed.';
    case 'mayBeLeft':
      return `It is a failure after the effect: ${effect.left}. ExtendedStatus.SMDetails says what is left.`;
    case 'nothing':
      return `The code alone proves nothing: up to step 'array' it is a refusal and nothing has changed, after it ${effect.left}. ExtendedStatus.SMDetails is empty after a refusal, and else says what is left.`;
  }
}

function rowLines({ answeredAs, rows, versions: having, proves }: Explanation, page: Page): string[] {
  const { effect } = factsOf(answeredAs);
  const stepWidth = Math.max(...rows.map(({ step }) => step.length));
  const width = Math.max(...rows.map(({ because }) => because.length));
  return rows.flatMap((row) => {
    const proof = row.proves === 'nothingChanged' ? 'nothing has changed' : (effect?.leftShortly ?? '');
    const parts = [reach(row, having), proves === 'nothing' ? proof : ''];
    return [
      ...headLines(`  ${row.step.padEnd(stepWidth)}  `, row, width, parts, page),
      ...causeLines(row, page),
      ...exampleLines(row.scenarios, row.versions, page),
    ];
  });
}

function jobLines({ jobEnds, versions: having }: Explanation, page: Page): string[] {
  const width = Math.max(...jobEnds.map(({ because }) => because.length));
  return jobEnds.flatMap((end) => [
    ...headLines('  ', end, width, [reach(end, having)], page),
    ...causeLines(end, page),
  ]);
}

/** What does not fit beside the cause's name stands below it. */
function headLines(
  before: string,
  { because }: Cause,
  width: number,
  parts: readonly string[],
  { width: most, colours: { bold, dim } }: Page,
): string[] {
  const words = parts.filter((part) => part !== '').join('; ');
  if (before.length + width + 2 + words.length > most) {
    return [`${before}${bold(because)}`, ...wrapped(words, most - 4).map((line) => `    ${dim(line)}`)];
  }
  return [`${before}${bold(because)}${' '.repeat(width - because.length)}  ${dim(words)}`];
}

function reach({ natural, versions: row }: Cause, having: readonly Version[]): string {
  const how = natural ? 'by cause' : 'forced only';
  return row.length === having.length ? how : `${how}, ${releases(row)} only`;
}

function releases(having: readonly Version[]): string {
  return `Windows Server ${having.join(' and ')}`;
}

function causeLines({ cause }: Cause, { width }: Page): string[] {
  return wrapped(`${cause.charAt(0).toUpperCase()}${cause.slice(1)}.`, width - 4).map((line) => `    ${line}`);
}

function olderReleaseLines({ olderReleases }: Explanation, page: Page): string[] {
  const [first] = olderReleases;
  if (first === undefined) return [];
  const { bold, dim } = page.colours;
  const width = Math.max(...olderReleases.map(({ because }) => because.length));
  const lines = olderReleases.flatMap(({ because, versions: those, answer, scenarios }) => [
    `  ${because.padEnd(width)}  ${bold(`${answer.code}`)}  ${abbreviatedLabel(answer.label)}  ${dim(`${answer.step}, ${answer.because}`)}`,
    ...exampleLines(scenarios, those, page),
  ]);
  return [
    bold(`What ${releases(first.versions)} ${first.versions.length === 1 ? 'answers' : 'answer'} instead`),
    ...lines,
  ];
}

/** @param about the versions that it is about: a scenario that shows it in some of them only says in which */
function exampleLines(scenarios: readonly Example[], about: readonly Version[], { width, colours }: Page): string[] {
  if (scenarios.length === 0) return [];
  const indent = ' '.repeat(4);
  return names(scenarios, about, width - 14).map(
    (line, at) => `${indent}${colours.dim(at === 0 ? 'shown by  ' : ' '.repeat(10))}${colours.dim(line)}`,
  );
}

const named = 6;

function names(scenarios: readonly Example[], about: readonly Version[], width: number): string[] {
  if (scenarios.length === 0) return ['none of the scenarios'];
  const more = scenarios.length > named ? [`and ${scenarios.length - named} more`] : [];
  const each = scenarios.slice(0, named).map((shown) => {
    const some = shown.versions.length < about.length ? ` (${shown.versions.join(', ')})` : '';
    return `${scenarioName(shown)}${some}`;
  });
  return wrapped([...each, ...more].join('; '), width);
}
