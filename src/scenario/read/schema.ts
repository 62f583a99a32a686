import { z } from 'zod';
import { type JobControl, jobControls } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import { type ArrayOptions, optionsSchema } from '../../engine/options.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { writeRefusals } from '../../operations/hostWrite.js';
import { outcomeNames } from '../../vocabulary/methods/codes.js';
import { invocables } from '../../vocabulary/methods/names.js';
import { durationSchema, sizeSchema } from '../../vocabulary/profile/profile.js';
import { steps } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import type { Place } from './places.js';

/** A scenario as it runs in one version, judged as a whole: its array can be made, and its labels, sizes and spans can be read. */
export interface Scenario {
  readonly name: string;
  /** What happens and why it is worth a look; '' when the scenario does not say. */
  readonly about: string;
  /** As it was given to the reader; '' for a scenario that was written inline. */
  readonly file: string;
  readonly seed: number;
  readonly version: Version;
  /** The profile's name. */
  readonly profile: string;
  /** All that makes the array but its seed. */
  readonly array: Omit<ArrayOptions, 'seed'>;
  readonly steps: readonly ScenarioStep[];
  /** Where a field stands in the text that it was read from; null where there is none. */
  readonly placeOf: (field: string) => Place | null;
}

// YAML reads 2012 and 2016 as numbers, unless they are quoted.
const versionSchema = z.preprocess(
  (written) => (typeof written === 'number' ? `${written}` : written),
  z.enum(versions),
);

/** The scenario as a file writes it; each step is judged by itself, see readStep.ts. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  about: z.string().optional(),
  seed: z.number().int().optional(),
  /** Several: it runs once in each. */
  version: z.union([versionSchema, z.array(versionSchema).min(1)]).optional(),
  array: optionsSchema.omit({ trace: true, retain: true }),
  steps: z.array(z.unknown()).min(1),
  /** What editors know the form by; it says nothing of the scenario. */
  $schema: z.string().optional(),
});

const text = z.string().min(1);
const count = z.number().int().min(0);
// The keys of an object literal are its names: `Object.keys` only forgets the type.
const controls = Object.keys(jobControls) as JobControl[];

const codeSchema = z.union([z.number().int(), z.enum(outcomeNames)]);

/** What a call is expected to answer. */
export const answerSchema = z.strictObject({
  /** A number, an outcome's name, or 'noReply' for a reply that is lost. */
  code: z.union([z.number().int(), z.enum([...outcomeNames, 'noReply'])]).optional(),
  step: z.enum(steps).optional(),
  because: text.optional(),
  /** Out parameters beside these, by the documents' names: sizes as people write them, null for nothing. */
  out: z.record(text, z.unknown()).optional(),
  /** Part of SMMessage, and of SMDetails. */
  message: text.optional(),
  details: text.optional(),
});

// An argument may be of the wrong kind: that is for the storage service to refuse.
const single = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const argument = z.union([single, z.array(single)]);

const callSchema = z.strictObject({
  call: z.enum(invocables),
  on: text,
  /** Parameters of the method by the documents' names; checkStep.ts knows which it has. */
  with: z.record(text, argument).optional(),
  as: text.optional(),
  caller: text.optional(),
});

/** The expectations about elements, by the key that names what is looked at. */
export const lookSchemas = {
  volume: z.strictObject({
    volume: text,
    exists: z.boolean().optional(),
    name: text.optional(),
    pool: text.optional(),
    size: sizeSchema.optional(),
    state: z.enum(lifecycles.volume.states).optional(),
    usable: z.boolean().optional(),
    replicas: count.optional(),
    exposed: z.boolean().optional(),
    /** Bytes of its extents that are allocated, and those that it takes of its pool alone. */
    allocated: sizeSchema.optional(),
    charge: sizeSchema.optional(),
    /** Tags by the place that they are read from: `{ '0 B': monday, '10 GiB': '' }`; '' where nothing was written. */
    reads: z.record(text, z.string()).optional(),
    /** Another volume that holds the same now. */
    sameAs: text.optional(),
    /** The state of the relation to its source; 'none' when it has none, or no longer. */
    synchronization: z.enum([...lifecycles.synchronization.states, 'none']).optional(),
  }),
  job: z.strictObject({
    /** A label, or a job's id. */
    job: text,
    exists: z.boolean().optional(),
    state: z.enum(lifecycles.job.states).optional(),
    percent: count.max(100).optional(),
    /** ErrorCode; 0 while it has not failed. */
    error: codeSchema.optional(),
  }),
  pool: z.strictObject({
    pool: text,
    state: z.enum(lifecycles.pool.states).optional(),
    total: sizeSchema.optional(),
    free: sizeSchema.optional(),
    used: sizeSchema.optional(),
    reserved: sizeSchema.optional(),
    stolen: sizeSchema.optional(),
    subscribed: sizeSchema.optional(),
    lowOnSpace: z.boolean().optional(),
    volumes: count.optional(),
  }),
  volumes: z.strictObject({ volumes: count }),
  fault: z.strictObject({ fault: text, matched: count.optional(), fired: count.optional() }),
};

