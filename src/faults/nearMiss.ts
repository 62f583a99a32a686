import { effectText } from './effectText.js';
import type { FaultContext } from './faultContext.js';
import { compileMatch, passes } from './matching.js';
import type { Fault, Match, Test } from './plan.js';

/** How near a moment came to a match that it failed. */
export interface NearMiss {
  /** Conditions that held before the first that did not. */
  readonly held: number;
  /** The first that did not: "element.name is 'web', expected 'db'". */
  readonly why: string;
}

/** Why a moment is not one for a fault; undefined when it is. */
export function whyNotFault({ when, effects }: Fault, context: FaultContext): NearMiss | undefined {
  const miss = when === null ? undefined : whyNot(when, context);
  const foreign = effects.find((effect) => !context.admits(effect));
  if (miss !== undefined || foreign === undefined) return miss;
  const { method, point } = context;
  // All that the match asks for holds: nothing can be nearer.
  const why = `${method ?? 'what comes by'} has no answer for '${effectText(foreign)}' at ${point}`;
  return { held: Number.MAX_SAFE_INTEGER, why };
}

/** Why a moment does not match; undefined when it does. */
function whyNot(match: Match, context: FaultContext): NearMiss | undefined {
  if (match.kind === 'all') {
    for (const [held, part] of match.of.entries()) {
      const miss = whyNot(part, context);
      if (miss !== undefined) return { held: held + miss.held, why: miss.why };
    }
    return undefined;
  }
  if (compileMatch(match)(context)) return undefined;
  return { held: 0, why: reason(match, context) };
}

function reason(match: Match, context: FaultContext): string {
  switch (match.kind) {
    case 'method':
      return `method is ${shown(context.method)}, expected ${listed(match.names)}`;
    case 'caller':
      return `caller is ${shown(context.caller)}, expected ${listed(match.names)}`;
    case 'element': {
      const { name, id, where } = match;
      const ofClass = context.elements().filter((element) => match.class === null || element.class === match.class);
      const what = match.class ?? 'element';
      if (ofClass.length === 0) return `no ${what} is concerned`;
      if (name !== null && !ofClass.some((element) => element.name === name)) {
        return `${what}.name is ${listed(ofClass.map((element) => element.name))}, expected ${shown(name)}`;
      }
      if (id !== null && !ofClass.some((element) => element.id === id)) {
        return `${what}.id is ${listed(ofClass.map((element) => element.id))}, expected ${shown(id)}`;
      }
      const meant = ofClass.find((element) => name === null || element.name === name);
      const failed = where.find(({ property, test }) => !passes(test, meant?.property(property)));
      return failed === undefined
        ? `no ${what} is all that is asked for`
        : `${what}.${failed.property} is ${shown(meant?.property(failed.property))}, expected ${testText(failed.test)}`;
    }
    case 'argument':
      return `argument ${match.name} is ${shown(context.argument(match.name))}, expected ${testText(match.test)}`;
    case 'time':
      return `the time is ${context.atMs} ms, expected ${match.fromMs} to ${match.toMs} ms`;
    case 'world': {
      const { quantity, test } = match;
      const of = quantity.of === 'pool' ? `pool '${quantity.pool}'` : quantity.of;
      const what = 'what' in quantity ? `${of}.${quantity.what}` : of;
      return `${what} is ${shown(context.measure(quantity))}, expected ${testText(test)}`;
    }
    case 'jobPercent':
      return `the job is at ${context.jobPercent ?? 'no'} %, expected ${match.from} to ${match.to} %`;
    case 'decides':
      return `return code ${match.code} does not decide at ${context.point}: an earlier row of the step does`;
    default:
      return "a combined condition ('any', 'not') does not hold";
  }
}

/** What a value has to be, in words.
 * @param sized how a number is written
 */
export function testText(test: Test, sized: (value: number) => string = String): string {
  if (test.kind === 'is') return typeof test.value === 'number' ? sized(test.value) : shown(test.value);
  if (test.kind === 'matches') return `what matches /${test.pattern.pattern()}/`;
  const words = { atLeast: 'at least', atMost: 'at most', above: 'more than', below: 'less than' } as const;
  return `${words[test.kind]} ${sized(test.value)}`;
}

function listed(values: readonly string[]): string {
  return values.map(shown).join(' or ');
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? `'${value}'` : String(value);
}
