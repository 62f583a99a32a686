import { formatDuration, milliseconds } from '../vocabulary/units/durations.js';
import { blocks, formatSize } from '../vocabulary/units/sizes.js';
import { testText } from './nearMiss.js';
import type { Fault, Firing, Lasting, Match, Plan } from './plan.js';

/** When a fault fires and how long it lasts, in words: all that its plan says of that. */
export function firingText({ when, armP, fire, lasts, in: state, to, mode, expect }: Fault): string {
  const parts = [
    when === null ? null : matchText(when),
    ...turns(fire),
    ...(lasts === null ? [] : spans(lasts)),
    armP === 1 ? null : `in ${percent(armP)} of all runs`,
    state === null ? null : `only in state '${state}'`,
    to === null ? null : `leads to state '${to}'`,
    mode === 'first' ? null : 'lets later faults fire at the same moment',
    expect === 'must' ? 'has to fire' : null,
  ];
  return parts.filter((part) => part !== null).join(', ') || 'at every visit';
}

/** What holds for all faults of a plan, a line each. */
export function planTexts({ seed, budget, healAtMs }: Pick<Plan, 'seed' | 'budget' | 'healAtMs'>): string[] {
  return [
    ...(seed === null ? [] : [`Its chances are drawn from seed ${seed}.`]),
    ...(budget === null ? [] : [`All faults together fire ${times(budget)} at most.`]),
    ...(healAtMs === null ? [] : [`All faults end at ${span(healAtMs)}.`]),
  ];
}

function turns({ after, nth, every, p, max, per }: Firing): string[] {
  return [
    after === 0 ? '' : `after ${after === 1 ? 'the first match' : `${after} matches`}`,
    nth === null ? '' : `at match ${after + nth} only`,
    every === null ? '' : `at every ${every}. match`,
    p === 1 ? '' : `with a chance of ${percent(p)}`,
    max === null ? '' : `${times(max)} at most`,
    per === 'fault' ? '' : `counted for each ${per}`,
  ].filter((text) => text !== '');
}

function spans({ ms, calls, until }: Lasting): string[] {
  return [
    ms === null ? '' : `for ${span(ms)}`,
    calls === null ? '' : `for ${calls} ${calls === 1 ? 'call' : 'calls'}`,
    until === null ? '' : `until ${matchText(until)}`,
  ].filter((text) => text !== '');
}

function matchText(match: Match): string {
  switch (match.kind) {
    case 'all':
      return match.of.map(within).join(' and ');
    case 'any':
      return match.of.map(within).join(' or ');
    case 'not':
      return `not ${within(match.of)}`;
    case 'method':
      return match.names.join(' or ');
    case 'caller':
      return `caller ${named(match.names)}`;
    case 'element': {
      const { class: of, name, id, where } = match;
      const tests = where.map(({ property, test }) => `${property} ${testText(test)}`);
      return [
        of ?? 'element',
        name === null ? '' : `'${name}'`,
        id === null ? '' : `with id '${id}'`,
        tests.length === 0 ? '' : `with ${tests.join(' and ')}`,
      ]
        .filter((word) => word !== '')
        .join(' ');
    }
    case 'argument':
      return `${match.name} ${testText(match.test)}`;
    case 'time':
      return match.fromMs === match.toMs
        ? `at ${span(match.fromMs)}`
        : `from ${span(match.fromMs)} to ${span(match.toMs)}`;
    case 'jobPercent':
      return match.from === match.to ? `at ${match.from} %` : `from ${match.from} to ${match.to} %`;
    case 'world': {
      const { quantity, test } = match;
      if (quantity.of !== 'pool')
        return `${'what' in quantity ? `${quantity.what} ` : ''}${quantity.of} ${testText(test)}`;
      const size = testText(test, (value) => formatSize(blocks(value)));
      return `pool '${quantity.pool}' ${quantity.what} ${size}`;
    }
    case 'decides':
      return `where ${match.code} decides`;
  }
}

function within(match: Match): string {
  const combined = (match.kind === 'all' || match.kind === 'any') && match.of.length > 1;
  return combined ? `(${matchText(match)})` : matchText(match);
}

function named(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' or ');
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(6))} %`;
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}

function span(ms: number): string {
  return formatDuration(milliseconds(ms));
}
