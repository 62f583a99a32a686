import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { argumentOf, argumentsOf, effectArguments, memberOfValue } from '../../src/faults/effectArguments.js';
import type { EffectForms } from '../../src/faults/effectForms.js';
import { effectKinds, namedKinds } from '../../src/faults/effectKinds.js';
import { bare, type PlanSchemas, planSchemas } from '../../src/faults/planSchema.js';

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
    expect(written.toSorted()).toEqual(membersOf(planSchemas().effectSchemas[kind]).toSorted());
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

describe('what an editor shows of effects', () => {
  const source = readFileSync(new URL('../../src/faults/effectForms.ts', import.meta.url), 'utf8').replace(
    /\n +\* ?/g,
    ' ',
  );

  test.each(namedKinds)('of %s it is what the program says', (kind) => {
    const [, shown = '', form = ''] =
      new RegExp(`\n  /\\*\\* ([^*]*) \\*/\n  readonly ${kind}:([\\s\\S]*?);\n(?=  /\\*\\*|\\})`).exec(source) ?? [];
    expect(shown).toBe(effectKinds[kind].does);
    const members = [...form.matchAll(/\/\*\* ([^*]*) \*\/\s+readonly (\w+)/g)].map(([, words, name]) => [name, words]);
    const told = argumentsOf(kind).filter(({ name }) => name !== '');
    expect(members).toEqual(
      told.map(({ name, means, leftOut }) => [
        name,
        leftOut === undefined ? means : `${means}; when left out: ${leftOut}`,
      ]),
    );
  });

  test('its types are those that are read', () => {
    type Schemas = PlanSchemas['effectSchemas'];
    type Read = { readonly [Kind in keyof Schemas]: z.input<Schemas[Kind]> };
    // Each is assigned to the other: this does not compile otherwise.
    const read = (forms: EffectForms): Read => forms;
    const written = (forms: Read): EffectForms => forms;
    expect([read, written]).toHaveLength(2);
  });
});
