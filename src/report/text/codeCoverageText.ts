import type { ScenarioResult } from '../../scenario/perform/result.js';
import { codesOf } from '../../vocabulary/methods/codes.js';
import { type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { type CoveredCode, codeCoverage } from '../facts/codeCoverage.js';
import { abbreviatedLabel } from './abbreviatedLabel.js';
import { type Page, wrapped } from './page.js';
import { renderTable } from './table.js';

/** A table of {@link codeCoverage} for each method that was called, with how many of its documented codes they are. */
export function codeCoverageText(results: readonly ScenarioResult[], page: Page): string {
  const reached = codeCoverage(results);
  const several = new Set(results.map(({ version }) => version)).size > 1;
  return methodNames
    .map((method) => [method, reached.filter((one) => one.method === method)] as const)
    .filter(([, ofMethod]) => ofMethod.length > 0)
    .map(([method, ofMethod]) => tableOf(method, ofMethod, several, page))
    .join('\n');
}

function tableOf(method: MethodName, reached: readonly CoveredCode[], several: boolean, page: Page): string {
  const documented = codesOf(method).length;
  const distinct = new Set(reached.map(({ code }) => code).filter((code) => code !== null)).size;
  const { bold, dim } = page.colours;
  const lines = renderTable(
    [
      { head: 'code', cells: reached.map(({ code }) => String(code ?? 'lost')), align: 'right', paint: bold },
      { head: 'decided at', cells: reached.map(({ step }) => step), optional: true },
      {
        head: 'because',
        cells: reached.map(({ because, forced }) => `${because}${forced ? ' (forced)' : ''}`),
        least: 14,
      },
      { head: 'label', cells: reached.map(({ label }) => abbreviatedLabel(label)), least: 24, optional: true },
      { head: 'versions', cells: reached.map((one) => (several ? one.versions.join(' ') : '')) },
      {
        head: 'in',
        cells: reached.map(({ scenarios }) => String(scenarios.length)),
        align: 'right',
        paint: dim,
      },
      { head: 'first in', cells: reached.map(({ scenarios: [first = ''] }) => first), least: 20, paint: dim },
    ],
    page,
  );
  const head = wrapped(`Codes reached: ${distinct} of the ${documented} of ${method}`, page.width);
  return `${[...head.map(bold), ...lines].join('\n')}\n`;
}
