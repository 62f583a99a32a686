import type { MutantMatrix, MutantRow } from '../../conformance/mutants/mutant.js';
import { counted, median } from '../facts/conformanceSummary.js';
import { matrixSummary } from '../facts/matrixSummary.js';
import { secondsText } from './conformanceText.js';
import { type Page, plainText, wrapped } from './page.js';
import { renderTable } from './table.js';

/** Which properties found which mutants out, for people; then which survive, and which would if one property were
 * switched off.
 */
export function matrixText(matrix: MutantMatrix, page: Page): string {
  const { mutants, onlyKilledBy } = matrix;
  const { bold, red } = page.colours;
  const { alive } = matrixSummary(matrix);
  const part = (title: string, entries: readonly (readonly [string, string])[]) =>
    entries.length === 0 ? [] : ['', bold(title), ...entryLines(entries, page)];
  const lines = [
    bold('Arrays that are wrong on purpose, and the properties that find them out'),
    ...renderTable(columnsOf(mutants, page), page),
    ...part(
      alive.length === 0 ? 'Alive' : red('Alive: nobody found them out'),
      mutants.filter(({ name }) => alive.includes(name)).map(({ name, wrong }) => [name, wrong]),
    ),
    ...part(
      'Equivalent: no client could tell',
      mutants.flatMap(({ name, equivalent }) => (equivalent === null ? [] : [[name, equivalent] as const])),
    ),
    ...part(
      'If this property alone were switched off, these would live',
      Object.entries(onlyKilledBy).map(([property, names]) => [property, names.join(', ')]),
    ),
    '',
    ...verdictLines(matrix, page),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function columnsOf(rows: readonly MutantRow[], { colours }: Page) {
  const { bold, dim, green, red } = colours;
  const first = rows.map(({ killedBy }) => killedBy[0]);
  const medians = rows.map(({ killedBy }) => median(killedBy.map(({ afterCalls }) => afterCalls)));
  const right = 'right' as const;
  return [
    { head: 'mutant', cells: rows.map(({ name }) => name), least: 24, paint: bold },
    {
      head: 'killed by',
      cells: rows.map(({ killedBy, equivalent }) => {
        if (killedBy.length > 0) return counted(killedBy.length);
        return equivalent === null ? 'ALIVE' : 'equivalent';
      }),
      align: right,
      paint: (text: string) => (text === 'ALIVE' ? red(text) : text === 'equivalent' ? dim(text) : green(text)),
    },
    { head: 'first by', cells: first.map((killer) => killer?.property ?? ''), least: 14 },
    { head: 'after calls', cells: first.map((killer) => textOf(killer?.afterCalls)), align: right },
    { head: 'median', cells: medians.map(textOf), align: right, paint: dim },
    {
      head: 'of calls',
      cells: rows.map(({ calls }) => textOf(calls)),
      align: right,
      paint: dim,
      optional: true as const,
    },
  ];
}

function textOf(calls: number | null | undefined): string {
  return calls == null ? '' : counted(calls);
}

function entryLines(entries: readonly (readonly [string, string])[], { width }: Page): string[] {
  const longest = Math.min(32, Math.max(...entries.map(([name]) => name.length)));
  return entries.flatMap(([name, text]) => {
    const [first = '', ...more] = wrapped(text, width - longest - 4);
    return [
      `  ${plainText(name).padEnd(longest)}  ${first}`,
      ...more.map((line) => `${' '.repeat(longest + 4)}${line}`),
    ];
  });
}

function verdictLines(matrix: MutantMatrix, { colours, width }: Page): string[] {
  const { mutants, killed, equivalent, alive, complained, medianCalls } = matrixSummary(matrix);
  const parts = [
    `${counted(mutants, 'mutant')}: ${killed} killed`,
    equivalent === 0 ? '' : `${equivalent} equivalent`,
    `${alive.length} alive`,
    complained.length === 0 ? '' : `complaints about ${complained.join(', ')}, which should be equivalent`,
    medianCalls === null ? '' : `half of them seen within ${counted(medianCalls, 'call')}`,
  ].filter((text) => text !== '');
  const text = `${parts.join(', ')} (seed ${matrix.seed}, ${secondsText(matrix.elapsedMs)})`;
  const paint = alive.length + complained.length === 0 ? colours.green : colours.red;
  return wrapped(text, width).map((line) => colours.bold(paint(line)));
}
