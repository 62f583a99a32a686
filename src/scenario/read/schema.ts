import { z } from 'zod';
import { type JobControl, jobControls, sessionControls, sessionStates } from '../../engine/arrayApi.js';
import type { Change, OutOfBandChange } from '../../engine/controls/changeSchemas.js';
import type { ArrayOptions } from '../../engine/options.js';
import { optionsSchema } from '../../engine/optionsSchema.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { writeRefusals } from '../../operations/hostWrite.js';
import { outcomeNames } from '../../vocabulary/methods/codes.js';
import { callables, invocables } from '../../vocabulary/methods/names.js';
import { durationSchema, sizeSchema } from '../../vocabulary/profile/profile.js';
import { readFailureNames } from '../../vocabulary/readFailures.js';
import { steps } from '../../vocabulary/steps.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { type claimableProperties, type claimKinds, explorationSchema } from './explorationSchema.js';
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
  /** What may happen after them, for `arraysim explore`; null where it says nothing of it. */
  readonly explore: ScenarioExploration | null;
  /** Where a field stands in the text that it was read from; null where there is none. */
  readonly placeOf: (field: string) => Place | null;
}

// YAML reads 2012 and 2016 as numbers, unless they are quoted.
export const versionSchema = z.preprocess(
  (written) => (typeof written === 'number' ? `${written}` : written),
  z.enum(versions),
);

/** The scenario as a file writes it; each step is judged by itself, see readStep.ts. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).describe('What the scenario is called.'),
  about: z.string().optional().describe('What happens and why it is worth a look.'),
  seed: z.number().int().optional().describe('All chance comes from it; 0 when left out.'),
  version: z
    .union([versionSchema, z.array(versionSchema).min(1)])
    .optional()
    .describe('The release, 2016 when left out. Of several it runs once in each.'),
  array: optionsSchema
    .omit({ trace: true, retain: true, history: true })
    // A file has no dates, only their texts.
    .extend({ startsAt: z.string().optional().describe("When virtual time begins: '2026-11-28T09:00:00Z'.") })
    .describe('The array: what createArray takes.'),
  steps: z.array(z.unknown()).min(1).describe('What happens, in order.'),
  explore: explorationSchema.optional().describe('What may happen after the steps, in all orders: arraysim explore.'),
  $schema: z.string().optional().describe('What editors know the form by; it says nothing of the scenario.'),
});

const text = z.string().min(1);
const count = z.number().int().min(0);
// The keys of an object literal are its names: `Object.keys` only forgets the type.
const controls = Object.keys(jobControls) as JobControl[];

const readFails = z
  .enum(readFailureNames)
  .optional()
  .describe('Why the look fails: a CIM error, timedOut, connectionReset; nothing else is expected then.');
const codeSchema = z.union([z.number().int(), z.enum(outcomeNames)]);

/** What a call is expected to answer. */
export const answerSchema = z.strictObject({
  code: z
    .union([z.number().int(), z.enum([...outcomeNames, 'noReply'])])
    .optional()
    .describe("A number, an outcome's name, or noReply for a reply that is lost."),
  step: z.enum(steps).optional().describe('Where it is decided.'),
  because: text.optional().describe('The cause, in one word.'),
  out: z
    .record(text, z.unknown())
    .optional()
    .describe("Other out parameters, by the documents' names: sizes as people write them, null for nothing."),
  message: text.optional().describe('A part of SMMessage.'),
  details: text.optional().describe('A part of SMDetails.'),
});

// An argument may be of the wrong kind: that is for the storage service to refuse.
const single = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const argument = z.union([single, z.array(single)]);

const callSchema = z.strictObject({
  call: z.enum(callables).describe('A method; Delete alone is that of the element.'),
  on: text.describe('The element, by its name, its id or the label of the call that made it; or the name of a class.'),
  // checkStep.ts knows which the method has.
  with: z.record(text, argument).optional().describe("Parameters of the method, by the documents' names."),
  as: text.optional().describe('A label for the call, its job and what it makes.'),
  caller: text.optional().describe("Who calls; 'client' when left out."),
});

