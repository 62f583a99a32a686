import { z } from 'zod';

/** As `durationSchema` of `profile.ts`. */
const span = z.union([z.string(), z.number()]);

/** How volumes and pools are deleted. */
const deletionSchema = z.strictObject({
  /** Whether volumes and pools are deleted within the call (0) or by a job (4096). */
  by: z.enum(['call', 'job']),
  /** How long such a job runs. */
  takes: span,
});

/** How volumes are resized. */
const resizingSchema = z.strictObject({
  /** Whether volumes are resized within the call (0) or by a job (4096), during which they are locked, and how long that runs. */
  by: z.enum(['call', 'job']),
  takes: span,
  /** What becomes of a resize while jobs copy the volume; one that is copied to is never resized. The documents are silent. */
  whileCopying: z.enum(['refused', 'allowed']),
  /** And of one of a volume that has a source, replicas or linked clones. Arrays do both. */
  whileAssociated: z.enum(['refused', 'allowed']),
});

/** What is changed of what hosts may do with volumes. */
const accessSchema = z.strictObject({
  /** Whether SetReadonly and SetReadWrite change what hosts may do with volumes; else 1. */
  changes: z.boolean(),
  /** Whether they do with snapshots; else 4100, and snapshots keep the access that they were made with. The documents are silent. */
  snapshots: z.enum(['changed', 'refused']),
  /** Whether they do with volumes that are exposed to hosts; else 4100. */
  exposed: z.enum(['changed', 'refused']),
});

/** What a profile says of how volumes are changed, and go. */
export const volumeSchemas = { deletion: deletionSchema, resizing: resizingSchema, access: accessSchema };
