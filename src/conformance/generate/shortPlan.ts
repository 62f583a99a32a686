import type { FaultInput, MatchInput } from '../../faults/planSchema.js';
import type { SuitePlan } from './suitePlan.js';

/** A plan in the short form, a line for each fault; undefined for one that needs the long form. */
export function shortPlan({ faults, ...more }: SuitePlan): string | undefined {
  if (more.seed !== undefined || more.heal !== undefined || more.budget !== undefined) return undefined;
  const lines = faults.map(lineOf);
  return lines.includes(undefined) ? undefined : lines.join('\n');
}

function lineOf(fault: FaultInput): string | undefined {
  const { id, at, do: effects, when, fire, lasts, expect, arm, state, mode = 'first' } = fault;
  const place = typeof at === 'string' ? placeOf(at, when) : undefined;
  const match = wordsOf(when);
  const done = [effects].flat().map(effectText);
  const isPlaced =
    (when?.time === undefined || at === 'time') && (when?.jobPercent === undefined || at === 'jobPercent');
  if (!isPlaced || place === undefined || match === undefined || done.includes(undefined)) return undefined;
  if (arm !== undefined || state !== undefined || mode !== 'first') return undefined;
  const { after, nth, every, p, max, per } = fire ?? {};
  const words = [
    ...match,
    p === undefined ? '' : `${100 * p}%`,
    max === undefined ? '' : `${max}*`,
    after === undefined ? '' : `after ${after}`,
    nth === undefined ? '' : `nth ${nth}`,
    every === undefined ? '' : `every ${every}`,
    per === undefined || per === 'fault' ? '' : `per ${per}`,
    expect === 'must' ? 'must' : '',
  ];
  if (lasts !== undefined) {
    if ('until' in lasts) return undefined;
    words.push('calls' in lasts ? `for ${lasts.calls} calls` : `for ${timeText(lasts.ms)}`);
  }
  return `${id} = ${[place, ...words].filter((word) => word !== '').join(' ')}: ${done.join('; ')}`;
}

function placeOf(at: string, when: MatchInput | undefined): string | undefined {
  if (at !== 'jobPercent' && at !== 'time') return at;
  const where = at === 'time' ? when?.time : when?.jobPercent;
  return typeof where === 'number' ? `${at}@${at === 'time' ? timeText(where) : where}` : undefined;
}

/** The words of a match; the place says the percent and the time. */
function wordsOf(when: MatchInput = {}): readonly string[] | undefined {
  const words: (string | undefined)[] = [];
  const { method, element, volume, pool, job, caller, argument, jobPercent: _, time: __, ...more } = when;
  if (Object.keys(more).length > 0) return undefined;
  if (method !== undefined) words.push(typeof method === 'string' ? method : undefined);
  if (typeof element === 'string') words.push(isPlain(element) && !/^[A-Z]/.test(element) ? element : undefined);
  else if (element !== undefined) words.push(undefined);
  for (const [key, one] of Object.entries({ volume, pool, job })) {
    if (one !== undefined) words.push(typeof one === 'string' ? keyed(key, one) : undefined);
  }
  if (caller !== undefined) words.push(typeof caller === 'string' ? keyed('caller', caller) : undefined);
  for (const [name, test] of Object.entries(argument ?? {}))
    words.push(typeof test === 'string' ? keyed(name, test) : undefined);
  return words.flatMap((word) => word ?? []).length === words.length ? words.flatMap((word) => word ?? []) : undefined;
}

/** A mere number is of milliseconds, and in the short form a time needs its unit. */
function timeText(time: string | number): string {
  return typeof time === 'number' ? `${time} ms` : time;
}

function keyed(key: string, value: string): string | undefined {
  return isPlain(value) ? `${key}=${value}` : undefined;
}

function isPlain(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}

/** An effect with its argument: one value, or members without a blank. */
function effectText(effect: unknown): string | undefined {
  if (typeof effect === 'string') return effect;
  if (typeof effect !== 'object' || effect === null) return undefined;
  const [[name, value] = ['', undefined]] = Object.entries(effect);
  if (typeof value === 'string' || typeof value === 'number') return `${name} ${value}`;
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value).map(([key, one]) => memberText(key, one));
  return members.includes(undefined) ? undefined : [name, ...members].join(' ');
}

function memberText(key: string, value: unknown): string | undefined {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar && isPlain(`${value}`) ? `${key}=${value}` : undefined;
}
