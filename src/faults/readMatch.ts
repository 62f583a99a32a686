import { RE2JS, RE2JSException } from 're2js';
import { atFirstUse } from '../vocabulary/input/atFirstUse.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { methodsCalled } from '../vocabulary/methods/names.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { parseBytes, parseSize } from '../vocabulary/units/sizes.js';
import type { Quantity } from './faultContext.js';
import type { Match, Test } from './plan.js';
import { type PlanSchemas, planSchemas } from './planSchema.js';
import { readCode } from './readCode.js';

type Key = keyof PlanSchemas['matchSchemas'];

const keys = atFirstUse(() => Object.keys(planSchemas().matchSchemas) as Key[]); // the keys of an object literal

/** Reads a match: an object, all of whose members have to hold.
 * @throws BadInputError with the path, the value, and what was expected
 */
export function readMatch(written: unknown, field: string): Match {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return badInput({ field, value: written, expected: `an object with some of: ${keys().join(', ')}` });
  }
  const parts = Object.entries(written).map(([key, value]) => readPart(key, value, `${field}.${key}`));
  if (parts.length === 0) badInput({ field, value: written, expected: `at least one of: ${keys().join(', ')}` });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', of: parts };
}

function readPart(key: string, value: unknown, field: string): Match {
  switch (key) {
    case 'all':
    case 'any': {
      const list = parseInput(planSchemas().matchSchemas[key], value, field);
      return { kind: key, of: list.map((one, index) => readMatch(one, `${field}[${index}]`)) };
    }
    case 'not':
      return { kind: 'not', of: readMatch(value, field) };
    case 'method':
      // A name that several classes have means each of them.
      return {
        kind: 'method',
        names: listOf(parseInput(planSchemas().matchSchemas.method, value, field)).flatMap(methodsCalled),
      };
    case 'caller':
      return { kind: 'caller', names: listOf(parseInput(planSchemas().matchSchemas.caller, value, field)) };
    case 'element':
    case 'volume':
    case 'pool':
    case 'job': {
      const form = parseInput(planSchemas().matchSchemas[key], value, field);
      const of = key === 'element' ? null : key;
      if (typeof form === 'string') return { kind: 'element', class: of, id: null, name: form, where: [] };
      const where = Object.entries(form.where ?? {}).map(([property, test]) => ({
        property,
        test: readTest(test, `${field}.where.${property}`, 'bytes'),
      }));
      return { kind: 'element', class: of, id: form.id ?? null, name: form.name ?? null, where };
    }
    case 'argument': {
      const form = parseInput(planSchemas().matchSchemas.argument, value, field);
      const tests = Object.entries(form).map(
        ([name, test]): Match => ({ kind: 'argument', name, test: readTest(test, `${field}.${name}`, 'plain') }),
      );
      return together(tests);
    }
    case 'time': {
      const form = parseInput(planSchemas().matchSchemas.time, value, field);
      const [from, to] = Array.isArray(form) ? form : [form, form];
      const fromMs = parseDuration(from, Array.isArray(form) ? `${field}[0]` : field);
      const toMs = parseDuration(to, Array.isArray(form) ? `${field}[1]` : field);
      if (toMs < fromMs) badInput({ field: `${field}[1]`, value: to, expected: `at least ${from}, where it begins` });
      return { kind: 'time', fromMs, toMs };
    }
    case 'world':
      return readWorld(value, field);
    case 'jobPercent': {
      const form = parseInput(planSchemas().matchSchemas.jobPercent, value, field);
      const [from, to] = Array.isArray(form) ? form : [form, form];
      if (to < from) badInput({ field: `${field}[1]`, value: to, expected: `at least ${from}, where it begins` });
      return { kind: 'jobPercent', from, to };
    }
    case 'decides':
      return { kind: 'decides', ...readCode(parseInput(planSchemas().matchSchemas.decides, value, field), field) };
    default:
      return badInput({ field, value: key, expected: `one of ${keys().join(', ')}`, among: keys() });
  }
}

function readWorld(value: unknown, field: string): Match {
  const form = parseInput(planSchemas().matchSchemas.world, value, field);
  const one = (quantity: Quantity, test: unknown, place: string, unit: Unit): Match => ({
    kind: 'world',
    quantity,
    test: readTest(test, `${field}.${place}`, unit),
  });
  if ('volumes' in form) return one({ of: 'volumes' }, form.volumes, 'volumes', 'plain');
  if ('calls' in form) return one({ of: 'calls' }, form.calls, 'calls', 'plain');
  if ('jobs' in form) return one({ of: 'jobs', what: form.jobs }, form.count, 'count', 'plain');
  const { pool, ...tests } = form;
  const parts = Object.entries(tests).map(([what, test]) =>
    // The schema's other members are these words.
    one({ of: 'pool', pool, what: what as Extract<Quantity, { of: 'pool' }>['what'] }, test, what, 'blocks'),
  );
  if (parts.length === 0) {
    badInput({ field, value: form, expected: 'what is asked of the pool: free, used, reserved, stolen, total' });
  }
  return together(parts);
}

/** What a number stands for where it may be written as a size. */
type Unit = 'plain' | 'bytes' | 'blocks';

function readTest(written: unknown, field: string, unit: Unit): Test {
  if (typeof written !== 'object' || written === null) {
    const isSize = unit === 'blocks' && (typeof written === 'string' || typeof written === 'number');
    // A scalar, as the schema says.
    return { kind: 'is', value: isSize ? amount(written, field, unit) : (written as string | number | boolean | null) };
  }
  const given = Object.entries(written);
  const [first] = given;
  if (first === undefined || given.length > 1) {
    return badInput({ field, value: written, expected: 'one of atLeast, atMost, above, below, matches' });
  }
  const [kind, value] = first as [string, string | number]; // as the schema says
  if (kind === 'matches') return { kind, pattern: pattern(String(value), `${field}.matches`) };
  // The schema's other members are comparisons.
  return { kind: kind as 'atLeast' | 'atMost' | 'above' | 'below', value: amount(value, `${field}.${kind}`, unit) };
}

function amount(value: string | number, field: string, unit: Unit): number {
  if (unit === 'blocks') return parseSize(value, field);
  if (typeof value === 'number') return value;
  return unit === 'bytes' ? Number(parseBytes(value, field)) : badInput({ field, value, expected: 'a number' });
}

/** Patterns are of those who write plans: RE2 answers in linear time whatever they are. It has neither look-around nor
 * references to groups.
 */
function pattern(text: string, field: string): RE2JS {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return badInput({ field, value: text, expected: `a regular expression of RE2 (${error.message})` });
  }
}

function together(parts: readonly Match[]): Match {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'all', of: parts };
}

function listOf<One>(written: One | readonly One[]): readonly One[] {
  return Array.isArray(written) ? written : [written as One]; // one that is no list is one of them
}

export function percentAsked(match: Match): boolean {
  return asks(match, 'jobPercent');
}

export function timeAsked(match: Match): boolean {
  return asks(match, 'time');
}

/** Whether nothing matches but what this kind of condition holds for. */
function asks(match: Match, kind: Match['kind']): boolean {
  return match.kind === kind || (match.kind === 'all' && match.of.some((part) => asks(part, kind)));
}