/** The kinds of steps, by the key that names them. `set` and `outOfBand` have the forms that the engine reads. */
export const stepSchemas = {
  call: callSchema.extend({ expect: answerSchema.optional() }),
  begin: z.strictObject({
    begin: callSchema.extend({ as: text, to: z.enum(steps).optional() }),
  }),
  step: z.strictObject({ step: z.strictObject({ call: text, to: z.enum(steps).optional() }) }),
  finish: z.strictObject({ finish: text, expect: answerSchema.optional() }),
  write: z.strictObject({
    /** From the beginning when no offset is given. */
    write: z.strictObject({ to: text, offset: sizeSchema.optional(), length: sizeSchema, tag: text }),
    /** That it is written, when left out. */
    expect: z
      .strictObject({ written: z.boolean(), because: z.enum(writeRefusals), took: sizeSchema })
      .partial()
      .optional(),
  }),
  advance: z.strictObject({ advance: durationSchema }),
  settle: z.strictObject({ settle: z.literal(true) }),
  discover: z.strictObject({ discover: z.literal(true) }),
  set: z.strictObject({ set: z.unknown() }),
  outOfBand: z.strictObject({
    outOfBand: z.unknown(),
    /** That it comes to be, when left out. */
    expect: z
      .strictObject({ changed: z.boolean(), because: z.enum(['inUse', 'notEmpty']) })
      .partial()
      .optional(),
  }),
  fail: z.strictObject({
    fail: z.strictObject({
      at: z.enum([...steps, 'jobEnd']),
      code: z.union([z.number().int(), z.enum([...outcomeNames, 'lost'])]),
      times: count.min(1).optional(),
      /** Whose calls or jobs; those of any method when left out. */
      method: z.enum(invocables).optional(),
    }),
  }),
  job: z.strictObject({ job: z.strictObject({ of: text, do: z.enum(controls) }) }),
  /** Faults of a plan, in its long or its short form. */
  faults: z.strictObject({ faults: z.unknown() }),
  release: z.strictObject({ release: text }),
  heal: z.strictObject({ heal: z.literal(true) }),
  expect: z.strictObject({ expect: z.unknown() }),
};

type Schemas = typeof stepSchemas;
type Read<Kind extends keyof Schemas> = z.output<Schemas[Kind]>;
type Look = { [Kind in keyof typeof lookSchemas]: { kind: Kind } & z.output<(typeof lookSchemas)[Kind]> };

export type Answer = z.output<typeof answerSchema>;
export type CallStep = z.output<typeof callSchema>;
/** An expectation about an element, with the kind of element beside it. */
export type Expectation = Look[keyof Look];
export type ExpectationOf<Kind extends keyof Look> = Look[Kind];

/** A step that has been read, with the key that names it beside it. */
export type ScenarioStep =
  | { [Kind in Exclude<keyof Schemas, 'set' | 'outOfBand' | 'expect'>]: { kind: Kind } & Read<Kind> }[Exclude<
      keyof Schemas,
      'set' | 'outOfBand' | 'expect'
    >]
  | { readonly kind: 'set'; readonly set: Change }
  | {
      readonly kind: 'outOfBand';
      readonly outOfBand: OutOfBandChange;
      readonly expect?: { readonly changed?: boolean | undefined; readonly because?: string | undefined } | undefined;
    }
  | { readonly kind: 'expect'; readonly expect: Expectation };

export type StepOf<Kind extends ScenarioStep['kind']> = Extract<ScenarioStep, { readonly kind: Kind }>;
