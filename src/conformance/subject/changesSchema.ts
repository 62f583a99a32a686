import { z } from 'zod';

const count = z.number().int().min(0);

/** How a subject makes and grows concrete pools. */
export const poolCreationSchema = z.strictObject({
  /** StorageConfigSupportsPoolCreation, and StorageConfigSupportsPoolCapacityExpansion. */
  creates: z.boolean(),
  expands: z.boolean(),
  /** Whether clients may name drives, or a setting only (40801). */
  ofDrives: z.boolean(),
  /** StorageConfigSupportsThinProvisionedPools. */
  thin: z.boolean(),
  /** Whether it is done within the call (0) or by a job (4096). */
  by: z.enum(['call', 'job', 'unknown']).optional(),
  /** How large a pool is that is made of drives: as these together. */
  sizes: z.enum(['drives', 'unknown']).optional(),
});

/** How a subject resizes volumes. */
export const resizesSchema = z.strictObject({
  /** StorageConfigSupportsStorageVolumeModification, and the same of CapacityExpansion and CapacityReduction. */
  volumes: z.boolean(),
  larger: z.boolean(),
  smaller: z.boolean(),
  /** Whether it is done within the call (0) or by a job (4096), during which the volume is locked. */
  by: z.enum(['call', 'job', 'unknown']),
  /** What becomes of it while the volume is copied. */
  whileCopied: z.enum(['refused', 'allowed', 'unknown']),
  /** Whether volumes that have a source, replicas or linked clones are resized; null where that is not known. */
  associated: z.boolean().nullable(),
  /** Sizes are rounded up to a multiple of so many bytes. */
  roundsTo: count.min(1),
});

/** Whether a subject changes what hosts may do with volumes, and whether with snapshots and with what is exposed to hosts, too, where
 * null is not known.
 */
export const changesAccessSchema = z.strictObject({
  changes: z.boolean(),
  snapshots: z.boolean().nullable(),
  exposed: z.boolean().nullable(),
});
