import { z } from 'zod';
import { changeSchemas, outOfBandSchemas } from '../../engine/controls/changeSchemas.js';
import { jsonSchemaOf, writtenPlan } from '../../faults/planJsonSchema.js';
import { profiles } from '../../vocabulary/profile/choice.js';
import { profileSchema } from '../../vocabulary/profile/profile.js';
import { versions } from '../../vocabulary/versions.js';
import { answerSchema, lookSchemas, scenarioSchema, stepSchemas, versionSchema } from './schema.js';

/** The written form of a scenario as a JSON Schema, for editors: what it can say of what the program refuses. It can't say which
 * labels and volumes there are, or which codes and causes a method has in a release.
 */
export function scenarioJsonSchema(): object {
  const plan = writtenPlan();
  const eitherForm = (long: z.ZodType) => z.union([z.string().describe('The short form.'), long]);
  const { call, begin, finish, write, set, outOfBand, faults, addFault, expect, ...others } = stepSchemas;
  const forms = {
    ...others,
    begin,
    call: call.extend({ expect: byVersion(answerSchema).optional() }),
    finish: finish.extend({ expect: byVersion(answerSchema).optional() }),
    write: write.extend({ expect: byVersion(write.shape.expect.unwrap()).optional() }),
    set: withMember(set, 'set', z.union(Object.values(changeSchemas))),
    outOfBand: withMember(outOfBand, 'outOfBand', z.union(Object.values(outOfBandSchemas))).extend({
      expect: byVersion(outOfBand.shape.expect.unwrap()).optional(),
    }),
    faults: withMember(faults, 'faults', eitherForm(plan)),
    addFault: withMember(addFault, 'addFault', eitherForm(plan.shape.faults.element)),
    expect: withMember(expect, 'expect', z.union(Object.values(lookSchemas).map(byVersion))),
  };
  const { array, steps } = scenarioSchema.shape;
  const profile = deepPartial(profileSchema).extend({ base: z.enum(names).optional() });
  const made = array.extend({
    profile: z.union([z.enum(names), profile]).optional(),
    faults: eitherForm(plan).optional(),
  });
  const scenario = scenarioSchema.extend({
    array: like(array, made),
    steps: like(steps, z.array(z.union(Object.values(forms))).min(1)),
  });
  // YAML reads 2012 and 2016 as numbers, unless they are quoted.
  const written = { enum: [...versions, ...versions.map(Number).filter((version) => !Number.isNaN(version))] };
  return jsonSchemaOf('A scenario of arraysim', scenario, { own: new Map([[versionSchema, written]]), once: true });
}

const names = Object.keys(profiles);

/** A member that `schema` reads by a form of its own, with the words that describe it. */
function withMember<Schema extends z.ZodObject>(schema: Schema, key: string, member: z.ZodType): z.ZodObject {
  return schema.extend({ [key]: like(schema.shape[key] as z.ZodType, member) });
}

/** The same, described as another is. */
function like(other: z.ZodType, schema: z.ZodType): z.ZodType {
  return other.description === undefined ? schema : schema.describe(other.description);
}

/** What is expected, of which any value, and all of it, may be a map by release. */
function byVersion(schema: z.ZodObject): z.ZodType {
  const either = (one: z.ZodType): z.ZodType =>
    z.union([one, z.partialRecord(z.enum(versions), one).meta({ minProperties: 1 })]);
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const members = Object.entries(shape).map(([key, member]) => [key, eitherOptional(member, either)]);
  return either(z.strictObject(Object.fromEntries(members)));
}

function eitherOptional(member: z.ZodType, either: (one: z.ZodType) => z.ZodType): z.ZodType {
  return like(
    member,
    member instanceof z.ZodOptional ? either(member.unwrap() as z.ZodType).optional() : either(member),
  );
}

/** An object of which anything may be left out, down to its members' members. */
function deepPartial(schema: z.ZodObject): z.ZodObject {
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const members = Object.entries(shape).map(([key, member]) => [
    key,
    member instanceof z.ZodObject ? deepPartial(member) : member,
  ]);
  return z.strictObject(Object.fromEntries(members)).partial();
}
