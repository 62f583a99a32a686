import type { Version } from '../../vocabulary/versions.js';
import { versions } from '../../vocabulary/versions.js';
import type { Example } from '../facts/examples.js';
import type { ExplainedJobEnd, Explanation, Proof } from '../facts/explanation.js';
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

function introduction(explanation: Explanation, { colours, width }: Page): string[] {
  const { code, label, meaning, asked, versions: having, proves } = explanation;
  const everywhere = having.length === versions.length;
  const lacking = asked.filter((version) => !having.includes(version));
  return [
    `${colours.bold(`${code}  ${label}`)}${everywhere ? '' : colours.dim(`  (${releases(having)}${asked.length > 1 || lacking.length > 0 ? ' only' : ''})`)}`,
    ...(asked.length === lacking.length ? [colours.yellow(`${releases(lacking)} has no such code.`)] : []),
    ...wrapped(meaning, width),
    ...wrapped(proofs[proves], width),
  ];
}

const proofs: Readonly<Record<Proof, string>> = {
  done: 'It proves that the clone exists and is complete: TargetStorageVolume names it, and there is no job.',
  accepted:
    'It proves that the request was accepted: the target exists and its room is reserved. Whether the copy comes about, the end of the job says.',
  nothingChanged: 'It is a refusal: nothing on the array has changed.',
  mayBeLeft:
    'It is a failure after the effect: the clone, or its job, may be left on the array. ExtendedStatus.SMDetails says what is left.',
  nothing:
    "The code alone proves nothing: up to step 'array' it is a refusal and nothing has changed, after it the clone or its job may be left on the array. ExtendedStatus.SMDetails is empty after a refusal, and else says what is left.",
};

function rowLines({ rows, versions: having, proves }: Explanation, page: Page): string[] {
  const stepWidth = Math.max(...rows.map(({ step }) => step.length));
  const width = Math.max(...rows.map(({ because }) => because.length));
  return rows.flatMap((row) => {
    const parts = [reach(row, having), proves === 'nothing' ? rowProofs[row.proves] : ''];
    return [
      `  ${row.step.padEnd(stepWidth)}  ${headLine(row, width, parts, page)}`,
      ...causeLines(row, page),
      ...exampleLines(row.scenarios, row.versions, page),
    ];
  });
}

const rowProofs = { nothingChanged: 'nothing has changed', mayBeLeft: 'the clone may be left' } as const;

function jobLines({ jobEnds, versions: having }: Explanation, page: Page): string[] {
  const width = Math.max(...jobEnds.map(({ because }) => because.length));
  return jobEnds.flatMap((end) => [`  ${headLine(end, width, [reach(end, having)], page)}`, ...causeLines(end, page)]);
}

function headLine(
  { because }: ExplainedJobEnd,
  width: number,
  parts: readonly string[],
  { colours: { bold, dim } }: Page,
): string {
  const words = parts.filter((part) => part !== '').join('; ');
  return `${bold(because)}${' '.repeat(width - because.length)}  ${dim(words)}`;
}

function reach({ natural, versions: row }: ExplainedJobEnd, having: readonly Version[]): string {
  const how = natural ? 'by cause' : 'forced only';
  return row.length === having.length ? how : `${how}, ${releases(row)} only`;
}

function releases(having: readonly Version[]): string {
  return `Windows Server ${having.join(' and ')}`;
}

function causeLines({ cause }: ExplainedJobEnd, { width }: Page): string[] {
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
