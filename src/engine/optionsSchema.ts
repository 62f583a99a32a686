import { z } from 'zod';
import { durationSchema, sizeSchema, writableText } from '../vocabulary/profile/profile.js';
import { poolUsage, volumeUsage } from '../vocabulary/replication.js';
import { versions } from '../vocabulary/versions.js';
import { drivesSchema } from './drives.js';

/** What elements and accounts are called. */
export const nameSchema = writableText.min(1).max(255);
const keysOf = <Name extends string>(table: Readonly<Record<Name, number>>) =>
  z.enum(Object.keys(table) as [Name, ...Name[]]);

export const poolSchema = z.strictObject({
  name: nameSchema,
  /** May be left out where drives say it. */
  size: sizeSchema.optional(),
  primordial: z.boolean().optional(),
  /** Whether its volumes may take room only for what was written; as the profile's allocation when left out. */
  thin: z.boolean().optional(),
  /** The primordial pool whose room it takes. */
  madeOf: nameSchema.optional(),
  usage: keysOf(poolUsage).optional(),
  /** Whose pool it is: this system's, or a peer's that it can clone to. */
  system: z.enum(['local', 'peer']).optional(),
});

export const volumeSchema = z.strictObject({
  name: nameSchema,
  pool: nameSchema,
  size: sizeSchema,
  /** How much of it was written before, from its beginning; tagged with the volume's name. */
  written: sizeSchema.optional(),
  /** Whether it takes room only for what was written; as the profile's allocation when left out, where its pool allows it. */
  thin: z.boolean().optional(),
  snapshot: z.boolean().optional(),
  /** Whether it is exposed to hosts: then it can't be deleted. Masking itself is not modelled. */
  exposed: z.boolean().optional(),
  usage: keysOf(volumeUsage).optional(),
});

export const accountSchema = z.strictObject({
  name: nameSchema,
  password: writableText.min(1),
  /** From now on; never when left out. */
  expiresIn: durationSchema.nullish(),
  revoked: z.boolean().optional(),
  deniedNamespace: z.boolean().optional(),
  mayModify: z.boolean().optional(),
  maximumSessions: z.number().int().min(0).nullish(),
});

export const credentialSchema = z.strictObject({ username: nameSchema, password: writableText.min(1) });

export const historySchema = z.strictObject({ retain: z.number().int().min(1).max(1_000_000) });

export const optionsSchema = z.strictObject({
  /** What it is called: ids of arrays with other names are other ids, although the seed is the same. */
  name: nameSchema.optional(),
  /** All chance comes from it; 0 when left out. */
  seed: z.number().int().optional(),
  /** The release of Windows Server whose methods, codes and classes it has; '2016' when left out. */
  version: z.enum(versions).optional(),
  /** The moment at which virtual time begins: a date, or its text such as '2026-11-28T09:00:00Z'; the first moment of 2016, UTC,
   * when left out.
   */
  startsAt: z.union([z.string(), z.date()]).optional(),
  /** A shipped profile's name, or `{ base, ...changes }`. */
  profile: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  pools: z.array(poolSchema).optional(),
  drives: drivesSchema.optional(),
  volumes: z.array(volumeSchema).optional(),
  /** The provider's accounts; one named 'service' when left out. */
  accounts: z.array(accountSchema).optional(),
  /** What the configuration provider has for calls without credentials; null for nothing. */
  credential: credentialSchema.nullish(),
  /** A fault plan, in its long or its short form. */
  faults: z.unknown().optional(),
  /** Whether to record what happens; true when left out. */
  trace: z.boolean().optional(),
  /** How many events the trace keeps at least. */
  retain: z.number().int().min(1).optional(),
  /** How many steps can be taken back; none when left out. */
  history: historySchema.optional(),
});
