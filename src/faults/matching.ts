import type { ElementFact, FaultContext } from './faultContext.js';
import type { Match, Test } from './plan.js';

/** A match made ready to be asked often. */
export type Matcher = (context: FaultContext) => boolean;

/** Compiles a match: to a function that makes nothing while it looks. */
export function compileMatch(match: Match): Matcher {
  switch (match.kind) {
    case 'all': {
      const parts = match.of.map(compileMatch);
      return (context) => {
        for (const part of parts) if (!part(context)) return false;
        return true;
      };
    }
    case 'any': {
      const parts = match.of.map(compileMatch);
      return (context) => parts.some((part) => part(context));
    }
    case 'not': {
      const part = compileMatch(match.of);
      return (context) => !part(context);
    }
    case 'method': {
      const { names } = match;
      return ({ method }) => method !== null && names.includes(method);
    }
    case 'caller': {
      const { names } = match;
      return ({ caller }) => caller !== null && names.includes(caller);
    }
    case 'element':
      return (context) => context.elements().some((element) => isMeant(match, element));
    case 'argument': {
      const { name, test } = match;
      return (context) => passes(test, context.argument(name));
    }
    case 'time': {
      const { fromMs, toMs } = match;
      return ({ atMs }) => atMs >= fromMs && atMs <= toMs;
    }
    case 'world': {
      const { quantity, test } = match;
      return (context) => passes(test, context.measure(quantity));
    }
    case 'jobPercent': {
      const { from, to } = match;
      return ({ jobPercent }) => jobPercent !== null && jobPercent >= from && jobPercent <= to;
    }
    case 'decides': {
      return (context) => context.decides(match);
    }
  }
}

/** How near a moment came to a match that it failed. */
export interface NearMiss {
  /** Conditions that held before the first that did not. */
  readonly held: number;
  /** The first that did not: "element.name is 'web', expected 'db'". */
  readonly why: string;
}

/** Why a moment does not match; undefined when it does. */
export function whyNot(match: Match, context: FaultContext): NearMiss | undefined {
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

function isMeant(match: Extract<Match, { kind: 'element' }>, element: ElementFact): boolean {
  if (match.class !== null && element.class !== match.class) return false;
  if (match.id !== null && element.id !== match.id) return false;
  if (match.name !== null && element.name !== match.name) return false;
  return match.where.every(({ property, test }) => passes(test, element.property(property)));
}

/** Whether a value is what a test asks for; a comparison with what is no number fails. */
function passes(test: Test, value: unknown): boolean {
  switch (test.kind) {
    case 'is':
      return (value ?? null) === test.value;
    case 'matches':
      return typeof value === 'string' && test.pattern.test(value);
    case 'atLeast':
      return typeof value === 'number' && value >= test.value;
    case 'atMost':
      return typeof value === 'number' && value <= test.value;
    case 'above':
      return typeof value === 'number' && value > test.value;
    case 'below':
      return typeof value === 'number' && value < test.value;
  }
}

/** What a value has to be, in words.
 * @param sized how a number is written
 */
export function testText(test: Test, sized: (value: number) => string = String): string {
  if (test.kind === 'is') return typeof test.value === 'number' ? sized(test.value) : shown(test.value);
  if (test.kind === 'matches') return `what matches ${test.pattern}`;
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

/** Where the time begins that a match asks for. */
export function beginning(match: Match | null): number | undefined {
  if (match?.kind === 'time') return match.fromMs;
  if (match?.kind !== 'all') return undefined;
  return match.of.map(beginning).find((ms) => ms !== undefined);
}
