import { z } from 'zod';
import { atFirstUse } from '../vocabulary/input/atFirstUse.js';
import { losses } from '../vocabulary/losses.js';
import { outcomeNames } from '../vocabulary/methods/codes.js';
import { invocables } from '../vocabulary/methods/names.js';
import { capabilitiesSchema, durationSchema, sizeSchema } from '../vocabulary/profile/profile.js';
import { readFailureNames } from '../vocabulary/readFailures.js';
import { type EffectCallback, forgettable, reportedStates } from './effect.js';
import type { EffectForms } from './effectForms.js';
import { points } from './points.js';

// How a plan is written, in JSON, YAML or TypeScript. What only the words of a value tell (a span, a size, an effect that
// can't fire there) is judged by readPlan.ts.

/** The schemas of plans and of their parts: they take a while to make, and most arrays have no plan. */
export const planSchemas = atFirstUse(() => {
  const name = z.string().min(1);
  const whole = z.number().int().min(0);
  const probability = z.number().min(0).max(1);
  const percent = z.number().min(0).max(99);
  /** A return code: its number, or its name. */
  const codeSchema = z.union([z.number().int(), z.enum(outcomeNames)]);
  /** What a job fails with: a number, which the documents leave to the vendor (CIM_Job.ErrorCode, uint16; 0 is no error), or
   * a name.
   */
  const errorCode = z.union([z.number().int().min(1).max(65535), z.enum(outcomeNames)]);
  /** What may be said of a job's progress. */
  const progress = z.number().min(0).max(100);
  /** Of a job's share of the bandwidth, or of a size. */
  const factor = z.number().gt(0).max(1000);
  const deliveries = z.number().int().min(2).max(100);
  const residue = z.enum(['none', 'target']);
  const span = z.union([
    durationSchema,
    z.strictObject({ uniform: z.tuple([durationSchema, durationSchema]) }),
    z.strictObject({ exponential: durationSchema }),
  ]);
  /** A span that may be negative. */
  const skewSchema = z.union([z.string(), z.number()]);
  const readFailure = z.enum(readFailureNames);
  const loss = z.enum(losses);
  const reportedState = z.enum(reportedStates);
  const capability = capabilitiesSchema.keyof();
  const jobFailure = z.strictObject({
    atPercent: percent.optional(),
    code: errorCode.optional(),
    residue: residue.optional(),
    message: name.optional(),
  });

  /** What is written under the name of an effect. Those of `bare` may stand alone, as a mere name. */
  const effectSchemas = {
    return: z.union([codeSchema, z.strictObject({ code: codeSchema, message: name.optional() })]),
    deny: z.strictObject({}),
    badCredential: z.strictObject({}),
    tls: z.enum(['expired', 'untrusted', 'hostMismatch', 'dropped']),
    failJob: z.union([errorCode, jobFailure]),
    partial: z.strictObject({ fraction: z.number().gt(0).lt(1), code: codeSchema, residue: residue.optional() }),
    failRead: z.union([readFailure, z.strictObject({ why: readFailure.optional() })]),
    loseRequest: z.union([loss, z.strictObject({ as: loss.optional() })]),
    loseReply: z.union([loss, z.strictObject({ as: loss.optional() })]),
    duplicate: z.union([deliveries, z.strictObject({ times: deliveries })]),
    restartProvider: z.union([
      durationSchema,
      z.strictObject({ down: durationSchema.optional(), loses: z.array(z.enum(forgettable)).optional() }),
    ]),
    delay: span,
    slowLink: span,
    stallJob: z.union([
      durationSchema,
      z.strictObject({ atPercent: percent.optional(), for: durationSchema.optional() }),
    ]),
    slowJob: z.union([factor, z.strictObject({ factor })]),
    stealCapacity: z.union([sizeSchema, z.strictObject({ pool: name.optional(), size: sizeSchema })]),
    poolState: z.union([
      z.enum(['degraded', 'offline', 'readOnly']),
      z.strictObject({ pool: name.optional(), to: z.enum(['degraded', 'offline', 'readOnly']) }),
    ]),
    linkState: z.union([
      z.enum(['degraded', 'partitioned']),
      z.strictObject({ to: z.enum(['degraded', 'partitioned']) }),
    ]),
    setCapability: z.strictObject({ name: capability, to: z.unknown() }),
    staleCache: z.union([z.number().int().min(1), z.strictObject({ changes: z.number().int().min(1).optional() })]),
    expireCredential: z.union([name, z.strictObject({ account: name.optional() })]),
    clockSkew: skewSchema,
    hold: z.union([name, z.strictObject({ tag: name })]),
    release: z.union([name, z.strictObject({ tag: name })]),
    reportCapability: z.strictObject({ name: capability, as: z.unknown() }),
    staleReads: z.strictObject({}),
    wrongProgress: z.union([progress, z.strictObject({ percent: progress })]),
    reportCompletedEarly: z.strictObject({}),
    wrongSize: z.union([factor, z.strictObject({ factor })]),
    wrongState: z.union([reportedState, z.strictObject({ state: reportedState })]),
    wrongContents: z.strictObject({}),
  } as const;

  const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  const limit = z.union([z.number(), z.string()]);

  /** What a value has to be: itself, or a comparison. Sizes may be written as such. */
  const testSchema = z.union([
    scalar,
    z.strictObject({
      atLeast: limit.optional(),
      atMost: limit.optional(),
      above: limit.optional(),
      below: limit.optional(),
      matches: z.string().optional(),
    }),
  ]);

  /** An element: its name, or what is asked of it. */
  const elementMatch = z.union([
    name,
    z.strictObject({
      id: name.optional(),
      name: name.optional(),
      where: z.record(z.string(), testSchema).optional(),
    }),
  ]);

  const names = z.union([name, z.array(name).min(1)]);

  /** The members of a match, all of which have to hold. */
  const matchSchemas = {
    all: z.array(z.unknown()),
    any: z.array(z.unknown()).min(1),
    not: z.unknown(),
    method: z.union([z.enum(invocables), z.array(z.enum(invocables)).min(1)]),
    element: elementMatch,
    volume: elementMatch,
    pool: elementMatch,
    job: elementMatch,
    argument: z.partialRecord(z.enum(['ElementName', 'TargetPool', 'username']), testSchema),
    caller: names,
    time: z.union([durationSchema, z.tuple([durationSchema, durationSchema])]),
    world: z.union([
      z.strictObject({
        pool: name,
        free: testSchema.optional(),
        used: testSchema.optional(),
        reserved: testSchema.optional(),
        total: testSchema.optional(),
        stolen: testSchema.optional(),
      }),
      z.strictObject({ jobs: z.enum(['waiting', 'active', 'finished']), count: testSchema }),
      z.strictObject({ volumes: testSchema }),
      z.strictObject({ calls: testSchema }),
    ]),
    jobPercent: z.union([percent, z.tuple([percent, percent])]),
    decides: codeSchema,
  } as const;

  const point = z.enum(points);

  /** A fault, but for its effects and matches. */
  const faultSchema = z.strictObject({
    id: name,
    at: z.union([point, z.array(point).min(1)]),
    when: z.unknown().optional(),
    arm: z.strictObject({ p: probability }).optional(),
    fire: z
      .strictObject({
        after: whole,
        nth: z.number().int().min(1),
        every: z.number().int().min(1),
        p: probability,
        max: z.number().int().min(1),
        per: z.enum(['fault', 'element', 'caller']),
      })
      .partial()
      .optional(),
    /** There has to be one: readPlan.ts says of what kind. */
    do: z.unknown().optional(),
    lasts: z
      .union([
        z.strictObject({ ms: durationSchema }),
        z.strictObject({ calls: z.number().int().min(1) }),
        z.strictObject({ until: z.unknown() }),
      ])
      .optional(),
    state: z.strictObject({ in: name.optional(), to: name.optional() }).optional(),
    mode: z.enum(['first', 'stack']).optional(),
    expect: z.enum(['must', 'may']).optional(),
  });

  /** A plan, but for its faults. */
  const planSchema = z.strictObject({
    version: z.literal(1).optional(),
    seed: z.number().int().optional(),
    faults: z.array(z.unknown()),
    heal: z.strictObject({ atMs: durationSchema }).optional(),
    budget: z.strictObject({ fires: whole }).optional(),
    /** What editors know the form by; it says nothing of the plan. */
    $schema: z.string().optional(),
  });

  return { codeSchema, skewSchema, effectSchemas, testSchema, matchSchemas, faultSchema, planSchema };
});

