import { type Page, plainText, wrapped } from './page.js';
import { renderTable } from './table.js';

/** What of an exploration is told; `explore` has more of it. */
interface Told {
  readonly kind: 'complete' | 'cutOff' | 'broken';
  readonly bound: string | null;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly ends: number;
  readonly open: number;
  readonly orders: bigint | null;
  readonly collisionOdds: number;
  readonly bytes: number;
  readonly claims: readonly {
    readonly claim: string;
    readonly kind: string;
    readonly verdict: 'holds' | 'broken' | 'open';
  }[];
  readonly broken: readonly { readonly claim: string; readonly because: string; readonly steps: readonly string[] }[];
}

/** An exploration for people: each claim with what came of it, a shortest way to those that are broken, and how much was tried. */
export function explorationText(name: string, told: Told, page: Page): string {
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
    ...sentences(told).flatMap((line) => wrapped(line, page.width)),
  ];
  return `${lines.join('\n')}\n`;
}

function sentences({
  kind,
  bound,
  states,
  transitions,
  depth,
  ends,
  open,
  orders,
  collisionOdds,
  bytes,
}: Told): string[] {
  const extent = `${number(states)} states, ${number(transitions)} transitions, ${number(depth)} moves deep, ${number(ends)} ends`;
  const whole = orders === null ? '' : `, in ${number(orders)} orders`;
  const said = {
    complete: `All was tried: ${extent}${whole}.`,
    cutOff: `Cut off by ${bound}: ${extent}; ${number(open)} states are open.`,
    broken: `${extent}${whole}: no more was looked at than to find a shortest way.`,
  };
  const odds = `That two states were taken for one: ${collisionOdds === 0 ? '0' : collisionOdds.toExponential(1)}. Kept of states: ${number(Math.ceil(bytes / 1024))} KiB.`;
  return [said[kind], odds];
}

function number(value: number | bigint): string {
  return value.toLocaleString('en-US');
}
