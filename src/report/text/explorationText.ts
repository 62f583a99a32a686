import { type Explored, extentOf } from '../facts/explored.js';
import { type Page, plainText, wrapped } from './page.js';
import { renderTable } from './table.js';

/** An exploration for people: each claim with what came of it, a shortest way to those that are broken, and how much was tried. */
export function explorationText(name: string, told: Explored, page: Page): string {
  const { colours } = page;
  const paint = { holds: colours.green, broken: colours.red, open: colours.yellow };
  const table = renderTable(
    [
      { head: 'claim', cells: told.claims.map(({ claim }) => plainText(claim)), least: 20 },
      { head: 'kind', cells: told.claims.map(({ kind }) => kind) },
      {
        head: 'verdict',
        cells: told.claims.map(({ verdict }) => verdict),
        paint: (text, row) => paint[told.claims[row]?.verdict ?? 'open'](text),
      },
    ],
    page,
  );
  const ways = told.broken.flatMap(({ claim, because, steps }) => [
    '',
    colours.red(plainText(`${claim}: ${because}`)),
    ...steps.map((step, at) => `  ${`${at + 1}`.padStart(3)}  ${plainText(step)}`),
  ]);
  const lines = [
    colours.bold(plainText(name)),
    '',
    ...table,
    ...ways,
    '',
    ...extentOf(told).flatMap((line) => wrapped(line, page.width)),
  ];
  return `${lines.join('\n')}\n`;
}