export type PlanSchemas = ReturnType<typeof planSchemas>;

/** Effects that need nothing beside their name. */
export const bare = [
  'deny',
  'badCredential',
  'failJob',
  'failRead',
  'loseRequest',
  'loseReply',
  'restartProvider',
  'stallJob',
  'staleCache',
  'expireCredential',
  'staleReads',
  'reportCompletedEarly',
  'wrongContents',
] as const satisfies (keyof PlanSchemas['effectSchemas'])[];

type Keyed<Forms> = { [Key in keyof Forms]: Pick<Forms, Key> }[keyof Forms];

/** One effect as it is written; a function decides anew each time. */
export type EffectInput =
  | (typeof bare)[number]
  | Keyed<EffectForms>
  | EffectCallback
  | { readonly callback: EffectCallback };

/** What has to hold of a moment for a fault to fire: all that is given. */
export interface MatchInput {
  readonly all?: readonly MatchInput[];
  readonly any?: readonly MatchInput[];
  readonly not?: MatchInput;
  readonly method?: z.input<PlanSchemas['matchSchemas']['method']>;
  readonly element?: z.input<PlanSchemas['matchSchemas']['element']>;
  readonly volume?: z.input<PlanSchemas['matchSchemas']['volume']>;
  readonly pool?: z.input<PlanSchemas['matchSchemas']['pool']>;
  readonly job?: z.input<PlanSchemas['matchSchemas']['job']>;
  readonly argument?: Readonly<
    Partial<Record<'ElementName' | 'TargetPool' | 'username', z.input<PlanSchemas['testSchema']>>>
  >;
  readonly caller?: z.input<PlanSchemas['matchSchemas']['caller']>;
  readonly time?: z.input<PlanSchemas['matchSchemas']['time']>;
  readonly world?: z.input<PlanSchemas['matchSchemas']['world']>;
  readonly jobPercent?: z.input<PlanSchemas['matchSchemas']['jobPercent']>;
  readonly decides?: z.input<PlanSchemas['matchSchemas']['decides']>;
}

/** A fault as it is written. */
export type FaultInput = Omit<z.input<PlanSchemas['faultSchema']>, 'do' | 'when' | 'lasts'> & {
  readonly do: EffectInput | readonly EffectInput[];
  readonly when?: MatchInput;
  readonly lasts?: { readonly ms: string | number } | { readonly calls: number } | { readonly until: MatchInput };
};

/** A plan as it is written: an object, the short form with a line for each fault, or the name of a shipped plan. */
export type PlanInput =
  | string
  | (Omit<z.input<PlanSchemas['planSchema']>, 'faults'> & { readonly faults: readonly FaultInput[] });
