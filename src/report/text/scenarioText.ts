import type { Failure, ScenarioResult, StepRow } from '../../scenario/perform/result.js';
import { formatClock, milliseconds } from '../../vocabulary/units/durations.js';
import { abbreviatedLabel } from './abbreviatedLabel.js';
import { capacityBars } from './capacityBars.js';
import { type Page, plainText, wrapped } from './page.js';
import { ledgerLines } from './planText.js';
import { renderRows } from './table.js';

/** A scenario's run for people: a line a step, what was not as expected right below its step, and the pools at the end. */
export function scenarioText(result: ScenarioResult, page: Page): string {
  const bars = capacityBars(result.pools, page);
  const blocks = [
    [...heading(result, page), ...stepLines(result, page)],
    ledgerLines(result.ledger, page),
    bars,
  ].filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Only what was not as expected, under the scenario's heading. */
export function failuresText(result: ScenarioResult, page: Page): string {
  return `${[...heading(result, page), ...result.failures.flatMap((failure) => failureLines(failure, result.file, page, '  '))].join('\n')}\n`;
}

function heading({ name, file, seed, version, profile }: ScenarioResult, { colours, width }: Page): string[] {
  const details = [file, `seed ${seed}`, `Windows Server ${version}`, profile].filter((part) => part !== '');
  return [colours.bold(plainText(name)), ...wrapped(details.join(' · '), width).map((line) => colours.dim(line))];
}

function stepLines({ file, rows, failures }: ScenarioResult, page: Page): string[] {
  const [head = [], ...lines] = renderRows(columnsOf(rows, page), page);
  // Below the second column, where the step's own words begin.
  const indent = ' '.repeat(clockWidth(rows) + 2);
  return [
    ...head,
    ...lines.flatMap((line, at) => {
      const here = failures.filter(({ number }) => number === rows[at]?.number);
      return [...line, ...here.flatMap((failure) => failureLines(failure, file, page, indent))];
    }),
  ];
}

function columnsOf(rows: readonly StepRow[], { colours }: Page) {
  const { bold, green, yellow, red, dim } = colours;
  const failed = (at: number) => rows[at]?.ok === false;
  return [
    { head: 'time', cells: rows.map(({ atMs }) => formatClock(milliseconds(atMs))), paint: dim },
    {
      head: 'step',
      cells: rows.map(({ number, ok }) => `${ok ? '' : '✗ '}${number}`),
      align: 'right' as const,
      paint: (text: string, at: number) => (failed(at) ? red(text) : dim(text)),
    },
    { head: 'what', cells: rows.map(({ what }) => what), least: 18 },
    {
      head: 'code',
      cells: rows.map(({ code }) => (code === undefined ? '' : String(code ?? 'lost'))),
      align: 'right' as const,
      paint: (text: string) => bold(isGood(text) ? green(text) : yellow(text)),
    },
    { head: 'decided at', cells: rows.map(({ step }) => step), optional: true as const },
    { head: 'because', cells: rows.map(({ because }) => because), least: 12 },
    {
      head: 'label',
      cells: rows.map(({ label }) => abbreviatedLabel(label)),
      // Narrower, it would take several lines.
      least: 24,
      optional: true as const,
      paint: dim,
    },
  ];
}

function isGood(code: string): boolean {
  return code === '0' || code === '4096';
}

function clockWidth(rows: readonly StepRow[]): number {
  return rows.reduce((most, { atMs }) => Math.max(most, formatClock(milliseconds(atMs)).length), 4);
}

function failureLines({ field, place, message }: Failure, file: string, page: Page, indent: string): string[] {
  const { colours, width } = page;
  const where = place === null ? field : `${file}:${place.line}:${place.column}`;
  return wrapped(`${message} [${where}]`, width - indent.length - 2).map((line, at) =>
    colours.red(`${indent}${at === 0 ? '✗ ' : '  '}${line}`),
  );
}
