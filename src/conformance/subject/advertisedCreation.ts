import { z } from 'zod';

const count = z.number().int().min(0);

/** What a subject says of the creation of volumes. */
export const createsSchema = z.strictObject({
  /** StorageConfigSupportsStorageVolumeCreation. */
  volumes: z.boolean(),
  /** Whether they are created within the call (0) or by a job (4096). */
  by: z.enum(['call', 'job', 'unknown']),
  /** Whether pools have thinly provisioned volumes, where those are asked for; null where that is not known. */
  thin: z.boolean().nullable(),
  /** What sizes they have: whole extents (`allocation.extent`), or an extent, two, four and so on; what is asked for is rounded up. */
  sizes: z.enum(['extents', 'doublings', 'unknown']),
  /** What goals a client may set: others are refused; null where that is not known. */
  goals: z
    .strictObject({
      noSinglePointOfFailure: z.boolean(),
      /** The least and the most. */
      packageRedundancy: z.tuple([count, count]),
      dataRedundancy: z.tuple([count, count]),
      parityLayouts: z.array(count),
    })
    .nullable(),
});

/** What editors show for its members. */
export interface CreatesDocs {
  /** StorageConfigSupportsStorageVolumeCreation. */
  volumes?: unknown;
  /** Whether they are created within the call (0) or by a job (4096); or `unknown`. */
  by?: unknown;
  /** Whether pools have thinly provisioned volumes; null for not known. */
  thin?: unknown;
  /** What sizes they have: whole `extents`, or `doublings` of one; what is asked for is rounded up. Or `unknown`. */
  sizes?: unknown;
  /** What goals a client may set; null for not known. */
  goals?:
    | {
        /** Whether volumes have no single point of failure. */
        noSinglePointOfFailure?: unknown;
        /** How many drives may fail at once: the least and the most. */
        packageRedundancy?: unknown;
        /** How many complete copies of data there are: the least and the most. */
        dataRedundancy?: unknown;
        /** The parity layouts that there are, by their numbers. */
        parityLayouts?: unknown;
      }
    | null
    | undefined;
}
