import type { z } from 'zod';
import { type Change, type OutOfBandChange, readOutOfBand, readSet } from '../../engine/controls/changeSchemas.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { Mistakes } from './mistakes.js';
import { type Expectation, lookSchemas, type ScenarioStep, stepSchemas } from './schema.js';

/** Reads one step by the schema of its kind, so that a slip is told about that step alone.
 * @param field the step's place: `steps[2]`
 * @returns undefined for one that can't be read
 */
export function readStep(input: unknown, field: string, mistakes: Mistakes): ScenarioStep | undefined {
  const kind = mistakes.attempt(() => kindOf(input, field));
  const step = kind && mistakes.read<z.ZodType>(stepSchemas[kind], input, field);
  if (step === undefined) return undefined;
  // What a schema of `stepSchemas` put out, and the three that hold forms of their own are read on below.
  const read = { kind, ...(step as object) } as ScenarioStep;
  switch (read.kind) {
    case 'set':
      // The engine reads it; it takes the form that was written, and so does the trace.
      return mistakes.attempt(() => {
        readSet(read.set, `${field}.set`);
        return { kind: 'set', set: read.set as Change };
      });
    case 'outOfBand':
      return mistakes.attempt(() => {
        readOutOfBand(read.outOfBand, `${field}.outOfBand`);
        return { ...read, outOfBand: read.outOfBand as OutOfBandChange };
      });
    case 'expect': {
      const expect = readExpectation(read.expect, `${field}.expect`, mistakes);
      return expect && { kind: 'expect', expect };
    }
    default:
      return read;
  }
}

type Kind = keyof typeof stepSchemas;

// The keys of an object literal are its names: `Object.keys` only forgets the type.
const kinds = Object.keys(stepSchemas) as Kind[];
const lookKinds = Object.keys(lookSchemas) as (keyof typeof lookSchemas)[];

/** Keys that say more about a step, and never what kind it is. */
const beside = ['on', 'with', 'as', 'caller', 'expect'];

function kindOf(input: unknown, field: string): Kind {
  const keys = keysOf(input);
  // `expect` names a step only where nothing else does: calls have one, too.
  const named = kinds.find((kind) => kind !== 'expect' && keys.includes(kind));
  if (named !== undefined) return named;
  const strange = keys.find((key) => !beside.includes(key));
  if (strange === undefined && keys.includes('expect')) return 'expect';
  const expected = `a step that is named by one of ${kinds.join(', ')}`;
  return badInput({ field, value: strange ?? input, expected, among: kinds });
}

/** Reads what is expected of an element; undefined for what can't be read. */
export function readExpectation(input: unknown, field: string, mistakes: Mistakes): Expectation | undefined {
  const kind = mistakes.attempt(() => lookKindOf(input, field));
  const look = kind && mistakes.read<z.ZodType>(lookSchemas[kind], input, field);
  // What a schema of `lookSchemas` put out, with its key.
  return look === undefined ? undefined : ({ kind, ...(look as object) } as Expectation);
}

function lookKindOf(input: unknown, field: string): keyof typeof lookSchemas {
  const keys = keysOf(input);
  const kind = lookKinds.find((one) => keys.includes(one));
  const expected = `an expectation that names one of ${lookKinds.join(', ')}; what a call answers is expected in its own step`;
  return kind ?? badInput({ field, value: keys[0] ?? input, expected, among: lookKinds });
}

function keysOf(input: unknown): string[] {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.keys(input) : [];
}