/** The expectations about elements, by the key that names what is looked at. */
export const lookSchemas = {
  volume: z.strictObject({
    volume: text.describe('The volume, by its name, its id or the label of the call that made it.'),
    exists: z.boolean().optional().describe('Whether it is there; that it is, when left out.'),
    name: text.optional().describe('What it is called.'),
    pool: text.optional().describe('The pool that it lives in.'),
    size: sizeSchema.optional().describe('What hosts see.'),
    state: z.enum(lifecycles.volume.states).optional().describe('The state of its life.'),
    usable: z.boolean().optional().describe('Whether hosts can use it.'),
    replicas: count.optional().describe('How many replicas it is the source of.'),
    exposed: z.boolean().optional().describe('Whether it is exposed to hosts.'),
    readOnly: z.boolean().optional().describe('Whether hosts may only read it.'),
    allocated: sizeSchema.optional().describe('Bytes of its extents that are allocated.'),
    charge: sizeSchema.optional().describe('Bytes that it takes of its pool alone.'),
    reads: z
      .record(text, z.string())
      .optional()
      .describe("Tags by the place that they are read from: { '0 B': monday }; '' where nothing was written."),
    sameAs: text.optional().describe('Another volume that holds the same now.'),
    synchronization: z
      .enum([...lifecycles.synchronization.states, 'none'])
      .optional()
      .describe('The state of the relation to its source; none when it has none, or no longer.'),
    readFails,
  }),
  job: z.strictObject({
    job: text.describe('The job, by the label of its call or by its id.'),
    exists: z.boolean().optional().describe('Whether it is listed; that it is, when left out.'),
    state: z.enum(lifecycles.job.states).optional().describe('The state of its life.'),
    percent: count.max(100).optional().describe('PercentComplete.'),
    error: codeSchema.optional().describe('ErrorCode; 0 while it has not failed.'),
    readFails,
  }),
  drive: z.strictObject({
    drive: text.describe('The disk drive, by its name or its id.'),
    state: z.enum(lifecycles.drive.states).optional().describe('The state of its life.'),
    size: sizeSchema.optional().describe('How large it is.'),
    pool: text.optional().describe('The concrete pool that has it; none when none has.'),
    spare: z.boolean().optional().describe('Whether it is a hot spare.'),
    available: z.boolean().optional().describe('Whether a pool can be made of it.'),
    readFails,
  }),
  pool: z.strictObject({
    pool: text.describe('The pool, by its name or its id.'),
    state: z.enum(lifecycles.pool.states).optional().describe('The state of its life.'),
    total: sizeSchema.optional().describe('All that it has.'),
    free: sizeSchema.optional().describe('What it can still give.'),
    used: sizeSchema.optional().describe('What its volumes take.'),
    reserved: sizeSchema.optional().describe('What running jobs will take.'),
    stolen: sizeSchema.optional().describe('What a fault has taken.'),
    subscribed: sizeSchema.optional().describe('What its volumes promise to hosts.'),
    lowOnSpace: z.boolean().optional().describe('Whether it warns of little room.'),
    volumes: count.optional().describe('How many volumes live in it.'),
    madeOf: text.optional().describe('The primordial pool that it is made of; none of which that is not known.'),
    readFails,
  }),
  volumes: z.strictObject({ volumes: count.describe('How many volumes the array has.') }),
  sessions: z.strictObject({
    sessions: count.describe(
      'How many sessions of the provider outlive their calls: they end with them, unless its profile says otherwise.',
    ),
    state: z.enum(sessionStates).optional().describe('Of those that are in this state.'),
    caller: text.optional().describe('Of those of this caller.'),
  }),
  fault: z.strictObject({
    fault: text.describe('The id of a fault of a plan.'),
    matched: count.optional().describe('How often all that it asks for was there.'),
    fired: count.optional().describe('How often it struck.'),
  }),
};

