import type { ScenarioResult } from '../../scenario/perform/result.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { type CodeMatrix, codeMatrix, type MatrixRow, type Tally } from '../facts/codeMatrix.js';
import { abbreviatedLabel } from './abbreviatedLabel.js';
import { type Page, wrapped } from './page.js';
import { scenarioName } from './scenarioName.js';
import { type Column, renderTable } from './table.js';

/** The codes of each method by version, for people: a line a code, how it was reached, and the scenario that shows it best.
 * What no run was answered with is a gap, and is shown as one.
 */
export function codeMatrixText(results: readonly ScenarioResult[], page: Page): string {
  return methodNames.map((method) => matrixText(codeMatrix(method, results), page)).join('\n');
}

/** The gaps alone; '' when there is none. */
export function gapsText(results: readonly ScenarioResult[], page: Page): string {
  return methodNames
    .flatMap((method) => gapLines(codeMatrix(method, results), page))
    .map((line) => `${line}\n`)
    .join('');
}

function matrixText(matrix: CodeMatrix, page: Page): string {
  const { bold, dim } = page.colours;
  const lines = [
    ...wrapped(`What ${matrix.method} answered: ${matrix.codes.length} documented return codes`, page.width).map(bold),
    ...renderTable(columnsOf(matrix, page), page),
    dim(`${signs.cause} by cause   ${signs.forced} forced only   ${undocumented} not documented for this release`),
    '',
    ...versions
      .filter((version) => matrix.versions[version].documented > 0)
      .map((version) => tallyLine(version, matrix.versions[version], page)),
    ...gapLines(matrix, page),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function columnsOf({ codes }: CodeMatrix, { colours }: Page): Column[] {
  return [
    { head: 'code', cells: codes.map(({ code }) => String(code)), align: 'right', paint: colours.bold },
    { head: 'label', cells: codes.map(({ label }) => abbreviatedLabel(label)), least: 24 },
    { head: 'decided at', cells: codes.map(({ shown }) => shown?.step ?? ''), optional: true },
    ...versions.map((version) => versionColumn(version, codes, colours)),
    {
      head: 'shown by',
      cells: codes.map(({ shown }) => (shown === null ? '' : scenarioName(shown))),
      least: 27,
      paint: colours.dim,
    },
  ];
}

const signs = { cause: '●', forced: '○', missing: 'GAP' } as const;
const undocumented = '–';

function versionColumn(version: Version, rows: readonly MatrixRow[], colours: Page['colours']): Column {
  const { green, yellow, red, bold, dim } = colours;
  const paints = { cause: green, forced: yellow, missing: (text: string) => bold(red(text)) } as const;
  const cells = rows.map((row) => row.versions[version]);
  return {
    head: version,
    cells: cells.map((cell) => (cell === null ? undocumented : signs[cell])),
    paint: (text, at) => {
      const cell = cells[at] ?? null;
      return cell === null ? dim(text) : paints[cell](text);
    },
  };
}

function tallyLine(version: Version, { documented, byCause, forced }: Tally, { colours }: Page): string {
  const reached = byCause + forced;
  const text = `${version.padEnd(6)}  ${reached} of ${documented} documented codes: ${byCause} by cause, ${forced} forced`;
  return reached === documented ? text : colours.red(text);
}

function gapLines(matrix: CodeMatrix, { colours, width }: Page): string[] {
  return versions.flatMap((version) => {
    const { missing } = matrix.versions[version];
    if (missing.length === 0) return [];
    const text = `GAP: in ${version} no ${matrix.method} of a scenario is answered with ${missing.join(', ')}`;
    return wrapped(text, width).map((line) => colours.bold(colours.red(line)));
  });
}
