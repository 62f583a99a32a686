import { z } from 'zod';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { Lifecycle } from '../../lifecycle/table.js';
import type { Reference } from '../../store/references.js';
import { certificates, roles } from '../../store/settings.js';
import { badInput, parseInput, readPlain } from '../../vocabulary/input/badInput.js';
import type { Documented } from '../../vocabulary/input/documented.js';
import {
  capabilitiesSchema,
  durationSchema,
  limitsSchema,
  methodStatesSchema,
  sizeSchema,
} from '../../vocabulary/profile/profile.js';
import { accountSchema, credentialSchema, nameSchema } from '../optionsSchema.js';
import type { ChangeDocs } from './changeDocs.js';

const reference: z.ZodType<string, Reference> = z.union([
  z.string().min(1),
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
  z.looseObject({ ObjectId: z.string() }).transform(({ ObjectId }) => ObjectId),
]);
function others<State extends string, Without extends State>(
  { states }: Lifecycle<State, string, unknown>,
  without: readonly Without[],
) {
  const isOther = (state: State): state is Exclude<State, Without> => !without.some((one) => one === state);
  return z.enum(states.filter(isOther));
}

/** What can be set on an array while it runs; each change is one of these. */
export const changeSchemas = {
  role: z.strictObject({ role: z.enum(roles), caller: z.string().min(1).optional() }),
  credential: z.strictObject({ credential: credentialSchema.nullable() }),
  account: z.strictObject({
    account: accountSchema.partial().extend({ name: z.string({ error: "an account's name" }).pipe(nameSchema) }),
  }),
  configurationProvider: z.strictObject({ configurationProvider: z.enum(['present', 'gone']) }),
  managementController: z.strictObject({ managementController: z.enum(['running', 'failing', 'unreachable']) }),
  certificate: z.strictObject({ certificate: z.enum(certificates), expiresIn: durationSchema.optional() }),
  capabilities: z.strictObject({ capabilities: capabilitiesSchema.partial() }),
  limits: z.strictObject({ limits: limitsSchema.partial() }),
  // What deletes a volume is a method, or `outOfBand.delete`.
  volume: z.strictObject({
    volume: reference,
    state: others(lifecycles.volume, ['starting', 'deleting', 'gone']).optional(),
    exposed: z.boolean().optional(),
  }),
  pool: z.strictObject({
    pool: reference,
    state: others(lifecycles.pool, ['starting', 'gone']).optional(),
    size: sizeSchema.optional(),
    hostLoad: z.boolean().optional(),
  }),
  drive: z.strictObject({
    drive: reference,
    state: z.enum(lifecycles.drive.states).optional(),
    spare: z.boolean().optional(),
  }),
  link: z.strictObject({ link: z.enum(lifecycles.replicationLink.states) }),
  provider: z.strictObject({
    provider: z.strictObject({
      link: z.enum(['up', 'hung', 'down']).optional(),
      server: z.enum(['running', 'shuttingDown', 'stopped']).optional(),
      foreignSessions: z.number().int().min(0).optional(),
      foreignOperations: z.number().int().min(0).optional(),
      namespace: z.enum(['present', 'missing']).optional(),
      replicationService: z.enum(['present', 'missing']).optional(),
      storageConfigurationService: z.enum(['present', 'missing']).optional(),
      controllerConfigurationService: z.enum(['present', 'missing']).optional(),
      methods: methodStatesSchema.optional(),
      managesArray: z.boolean().optional(),
    }),
  }),
  indications: z.strictObject({
    indications: z.strictObject({
      destination: z.enum(['valid', 'invalid']).optional(),
      subscription: z.enum(['none', 'exists']).optional(),
      changes: z.enum(['none', 'subscribed']).optional(),
    }),
  }),
};

const newVolumeSchema = z.strictObject({
  name: nameSchema,
  pool: reference,
  size: sizeSchema,
  written: sizeSchema.optional(),
  thin: z.boolean().optional(),
});

/** What can happen to an array behind the service's back. */
export const outOfBandSchemas = {
  delete: z.strictObject({ delete: reference }),
  create: z.strictObject({ create: newVolumeSchema }),
  volume: changeSchemas.volume,
  // What hosts do is no change that the service could miss.
  pool: changeSchemas.pool.omit({ hostLoad: true }),
  drive: changeSchemas.drive,
  capabilities: changeSchemas.capabilities,
};

/** Any of the changes, with what editors show. */
type AnyOf<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  [Kind in keyof Schemas]: Documented<
    Kind extends keyof ChangeDocs ? ChangeDocs[Kind] : unknown,
    z.input<Schemas[Kind]>
  >;
}[keyof Schemas];

/** A change as the library and scenarios write it: `{ volume: 'db', state: 'offline' }`. */
export type Change = AnyOf<typeof changeSchemas>;
/** A change behind the service's back: `{ delete: 'db' }`. */
export type OutOfBandChange = AnyOf<typeof outOfBandSchemas>;

/** Picks the schema by the key that names the change, so that a slip inside is told about that change alone. */
function readChange<Schemas extends Readonly<Record<string, z.ZodType>>>(
  schemas: Schemas,
  given: unknown,
  field: string,
): z.output<Schemas[keyof Schemas]> {
  const input = readPlain(given, field);
  const names = Object.keys(schemas);
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const key = names.find((name) => keys.includes(name));
  const schema = key === undefined ? undefined : schemas[key];
  if (schema === undefined) {
    return badInput({ field, value: keys[0] ?? input, expected: `one of ${names.join(', ')}`, among: names });
  }
  // `key` is a key of Schemas, so this is the output of one of them.
  return parseInput(schema, input, field) as z.output<Schemas[keyof Schemas]>;
}

export const readSet = (input: unknown, field: string) => readChange(changeSchemas, input, field);
export const readOutOfBand = (input: unknown, field: string) => readChange(outOfBandSchemas, input, field);

/** An account as a change names it, with what is to be other than before. */
export type AccountChange = z.output<typeof changeSchemas.account>['account'];
/** A volume that somebody makes behind the service's back. */
export type NewVolume = z.output<typeof newVolumeSchema>;
export type CheckedChange = ReturnType<typeof readSet> | ReturnType<typeof readOutOfBand>;
