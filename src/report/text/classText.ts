import type { MethodModel, ParameterModel, Typed } from '../../cim/classModel.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import type { ClassFacts, PropertyFacts } from '../facts/classFacts.js';
import { type Page, wrapped } from './page.js';
import { type Column, renderTable } from './table.js';

/** The classes of a release as a table for people. */
export function classesText(classes: readonly ClassFacts[], version: Version, page: Page): string {
  const table = renderTable(
    [
      column(classes, 'class', ({ name }) => name, { least: 36 }),
      column(classes, 'kind', kindOf, { optional: true }),
      column(classes, 'since', releases),
      column(classes, 'properties', ({ properties }) => String(properties.length), { align: 'right' }),
      column(classes, 'methods', ({ methods }) => String(methods.length || ''), { align: 'right' }),
      column(classes, 'instances', ({ instances }) => (instances ? 'yes' : '')),
    ],
    page,
  );
  const having = classes.filter(({ instances }) => instances).length;
  const count = `${classes.length} classes of Windows Server ${version}; arraysim has instances of ${having}`;
  return `${[...table, '', ...wrapped(count, page.width)].join('\n')}\n`;
}

/** A class for people: what it is, then its properties and methods. */
export function classText(facts: ClassFacts, page: Page): string {
  const { bold } = page.colours;
  const { name, superclass, properties, methods, instances } = facts;
  const from = superclass === null ? '' : `, which inherits from ${superclass}`;
  const about = `${capital(kindOf(facts))}, since ${releases(facts)}${from}. arraysim has ${instances ? '' : 'no '}instances of it.`;
  const blocks = [
    [bold(name), ...wrapped(about, page.width)],
    [bold('Properties'), ...indented(page, (narrower) => propertiesTable(name, properties, narrower))],
  ];
  if (methods.length > 0) {
    blocks.push([bold('Methods'), ...indented(page, (narrower) => methodsTable(methods, narrower))]);
  }
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function propertiesTable(name: string, properties: readonly PropertyFacts[], page: Page): string[] {
  const from = ({ declaredBy }: PropertyFacts) => (declaredBy === name ? '' : declaredBy);
  return renderTable(
    [
      column(properties, 'property', (one) => one.name, { least: 24 }),
      column(properties, 'type', typeOf, { least: 24 }),
      column(properties, 'is', wordsOf),
      column(properties, 'since', releases),
      column(properties, 'arraysim', ({ modelled }) => (modelled ? 'modelled' : '')),
      column(properties, 'from', from, { least: 24, optional: true }),
      column(properties, 'values', valuesOf, { least: 16, optional: true }),
    ],
    page,
  );
}

function methodsTable(methods: readonly MethodModel[], page: Page): string[] {
  const rows = methods.flatMap((method) =>
    method.parameters.map((parameter, index) => ({ method: index === 0 ? method.name : '', ...parameter })),
  );
  return renderTable(
    [
      column(rows, 'method', ({ method }) => method, { least: 12 }),
      column(rows, 'parameter', ({ name }) => name, { least: 20 }),
      column(rows, 'goes', directionOf),
      column(rows, 'type', typeOf, { least: 24 }),
      column(rows, 'since', releases, { optional: true }),
    ],
    page,
  );
}

function column<Row>(
  rows: readonly Row[],
  head: string,
  cell: (row: Row) => string,
  more: Omit<Column, 'head' | 'cells'> = {},
): Column {
  return { head, cells: rows.map(cell), ...more };
}

function indented(page: Page, lines: (narrower: Page) => string[]): string[] {
  return lines({ ...page, width: page.width - 2 }).map((line) => `  ${line}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function kindOf({ kind, abstract }: ClassFacts): string {
  return abstract ? `abstract ${kind}` : kind;
}

/** The first release; all of them where it is not in the newest any more. */
export function releases({ versions: having }: { readonly versions: readonly Version[] }): string {
  const ended = having.at(-1) !== versions.at(-1);
  return ended ? `${having.join(', ')} only` : (having[0] ?? '');
}

/** 'ref MSFT_SMJob', 'string[]'. */
export function typeOf({ type, of, array }: Typed): string {
  return `${of === null ? type : `${type} ${of}`}${array ? '[]' : ''}`;
}

/** 'in, optional' */
export function directionOf({ direction, optional }: ParameterModel): string {
  return `${direction === 'inout' ? 'in/out' : direction}${optional ? ', optional' : ''}`;
}

function wordsOf({ key, required, writable }: PropertyFacts): string {
  return [key ? 'key' : '', required && !key ? 'required' : '', writable ? 'writable' : ''].filter(Boolean).join(', ');
}

function valuesOf({ values }: PropertyFacts): string {
  const meanings = Object.entries(values ?? {}).map(([value, label]) =>
    value === label ? value : `${value} ${label}`,
  );
  return meanings.join(', ');
}
