import type { ParameterModel } from '../../cim/classModel.js';
import type { MethodFacts, MethodSummary } from '../facts/methodFacts.js';
import { directionOf, releases, typeOf } from './classText.js';
import { type Page, wrapped } from './page.js';
import { type Column, renderTable } from './table.js';

/** Methods as a table for people. */
export function methodsText(methods: readonly MethodSummary[], page: Page): string {
  const table = renderTable(
    [
      column(methods, 'method', ({ name }) => name, { least: 24 }),
      column(methods, 'called on', ({ className }) => className, { least: 16 }),
      column(methods, 'since', releases),
      column(methods, 'arraysim', ({ simulated, refused }) => (simulated ? 'answers' : refused ? 'refuses (1)' : '')),
    ],
    page,
  );
  const answered = methods.filter(({ simulated }) => simulated).length;
  const refused = methods.filter((method) => method.refused).length;
  const count = `${methods.length} methods; arraysim answers calls of ${answered}, refuses those of ${refused} as not supported, and of the others it knows what the documents say`;
  return `${[...table, '', ...wrapped(count, page.width)].join('\n')}\n`;
}

/** A method for people: its parameters, what refuses it in order, its codes. */
export function methodText(facts: MethodFacts, page: Page): string {
  const { bold } = page.colours;
  const { className, name, version, parameters, rows, jobEnds } = facts;
  const about = `Since ${releases(facts)}; as Windows Server ${version} has it. ${doesOf(facts)}`;
  const title = `${className}.${name.replace(/^.*\./, '')}`;
  const blocks = [
    [bold(title), ...wrapped(about, page.width)],
    part('Parameters', parametersTable(parameters, narrowed(page)), page),
    part('Refused or failed, in the order in which a call meets it', rowsTable(rows, narrowed(page)), page),
    part('What ends its jobs', endsTable(jobEnds, narrowed(page)), page),
    part('Return codes', codesTable(facts, narrowed(page)), page),
    notSimulated(facts, page),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function doesOf({ simulated, refused }: MethodSummary): string {
  if (simulated) return 'arraysim answers calls of it.';
  if (refused) return 'arraysim does not model what it is about, and refuses calls of it as not supported.';
  return 'arraysim has no answer to calls of it: they are bad input.';
}

function part(title: string, lines: readonly string[], { colours }: Page): string[] {
  // A table without rows has no columns.
  return lines.length === 0 ? [] : [colours.bold(title), ...lines.map((line) => `  ${line}`)];
}

function narrowed(page: Page): Page {
  return { ...page, width: page.width - 2 };
}

function parametersTable(parameters: readonly ParameterModel[], page: Page): string[] {
  return tableOf(parameters, page, [
    column(parameters, 'parameter', ({ name }) => name, { least: 18 }),
    column(parameters, 'goes', directionOf),
    column(parameters, 'type', typeOf, { least: 18 }),
  ]);
}

function rowsTable(rows: MethodFacts['rows'], page: Page): string[] {
  return tableOf(rows, page, [
    column(rows, 'step', ({ step }, at) => (step === rows[at - 1]?.step ? '' : step), { least: 10 }),
    column(rows, 'code', ({ code }) => String(code), { align: 'right' }),
    column(rows, 'because', ({ because }) => because, { least: 12 }),
    column(rows, 'cause', causeOf, { least: 16 }),
  ]);
}

function endsTable(ends: MethodFacts['jobEnds'], page: Page): string[] {
  return tableOf(ends, page, [
    column(ends, 'code', ({ code }) => String(code), { align: 'right' }),
    column(ends, 'because', ({ because }) => because, { least: 12 }),
    column(ends, 'cause', causeOf, { least: 16 }),
  ]);
}

function codesTable({ codes }: MethodFacts, page: Page): string[] {
  return tableOf(codes, page, [
    column(codes, 'code', ({ code }) => String(code), { align: 'right' }),
    column(codes, 'label', ({ label }) => label, { least: 20 }),
  ]);
}

/** What of the method calls never come by themselves. */
function notSimulated({ simulated, refused, codes, ranges }: MethodFacts, { colours, width }: Page): string[] {
  const forced = codes.filter(({ comes }) => comes === 'forced').map(({ code }) => code);
  const spans = ranges.map(({ first, last }) => (last === null ? `${first} and above` : `${first}-${last}`));
  const texts = [
    ...(simulated
      ? []
      : [`The method: ${refused ? 'the other codes are' : 'what stands here is'} what the documents say.`]),
    ...(forced.length === 0 ? [] : [`Without a cause, and answered where they are forced only: ${forced.join(', ')}.`]),
    ...(spans.length === 0 ? [] : [`Never answered: ${spans.join(', ')}.`]),
  ];
  if (texts.length === 0) return [];
  return [
    colours.bold('Not simulated'),
    ...texts.flatMap((text) => wrapped(text, width - 2)).map((line) => `  ${line}`),
  ];
}

function causeOf({ cause, natural }: { readonly cause: string; readonly natural: boolean }): string {
  return natural ? cause : `${cause} (forced only)`;
}

function tableOf(rows: readonly unknown[], page: Page, columns: readonly Column[]): string[] {
  return rows.length === 0 ? [] : renderTable(columns, page);
}

function column<Row>(
  rows: readonly Row[],
  head: string,
  cell: (row: Row, at: number) => string,
  more: Omit<Column, 'head' | 'cells'> = {},
): Column {
  return { head, cells: rows.map(cell), ...more };
}
