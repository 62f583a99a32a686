import type { EffectKind } from './effect.js';
import type { ElementFact, FaultContext } from './faultContext.js';
import type { Fault, Match, Test } from './plan.js';

/** A match made ready to be asked often. */
export type Matcher = (context: FaultContext) => boolean;

/** Compiles what a fault asks of a moment: its match, and that there is an answer for each effect that answers. */
export function compileFault({ when, effects }: Pick<Fault, 'when' | 'effects'>): Matcher {
  const matches = when === null ? null : compileMatch(when);
  const answers = effects.filter(({ kind }) => answering.has(kind));
  if (answers.length === 0) return matches ?? always;
  return (context) => matches?.(context) !== false && answers.every((effect) => context.admits(effect));
}

/** Effects that not every moment has a place for: answers of a row, which not every method has; lies about a kind of element. */
const answering: ReadonlySet<string> = new Set([
  'return',
  'partial',
  'deny',
  'badCredential',
  'wrongProgress',
  'reportCompletedEarly',
  'wrongSize',
  'wrongState',
  'wrongContents',
] satisfies EffectKind[]);

function always(): boolean {
  return true;
}

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

/** Whether an element is one that a match means. */
function isMeant(match: Extract<Match, { kind: 'element' }>, element: ElementFact): boolean {
  if (match.class !== null && element.class !== match.class) return false;
  if (match.id !== null && element.id !== match.id) return false;
  if (match.name !== null && element.name !== match.name) return false;
  return match.where.every(({ property, test }) => passes(test, element.property(property)));
}

/** Whether a value is what a test asks for; a comparison with what is no number fails. */
export function passes(test: Test, value: unknown): boolean {
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

/** Where the time begins that a match asks for. */
export function beginning(match: Match | null): number | undefined {
  if (match?.kind === 'time') return match.fromMs;
  if (match?.kind !== 'all') return undefined;
  return match.of.map(beginning).find((ms) => ms !== undefined);
}
