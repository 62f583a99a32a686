import type { ScenarioResult } from '../../scenario/perform/result.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { codeMatrix, type Tally } from '../facts/codeMatrix.js';
import type { Page } from './page.js';
import { renderTable } from './table.js';

/** What came of many scenarios, on a screen: how many there were in each folder, and how many codes of each method came up. */
export function overviewText(results: readonly ScenarioResult[], page: Page): string {
  return `${[...folderLines(results, page), '', ...codeLines(results, page)].join('\n')}\n`;
}

/** Where to look after an overview, as commands.
 * @param example a scenario's file
 */
export function whereToLook(example: string, { colours, width: most }: Page): string {
  const ways = [
    ['one of them, step by step', `arraysim run ${example}`],
    ['all of them, step by step', 'the same with --verbose'],
    ['what a code means', 'arraysim explain 40002'],
    ['how to write your own', "arraysim's scenarios/README.md"],
  ] as const;
  const width = Math.max(...ways.map(([what]) => what.length));
  return ways
    .map(([what, way]) =>
      width + 2 + way.length > most
        ? `${colours.dim(what)}\n  ${way}\n`
        : `${colours.dim(what.padEnd(width))}  ${way}\n`,
    )
    .join('');
}

function folderLines(results: readonly ScenarioResult[], page: Page): string[] {
  const folders = new Map<string, ScenarioResult[]>();
  for (const result of results) {
    const folder = result.file.split('/').slice(0, -1).join('/') || '.';
    folders.set(folder, [...(folders.get(folder) ?? []), result]);
  }
  const rows = [...folders].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, those]) => those);
  const { red } = page.colours;
  return renderTable(
    [
      { head: 'scenarios in', cells: [...folders.keys()].sort(), least: 14 },
      { head: 'files', cells: rows.map((those) => `${new Set(those.map(({ file }) => file)).size}`), align: 'right' },
      { head: 'runs', cells: rows.map((those) => `${those.length}`), align: 'right' },
      {
        head: 'not as expected',
        cells: rows.map((those) => `${those.filter(({ failures }) => failures.length > 0).length}`),
        align: 'right',
        paint: (text) => (text === '0' ? text : red(text)),
      },
    ],
    page,
  );
}

function codeLines(results: readonly ScenarioResult[], page: Page): string[] {
  const ran = versions.filter((version) => results.some((result) => result.version === version));
  const newest = ran.at(-1);
  const called = methodNames
    .filter((method) => results.some(({ codes }) => codes.some((reply) => reply.method === method)))
    .map((method) => ({ method, tallies: codeMatrix(method, results).versions }));
  const cells = (version: Version) => called.map(({ tallies }) => tallyText(tallies[version]));
  return renderTable(
    [
      { head: 'return codes of', cells: called.map(({ method }) => method), least: 14 },
      ...ran.map((version) => ({ head: `in ${version}`, cells: cells(version) })),
      {
        head: 'forced only',
        cells: called.map(({ tallies }) => `${newest === undefined ? 0 : tallies[newest].forced}`),
        align: 'right',
      },
    ],
    page,
  );
}

function tallyText({ documented, byCause, forced }: Tally): string {
  return documented === 0 ? '–' : `${byCause + forced} of ${documented}`;
}
