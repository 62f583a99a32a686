import { argumentsOf, argumentTypes, effectArguments, memberOfValue } from '../../faults/effectArguments.js';
import { effectKinds, namedKinds } from '../../faults/effectKinds.js';
import { effectText } from '../../faults/effectText.js';
import { firingText, planTexts } from '../../faults/firingText.js';
import type { LedgerEntry } from '../../faults/ledger.js';
import { linesOf, type NamedPlan } from '../../faults/library.js';
import type { Fault } from '../../faults/plan.js';
import { readPlan } from '../../faults/readPlan.js';
import { formatClock, milliseconds } from '../../vocabulary/units/durations.js';
import { type Page, plainText, wrapped } from './page.js';
import { renderRows, renderTable } from './table.js';

/** The shipped plans in a table: name, and what each rehearses. */
export function planTable(plans: readonly { readonly name: string; readonly rehearses: string }[], page: Page): string {
  const { bold, dim } = page.colours;
  const longest = Math.max(...plans.map(({ name }) => name.length));
  const lines = plans.flatMap(({ name, rehearses }) => {
    const [first = '', ...more] = wrapped(rehearses, Math.max(30, page.width - longest - 2));
    return [`${bold(name.padEnd(longest))}  ${first}`, ...more.map((line) => `${' '.repeat(longest)}  ${line}`)];
  });
  const hint = `arraysim faults NAME shows one; arraysim run --faults NAME runs scenarios under it. arraysim faults EFFECT shows the arguments of an effect: ${namedKinds.join(', ')}.`;
  return `${[...lines, '', ...wrapped(hint, page.width).map((line) => dim(line))].join('\n')}\n`;
}

/** One plan: what it rehearses, its lines to be copied, what its faults do and where, a line each, and when they fire. */
export function planSheet(name: string, { rehearses, plan: text }: NamedPlan, page: Page): string {
  const { bold, dim } = page.colours;
  const plan = readPlan(text);
  const { faults } = plan;
  const columns = [
    { head: 'fault', cells: faults.map(({ id }) => id) },
    { head: 'at', cells: faults.map(({ at }) => at.join(', ')) },
    { head: 'class', cells: faults.map(({ effects }) => [...new Set(effects.map(classOf))].join(', ')), paint: dim },
    { head: 'does', cells: faults.map(({ effects }) => effects.map(effectText).join('; ')), least: 20 },
  ];
  const table = renderTable(columns, page);
  const longest = Math.max(...faults.map(({ id }) => id.length), 'fault'.length);
  const fires = faults.flatMap((fault) => {
    const [first = '', ...more] = wrapped(firingText(fault), Math.max(30, page.width - longest - 2));
    return [`${fault.id.padEnd(longest)}  ${first}`, ...more.map((line) => `${' '.repeat(longest)}  ${line}`)];
  });
  const all = planTexts(plan).flatMap((text) => wrapped(text, page.width));
  const does = [
    ...new Set(faults.flatMap(({ effects }) => effects.map(({ kind }) => `${kind}: ${effectKinds[kind].does}`))),
  ];
  const head = dim(`${'fault'.padEnd(longest)}  fires`);
  const copied = linesOf(text).map((line) => `  ${line}`);
  const lines = [
    bold(name),
    ...wrapped(rehearses, page.width),
    '',
    ...copied,
    '',
    ...table,
    '',
    head,
    ...fires,
    ...all,
    '',
  ];
  return `${[...lines, ...does.flatMap((line) => wrapped(line, page.width)).map((line) => dim(line))].join('\n')}\n`;
}

/** One effect: what it does and where, its arguments, and an example to be copied. */
export function effectSheet(kind: (typeof namedKinds)[number], page: Page): string {
  const { bold, dim } = page.colours;
  const { class: of, at, does } = effectKinds[kind];
  const told = argumentsOf(kind);
  const columns = [
    { head: 'argument', cells: told.map(({ name }) => name || '(its value)') },
    { head: 'is', cells: told.map(({ type }) => argumentTypes[type].replaceAll('`', '')), least: 20 },
    { head: 'left out', cells: told.map(({ leftOut = 'must be said' }) => leftOut.replaceAll('`', '')), least: 12 },
    { head: 'means', cells: told.map(({ means }) => means.replaceAll('`', '')), least: 20 },
  ];
  const member = memberOfValue(kind);
  const short = member === undefined ? [] : wrapped(`A mere value is '${member}'.`, page.width);
  const table = told.length === 0 ? ['It has no arguments.'] : [...renderTable(columns, page), ...short];
  const where = wrapped(`class ${of}; at ${at.join(', ')}`, page.width).map((line) => dim(line));
  const { example } = effectArguments[kind];
  return `${[bold(kind), ...wrapped(does, page.width), ...where, '', ...table, '', `  ${example}`].join('\n')}\n`;
}

/** What came of each fault of a run; nothing without faults. */
export function ledgerLines(ledger: readonly LedgerEntry[], page: Page): string[] {
  if (ledger.length === 0) return [];
  const { dim, green, red } = page.colours;
  // Why one has not fired stands below its row.
  const below = (at: number) => {
    const why = ledger[at]?.closest;
    if (why == null) return [];
    const text = `${missed(at) ? 'had to fire' : 'has not fired'}: ${why}`;
    return wrapped(text, page.width - 2).map((line) => `  ${missed(at) ? red(line) : dim(line)}`);
  };
  const last = ledger.map(({ firings }) => firings.at(-1));
  const missed = (at: number) => ledger[at]?.missed === true;
  const columns = [
    { head: 'fault', cells: ledger.map(({ fault }) => plainText(fault)), least: 16 },
    { head: 'armed', cells: ledger.map(({ armed }) => (armed ? 'yes' : 'no')), paint: dim, optional: true as const },
    { head: 'matched', cells: ledger.map(({ matched }) => String(matched)), align: 'right' as const },
    {
      head: 'fired',
      cells: ledger.map(({ fired }) => String(fired)),
      align: 'right' as const,
      paint: (text: string, at: number) => (missed(at) ? red(text) : text === '0' ? dim(text) : green(text)),
    },
    { head: 'last at', cells: last.map((one) => (one === undefined ? '' : formatClock(milliseconds(one.atMs)))) },
    { head: 'point', cells: last.map((one) => one?.point ?? ''), optional: true as const },
    {
      head: 'effects',
      cells: last.map((one) => one?.effects.join('; ') ?? ''),
      least: 16,
    },
  ];
  const [head = [], ...lines] = renderRows(columns, page);
  return [...head, ...lines.flatMap((line, at) => [...line, ...below(at)])];
}

function classOf({ kind }: Fault['effects'][number]): string {
  return effectKinds[kind].class;
}
