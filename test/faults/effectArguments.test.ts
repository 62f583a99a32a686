import { expect, test } from 'vitest';
import type { z } from 'zod';
import { argumentOf, argumentsOf, effectArguments, memberOfValue } from '../../src/faults/effectArguments.js';
import { namedKinds } from '../../src/faults/effectKinds.js';
import { bare, effectSchemas } from '../../src/faults/planSchema.js';

/** The members of the object that a schema reads, or one of its alternatives; a question mark behind those that may be left out. */
function membersOf(schema: z.ZodType): string[] {
  const { def } = schema as unknown as { readonly def: SchemaDef }; // as zod builds it
  if (def.type === 'union') {
    const options = (def.options ?? []).map(membersOf).filter((members) => members.length > 0);
    // Of several forms with members each may be left out for another.
    return options.length < 2 ? options.flat() : options.flat().map((member) => `${member}?`);
  }
  const isOptional = (member: z.ZodType) => (member as unknown as { readonly def: SchemaDef }).def.type === 'optional';
  return Object.entries(def.shape ?? {}).map(([name, member]) => (isOptional(member) ? `${name}?` : name));
}

/** What zod keeps of an object and of a union. */
interface SchemaDef {
  readonly type: string;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

test.each(namedKinds)(
  'the members of %s are those that can be read, and those that may be left out say what they then are',
  (kind) => {
    const told = argumentsOf(kind).filter(({ name }) => name !== '');
    const written = told.map(({ name, leftOut }) => `${name}${leftOut === undefined ? '' : '?'}`);
    expect(written.toSorted()).toEqual(membersOf(effectSchemas[kind]).toSorted());
  },
);

test.each(namedKinds)('%s may stand alone when all of its arguments may be left out', (kind) => {
  const mayStandAlone = argumentsOf(kind).every(({ leftOut }) => leftOut !== undefined);
  expect(bare.some((one) => one === kind)).toBe(mayStandAlone);
});

test('a mere value is one of the members, or an argument of its own', () => {
  expect(memberOfValue('stallJob')).toBe('for');
  expect(argumentOf('stallJob', '')).toBe(effectArguments.stallJob.members.for);
  expect(memberOfValue('delay')).toBeUndefined();
  expect(argumentOf('delay', '')?.type).toBe('time');
  expect(argumentOf('deny', '')).toBeUndefined();
  expect(argumentOf('stallJob', 'atPercent')?.leftOut).toBe('where it is');
});
