import type { Coverage, CoveragePart } from '../../conformance/report.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import { type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import type { ChartFacts } from './chartFacts.js';

/** What runs of the suite came by, as a page draws it. */
export interface CoverageFacts {
  readonly methods: readonly CoveredMethod[];
  readonly charts: readonly CoveredChart[];
  /** Classes of faults by the phases of jobs in which they fired; null where nothing can be injected. */
  readonly phases: CoveredTable | null;
}

/** What one method answered. */
export interface CoveredMethod {
  readonly method: string;
  /** Those that there are to reach, and what was answered besides, ascending. */
  readonly codes: readonly CoveredCode[];
  /** The states of what it was called on, with what it answered then. */
  readonly states: readonly { readonly state: string; readonly codes: readonly Omit<CoveredCode, 'label'>[] }[];
}

interface CoveredCode {
  readonly code: number;
  readonly label: string;
  readonly count: number;
}

/** A lifecycle, with how often each of its arrows was gone. */
export interface CoveredChart {
  readonly chart: ChartFacts;
  /** By '<from> <to>'. */
  readonly counts: Readonly<Record<string, number>>;
  /** Pairs of arrows, one after the other. */
  readonly pairs: { readonly reached: number; readonly of: number; readonly missing: readonly string[] };
}

interface CoveredTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

export function coverageFacts({ parts }: Coverage): CoverageFacts {
  const part = (title: string) => parts.find((one) => one.title === title);
  return {
    methods: methodsOf(part('method x code'), part('element state x code')),
    charts: ['volume', 'pool', 'job'].flatMap((name) => {
      const transitions = part(`transitions of ${name}`);
      return transitions === undefined ? [] : [chartOf(name, transitions, part(`transition pairs of ${name}`))];
    }),
    phases: tableOf(part('fault class x job phase')),
  };
}

function methodsOf(codes: CoveragePart | undefined, states: CoveragePart | undefined): CoveredMethod[] {
  const answers = (codes?.cells ?? []).map(({ name, count }) => ({ ...answerOf(name), count }));
  const byState = (states?.cells ?? []).map(({ name, count }) => {
    const [state = '', answer = ''] = name.split(' x ');
    return { state, ...answerOf(answer), count };
  });
  return [...new Set(answers.map(({ method }) => method))].map((method) => {
    const own = byState.filter((one) => one.method === method);
    return {
      method,
      codes: ascending(answers.filter((one) => one.method === method)).map(({ code, count }) => ({
        code,
        label: isMethod(method) ? (labelOf(method, code) ?? 'not documented') : '',
        count,
      })),
      states: [...new Set(own.map(({ state }) => state))].map((state) => ({
        state,
        codes: ascending(own.filter((one) => one.state === state)).map(({ code, count }) => ({ code, count })),
      })),
    };
  });
}

/** 'Pool.Delete 4096' */
function answerOf(text: string): { readonly method: string; readonly code: number } {
  const [method = '', code] = text.split(' ');
  return { method, code: Number(code) };
}

function isMethod(method: string): method is MethodName {
  return (methodNames as readonly string[]).includes(method);
}

function ascending<Answer extends { readonly code: number }>(answers: readonly Answer[]): Answer[] {
  return answers.toSorted((one, other) => one.code - other.code);
}

/** The chart is what its arrows say. */
function chartOf(name: string, { cells }: CoveragePart, pairs: CoveragePart | undefined): CoveredChart {
  const arrows = cells.map((cell) => {
    const [from = '', to = ''] = cell.name.split(' -> ');
    return { from, to, count: cell.count };
  });
  const states = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))];
  const finals = states.filter((state) => arrows.every(({ from, to }) => from !== state || to === state));
  const entered = new Set(arrows.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const initial = states.find((state) => !entered.has(state)) ?? states[0] ?? '';
  const missing = (pairs?.cells ?? []).filter(({ count }) => count === 0).map((cell) => cell.name);
  const of = pairs?.cells.length ?? 0;
  return {
    chart: { name, initial, finals, states, arrows: arrows.map(({ from, to }) => ({ from, to, events: [] })) },
    counts: Object.fromEntries(arrows.map(({ from, to, count }) => [`${from} ${to}`, count])),
    pairs: { reached: of - missing.length, of, missing },
  };
}

function tableOf(part: CoveragePart | undefined): CoveredTable | null {
  if (part === undefined) return null;
  const cells = part.cells.map(({ name, count }) => {
    const [row = '', column = ''] = name.split(' x ');
    return { row, column, count };
  });
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))].map((name) => ({
    name,
    counts: columns.map((column) => cells.find((one) => one.row === name && one.column === column)?.count ?? 0),
  }));
  return { columns, rows };
}
