import { z } from 'zod';
import { timerKinds } from '../../determinism/timer.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { certificates, roles } from '../../store/settings.js';
import { atFirstUse } from '../../vocabulary/input/atFirstUse.js';
import { callables } from '../../vocabulary/methods/names.js';
import { capabilitiesSchema, limitsSchema, methodStatesSchema } from '../../vocabulary/profile/profile.js';
import { steps } from '../../vocabulary/steps.js';

// What saved worlds hold beside their tables' cells, as far as whoever reads it later relies on its form. `.loose()` where more may be there.

/** Judges a value and leaves it as it is: reading it by a schema would bring its members into another order. */
function asItStands(schema: z.ZodType): z.ZodType<unknown> {
  return z.unknown().superRefine((value, context) => {
    for (const { message, path } of schema.safeParse(value).error?.issues ?? [])
      context.addIssue({ code: 'custom', message, path: [...path] });
  });
}

/** Made when something is saved or loaded. */
export const savedParts = atFirstUse(() => {
  const count = z.number().int().min(0);
  const text = z.string();
  const method = z.enum(callables);

  const timerSchema = z.strictObject({
    dueMs: count,
    order: count,
    kind: z.enum(timerKinds),
    subject: z.number().int(),
  });

  /** Runs as `Runs.toJSON` writes them: where they begin, how long they are, and what is there. */
  const runs = z.array(z.tuple([count, count, z.union([text, z.number()])]));

  const request = z.strictObject({
    method,
    caller: text,
    on: text,
    elementName: text.nullable(),
    targetPool: text.nullable(),
    given: z.record(text, z.json()),
    username: text.nullable(),
    passwordDigest: text.nullable(),
    malformed: text.nullable(),
  });

  const reply = z.strictObject({
    reply: z.looseObject({ ReturnValue: z.number().int() }).nullable(),
    decided: z.looseObject({ method, step: z.enum(steps), because: text, atMs: count }),
  });

  const account = z.strictObject({
    name: text,
    passwordDigest: text,
    expiresAtMs: z.number().int().nullable(),
    revoked: z.boolean(),
    deniedNamespace: z.boolean(),
    mayModify: z.boolean(),
    maximumSessions: count.nullable(),
  });

  /** Of each table, what stands beside the cells of a row. */
  const payloads = {
    pools: text,
    volumes: text,
    contents: runs,
    layers: z.strictObject({ runs, covered: runs }),
    families: z.null().optional(),
    synchronizations: z.null().optional(),
    jobs: text,
    calls: z.strictObject({ request, out: z.record(text, z.json()).nullish(), reply: reply.optional() }),
    accounts: account,
    sessions: z.strictObject({ caller: text }),
    drives: text,
  };

  const payloadSchemas = Object.fromEntries(
    Object.entries(payloads).map(([table, schema]) => [table, asItStands(schema)]),
    // One entry for each of `payloads`.
  ) as Readonly<Record<keyof typeof payloads, z.ZodType<unknown>>>;

  const there = z.enum(['present', 'missing']);
  const settings = z.strictObject({
    roles: z.record(text, z.enum(roles)),
    role: z.enum(roles),
    capabilities: capabilitiesSchema,
    discovered: capabilitiesSchema,
    reported: capabilitiesSchema.nullable(),
    limits: limitsSchema,
    credential: z.strictObject({ username: text, passwordDigest: text }).nullable(),
    configurationProvider: z.enum(['present', 'gone']),
    connection: stateOf(lifecycles.providerConnection),
    incarnation: count,
    certificate: z.enum(certificates),
    certificateExpiresAtMs: z.number().int().nullable(),
    foreignSessions: count,
    foreignOperations: count,
    namespace: there,
    replicationService: there,
    storageConfigurationService: there,
    controllerConfigurationService: there,
    managementController: z.enum(['running', 'failing', 'unreachable']),
    methods: methodStatesSchema,
    managesArray: z.boolean(),
    indications: z.strictObject({
      destination: z.enum(['valid', 'invalid']),
      subscription: z.enum(['none', 'exists']),
      changes: z.enum(['none', 'subscribed']),
    }),
    replicationLink: stateOf(lifecycles.replicationLink),
    partition: z.strictObject({ sinceMs: count, timer: timerSchema.nullable() }).nullable(),
  });

  /** All that is set on the system as a whole. */
  const settingsSchema = z.record(text, z.unknown()).and(asItStands(settings) as z.ZodType<Record<string, unknown>>);

  const change = { fault: text, serial: count.nullable() };
  const state = z.number().int().min(0);

  const changes = z.discriminatedUnion('what', [
    z.strictObject({ ...change, what: z.literal('stolen'), pool: count, size: count }),
    z.strictObject({ ...change, what: z.literal('poolState'), pool: count, from: state, to: state }),
    z.strictObject({ ...change, what: z.literal('link'), from: state, to: state }),
    z.strictObject({ ...change, what: z.literal('capability'), name: text, from: z.json(), to: z.json() }),
    z.strictObject({ ...change, what: z.literal('reported'), name: text, as: z.json() }),
    z.strictObject({
      ...change,
      what: z.literal('account'),
      name: text,
      from: z.number().int().nullable(),
      to: z.number().int().nullable(),
    }),
    z.strictObject({ ...change, what: z.literal('slowLink'), span: z.json() }),
    z.strictObject({ ...change, what: z.literal('clockSkew'), ms: z.number().int() }),
    z.strictObject({ ...change, what: z.literal('staleCache'), left: count.nullable() }),
    z.strictObject({ ...change, what: z.literal('staleReads') }),
  ]);

  const counted = z.looseObject({ matched: count, fired: count });

  /** The fault plan and what it has come to; the plan itself is judged as every plan is. */
  const faultsSchema = asItStands(
    z
      .strictObject({
        planState: z.looseObject({
          plan: z.unknown(),
          records: z.array(
            counted.extend({
              armed: z.boolean(),
              over: z.boolean(),
              keys: z.array(z.tuple([text, counted])),
              firings: z.array(
                z.looseObject({ atMs: count, point: text, match: count, element: text, effects: z.array(text) }),
              ),
              dropped: count,
              visits: count,
            }),
          ),
          seed: z.number().int(),
          machine: text,
          fires: count,
          inForce: z.array(
            z.strictObject({ serial: count, fault: text, untilMs: count.nullable(), callsLeft: count.nullable() }),
          ),
          nextSerial: count,
        }),
        calls: z.array(z.tuple([count, z.looseObject({ step: count, fault: text })])),
        jobs: z.array(
          z.tuple([count, z.looseObject({ fault: text, passed: z.array(text), marks: z.array(z.json()) })]),
        ),
        changes: z.array(changes),
        timers: z.array(timerSchema),
        restarts: z.array(z.strictObject({ fault: text, upMs: count })),
      })
      .nullable(),
  );

  return { timerSchema, payloadSchemas, settingsSchema, faultsSchema };
});

/** A number of a chart's list of states. */
function stateOf({ states }: { readonly states: readonly string[] }) {
  return z
    .number()
    .int()
    .min(0)
    .max(states.length - 1);
}
