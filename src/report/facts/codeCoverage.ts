import type { ReplyCode, ScenarioResult } from '../../scenario/perform/result.js';
import { createCloneCodes } from '../../vocabulary/methods/returnCodes.js';
import type { Step } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { abbreviatedLabel } from '../text/abbreviatedLabel.js';
import type { Page } from '../text/page.js';
import { renderTable } from '../text/table.js';

/** An answer that some scenario got, and which ones. */
export interface CoveredCode {
  /** Null for a reply that was lost. */
  readonly code: number | null;
  readonly label: string;
  readonly step: Step;
  readonly because: string;
  readonly forced: boolean;
  /** Names, each once, in the order of the runs. */
  readonly scenarios: readonly string[];
  /** In which it was the answer. */
  readonly versions: readonly Version[];
}

/** The answers of all runs, by code, then by the order of the steps in which they came first; lost replies at the end. */
export function codeCoverage(results: readonly ScenarioResult[]): CoveredCode[] {
  const groups = new Map<
    string,
    { readonly reply: ReplyCode; readonly scenarios: Set<string>; readonly in: Set<Version> }
  >();
  for (const { name, version, codes } of results) {
    for (const reply of codes) {
      const key = JSON.stringify([reply.code, reply.step, reply.because, reply.forced]);
      const group = groups.get(key) ?? { reply, scenarios: new Set(), in: new Set() };
      group.scenarios.add(name);
      group.in.add(version);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ reply: { code, label, step, because, forced }, scenarios, in: those }) => {
      const inVersions = versions.filter((version) => those.has(version));
      return { code, label, step, because, forced, scenarios: [...scenarios], versions: inVersions };
    })
    .sort((left, right) => place(left.code) - place(right.code));
}

/** The table of {@link codeCoverage}, with how many of the documented codes they are. */
export function codeCoverageText(results: readonly ScenarioResult[], page: Page): string {
  const reached = codeCoverage(results);
  const documented = Object.keys(createCloneCodes).length;
  const distinct = new Set(reached.map(({ code }) => code).filter((code) => code !== null)).size;
  const several = new Set(results.map(({ version }) => version)).size > 1;
  const { bold, dim } = page.colours;
  const lines = renderTable(
    [
      { head: 'code', cells: reached.map(({ code }) => String(code ?? 'lost')), align: 'right', paint: bold },
      { head: 'decided at', cells: reached.map(({ step }) => step) },
      {
        head: 'because',
        cells: reached.map(({ because, forced }) => `${because}${forced ? ' (forced)' : ''}`),
        least: 14,
      },
      { head: 'label', cells: reached.map(({ label }) => abbreviatedLabel(label)), least: 12, optional: true },
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
  return `${[bold(`Codes reached: ${distinct} of the ${documented} of CreateClone`), ...lines].join('\n')}\n`;
}

function place(code: number | null): number {
  return code ?? Number.POSITIVE_INFINITY;
}