/** The kinds of steps, by the key that names them. `set` and `outOfBand` have the forms that the engine reads. */
export const stepSchemas = {
  call: callSchema.extend({ expect: answerSchema.optional().describe('What the call answers.') }),
  begin: z.strictObject({
    begin: callSchema
      .extend({ as: text, to: z.enum(steps).optional().describe('The step that is next then.') })
      .describe('Puts a call in flight and runs it up to a step, so that other things can come in between.'),
  }),
  step: z.strictObject({
    step: z
      .strictObject({ call: text.describe('Its label.'), to: z.enum(steps).optional() })
      .describe("Does the next step of a call in flight, or all up to 'to'."),
  }),
  finish: z.strictObject({
    finish: text.describe('Runs the call of this label to its reply.'),
    expect: answerSchema.optional().describe('What the call answers.'),
  }),
  write: z.strictObject({
    write: z
      .strictObject({
        to: text.describe('A volume.'),
        offset: sizeSchema.optional().describe('From the beginning when left out.'),
        length: sizeSchema,
        tag: text.describe('What stands for the data.'),
      })
      .describe('Lets a host write.'),
    expect: z
      .strictObject({ written: z.boolean(), because: z.enum(writeRefusals), took: sizeSchema })
      .partial()
      .optional()
      .describe('That it is written, when left out.'),
  }),
  advance: z.strictObject({ advance: durationSchema.describe('Lets virtual time pass.') }),
  settle: z.strictObject({
    settle: z.literal(true).describe('Lets time pass until no job starts, works or stops and no call waits.'),
  }),
  discover: z.strictObject({ discover: z.literal(true).describe('The storage service discovers the array anew.') }),
  set: z.strictObject({ set: z.unknown().describe('Changes a part of the system, and the service knows of it.') }),
  outOfBand: z.strictObject({
    outOfBand: z.unknown().describe("Changes the array behind the service's back."),
    expect: z
      .strictObject({ changed: z.boolean(), because: z.enum(['inUse', 'notEmpty']) })
      .partial()
      .optional()
      .describe('That it comes to be, when left out.'),
  }),
  fail: z.strictObject({
    fail: z
      .strictObject({
        at: z.enum([...steps, 'jobEnd']),
        code: z.union([z.number().int(), z.enum([...outcomeNames, 'lost'])]),
        times: count.min(1).optional().describe('Once when left out.'),
        method: z.enum(invocables).optional().describe('Whose calls or jobs; those of any method when left out.'),
      })
      .describe("Forces an outcome at a step, or at a job's end."),
  }),
  job: z.strictObject({
    job: z
      .strictObject({ of: text.describe('The label of its call, or its id.'), do: z.enum(controls) })
      .describe('What an operator does to a job.'),
  }),
  session: z.strictObject({
    session: z
      .strictObject({
        of: text.describe('Who has it, as `caller` of a call; or its id.'),
        do: z
          .enum(sessionControls)
          .describe('Closed by its client, or ended at the provider, which its client is not told.'),
      })
      .describe('What becomes of a session of the provider that outlives its calls.'),
  }),
  faults: z.strictObject({ faults: z.unknown().describe('Adds a fault plan, in its long or its short form.') }),
  release: z.strictObject({
    release: text.describe('Lets calls and jobs go on that a fault holds by this tag; there has to be one.'),
  }),
  heal: z.strictObject({
    heal: z
      .union([z.literal(true), z.array(text)])
      .describe('Ends all faults, or those of a list of ids, and takes back what they have changed.'),
  }),
  addFault: z.strictObject({ addFault: z.unknown().describe('Adds one fault, in its long or its short form.') }),
  removeFault: z.strictObject({ removeFault: text.describe('Takes the fault of this id out of the plan.') }),
  expect: z.strictObject({ expect: z.unknown().describe('Looks at an element.') }),
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

/** A claim of a scenario, with its expectations read. */
export type ScenarioClaim =
  | (typeof claimableProperties)[number]
  | { readonly kind: (typeof claimKinds)[number]; readonly says: string; readonly expect: readonly Expectation[] };

/** What may happen after a scenario's steps. */
export interface ScenarioExploration extends Omit<z.output<typeof explorationSchema>, 'claims'> {
  readonly claims: readonly ScenarioClaim[] | undefined;
}
