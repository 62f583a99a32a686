import type { Picture, PicturedElement } from '../../../conformance/failures/picture.js';
import { stateText, toldSizeText } from '../../parts/words.js';

type Fields = PicturedElement['fields'];

/** An element before a step and after it, and as the model expected it then. */
export interface Comparison {
  readonly kind: PicturedElement['kind'];
  readonly id: string;
  readonly before: Fields | undefined;
  readonly after: Fields | undefined;
  /** What the model was sure of; undefined where it does not follow, or expected no such element. */
  readonly model: Fields | undefined;
  readonly isChanged: boolean;
  /** Whether the model expected something else. */
  readonly isWrong: boolean;
  /** Of the whole element: that it is new, is gone, or should not be there. */
  readonly note: string;
}

/** @param model undefined where it does not follow */
export function comparisons(before: Picture, after: Picture, model: Picture | undefined): Comparison[] {
  const ids = new Map<string, Pick<PicturedElement, 'kind' | 'id'>>();
  for (const { elements } of [before, after, ...(model ? [model] : [])])
    for (const { kind, id } of elements) ids.set(`${kind} ${id}`, { kind, id });
  const found = (picture: Picture | undefined, { kind, id }: Pick<PicturedElement, 'kind' | 'id'>) =>
    picture?.elements.find((one) => one.kind === kind && one.id === id)?.fields;
  return [...ids.values()].map((one) => {
    const [was, is, expected] = [found(before, one), found(after, one), found(model, one)];
    const isThere = is !== undefined;
    const isUnexpected = model !== undefined && (expected !== undefined) !== isThere;
    const isOther =
      isThere && expected !== undefined && Object.keys(expected).some((name) => differs(is, expected, name));
    return {
      ...one,
      before: was,
      after: is,
      model: expected,
      isChanged: JSON.stringify(was) !== JSON.stringify(is),
      isWrong: isUnexpected || isOther,
      note: noteOf(was !== undefined, isThere, isUnexpected),
    };
  });
}

/** Fields that only one of both tells are not held against each other. */
function differs(after: Fields, expected: Fields, name: string): boolean {
  return after[name] !== undefined && after[name] !== expected[name];
}

function noteOf(was: boolean, is: boolean, isUnexpected: boolean): string {
  if (isUnexpected) return is ? '≠ the model expected none' : '≠ the model expected it';
  if (was === is) return '';
  return is ? 'new' : 'gone';
}

const columns: Readonly<Record<PicturedElement['kind'], readonly string[]>> = {
  pool: ['state', 'free', 'used', 'reserved', 'stolen', 'total'],
  volume: ['name', 'pool', 'size', 'allocated', 'charge', 'state', 'usable', 'source', 'isSnapshot', 'isReadOnly'],
  job: ['state', 'percent', 'target', 'errorCode'],
};

/** What columns are called, where their fields say it in other words. */
export const heads: Readonly<Record<string, string>> = {
  charge: 'takes',
  isSnapshot: 'snapshot',
  isReadOnly: 'read-only',
  errorCode: 'error',
};

/** What is as good as not said when it is 0. */
const nothingAtZero = new Set(['reserved', 'stolen', 'errorCode']);

/** Those of which anything is to be said. */
export function columnsOf(kind: PicturedElement['kind'], elements: readonly Comparison[]): string[] {
  const isSaid = (fields: Fields | undefined, name: string) =>
    fields?.[name] != null && fields[name] !== false && !(fields[name] === 0 && nothingAtZero.has(name));
  return columns[kind].filter((name) =>
    elements.some(({ before, after, model }) => [before, after, model].some((fields) => isSaid(fields, name))),
  );
}

export function cellsOf({ before, after, model }: Comparison, names: readonly string[]) {
  return names.map((name) => {
    const isOther = after !== undefined && model?.[name] !== undefined && differs(after, model, name);
    const texts = textsOf(name, [before?.[name], after?.[name], isOther ? model?.[name] : undefined]);
    const [was = '', is = '', expected = ''] = texts;
    return { name, before: before === undefined ? '' : was, after: is, expected: isOther ? expected : null };
  });
}

const sizes = new Set(['free', 'used', 'reserved', 'stolen', 'total', 'size', 'allocated', 'charge']);

/** Sizes are rounded, unless two that differ would look alike. */
function textsOf(name: string, values: readonly (Fields[string] | undefined)[]): string[] {
  const rounded = values.map((value) => textOf(name, value));
  const looksAlike = values.some((value, at) =>
    values.some(
      (other, place) => value !== undefined && other !== undefined && value !== other && rounded[at] === rounded[place],
    ),
  );
  return looksAlike
    ? values.map((value) => (typeof value === 'number' ? `${value.toLocaleString('en')} B` : ''))
    : rounded;
}

function textOf(name: string, value: Fields[string] | undefined): string {
  if (value == null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return sizes.has(name) ? toldSizeText(value) : `${value}${name === 'percent' ? ' %' : ''}`;
  return name === 'state' ? stateText(value) : value;
}
