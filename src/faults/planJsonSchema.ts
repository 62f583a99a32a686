import { z } from 'zod';
import { allCodes, outcomeNames } from '../vocabulary/methods/codes.js';
import { durationSchema, sizeSchema } from '../vocabulary/profile/profile.js';
import { argumentOf, argumentTypes } from './effectArguments.js';
import { effectKinds, namedKinds } from './effectKinds.js';
import { bare, planSchemas } from './planSchema.js';

const { codeSchema, effectSchemas, faultSchema, matchSchemas, planSchema, skewSchema, testSchema } = planSchemas();

/** The written form of a plan as a JSON Schema, for editors: what it can say of what the program refuses. It can't say which
 * effects can fire where, or that an id is there once.
 */
export function planJsonSchema(): object {
  return jsonSchemaOf('A fault plan of arraysim', writtenPlan());
}

/** A schema as a JSON Schema of what is written.
 * @param own in the words of JSON Schema, what else only readers of its own judge
 * @param once whether what stands in several places is written once, and referred to
 */
export function jsonSchemaOf(
  title: string,
  schema: z.ZodType,
  { own = new Map(), once = false }: { readonly own?: ReadonlyMap<unknown, object>; readonly once?: boolean } = {},
): object {
  return {
    title,
    ...z.toJSONSchema(schema, {
      unrepresentable: 'any',
      reused: once ? 'ref' : 'inline',
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        // A schema that has been described is a copy, and its parent what was copied.
        const { parent } = zodSchema._zod;
        const inWords = own.get(zodSchema) ?? words.get(zodSchema) ?? own.get(parent) ?? words.get(parent);
        if (inWords === undefined) return;
        const { description } = jsonSchema;
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
        Object.assign(jsonSchema, inWords, description === undefined ? {} : { description });
      },
    }),
  };
}

/** A plan in its long form, with all that is in it. */
export function writtenPlan() {
  const effect = z.union([
    z.enum(bare),
    ...namedKinds.map((kind) => z.strictObject({ [kind]: described(kind, effectSchemas[kind]) })),
  ]);
  const match: z.ZodType = z
    .lazy(() =>
      z.strictObject({ ...matchSchemas, all: z.array(match), any: z.array(match).min(1), not: match }).partial(),
    )
    .meta({ id: 'match', minProperties: 1 });
  const lasts = z.union([
    z.strictObject({ ms: durationSchema }),
    z.strictObject({ calls: z.number().int().min(1) }),
    z.strictObject({ until: match }),
  ]);
  const fault = faultSchema.extend({
    when: match.optional(),
    do: z.union([effect, z.array(effect).min(1)]),
    lasts: lasts.optional(),
  });
  return planSchema.extend({ faults: z.array(fault) });
}

/** An effect's schema with what it does and what its arguments mean, where an editor shows it. */
function described(kind: (typeof namedKinds)[number], schema: z.ZodType): z.ZodType {
  const value = argumentOf(kind, '');
  const does = value === undefined ? effectKinds[kind].does : `${effectKinds[kind].does} ${textOf(value)}`;
  const withMembers = (form: z.ZodType): z.ZodType => {
    if (!(form instanceof z.ZodObject)) return form;
    const members = Object.entries<z.ZodType>(form.shape).map(([name, member]) => {
      const argument = argumentOf(kind, name);
      return [name, argument === undefined ? member : member.describe(textOf(argument))];
    });
    return z.strictObject(Object.fromEntries(members));
  };
  // One without members of its own stays what it is: it may have words of its own.
  const forms: readonly z.ZodType[] = schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]) : [];
  const hasMembers = forms.some((form) => form instanceof z.ZodObject);
  return (hasMembers ? z.union(forms.map(withMembers)) : withMembers(schema)).describe(does);
}

function textOf({ type, leftOut, means }: NonNullable<ReturnType<typeof argumentOf>>): string {
  const otherwise = leftOut === undefined ? '' : `; when left out: ${leftOut}`;
  return `${means}: ${argumentTypes[type]}${otherwise}`.replaceAll('`', "'");
}

const amount = '\\d{1,20}(\\.\\d{1,20})?\\s*';
/** Each unit at most once, the largest first; a mere number is of milliseconds. */
const span = `((?=\\d)${['d', 'h', 'min', 's', 'ms'].map((unit) => `(${amount}${unit}\\s*)?`).join('')}|\\d+\\s*)$`;
const milliseconds = { type: 'integer', maximum: Number.MAX_SAFE_INTEGER };
const size = '\\s*\\d{1,30}(\\.\\d{1,30})?\\s*(B|KiB|MiB|GiB|TiB|PiB|EiB|ZiB)?\\s*';

/** What only the program's own readers judge, in the words of JSON Schema. */
const words: ReadonlyMap<unknown, object> = new Map<unknown, object>([
  [
    durationSchema,
    {
      anyOf: [
        { type: 'string', pattern: `^\\s*${span}` },
        { ...milliseconds, minimum: 0 },
      ],
    },
  ],
  [skewSchema, { anyOf: [{ type: 'string', pattern: `^\\s*(-\\s*)?${span}` }, milliseconds] }],
  [
    sizeSchema,
    {
      anyOf: [
        { type: 'string', pattern: `^(all|${size})$` },
        { type: 'integer', minimum: 0, multipleOf: 512 },
      ],
    },
  ],
  [codeSchema, { enum: [...allCodes, ...outcomeNames] }],
  [testSchema, oneComparison()],
]);

function oneComparison(): object {
  // Its own meaning holds; that there is one comparison, and no more, is added.
  const { $schema: _, anyOf = [] } = z.toJSONSchema(testSchema);
  return { anyOf: anyOf.map((one) => (one.type === 'object' ? { ...one, minProperties: 1, maxProperties: 1 } : one)) };
}
