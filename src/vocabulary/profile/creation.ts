import { z } from 'zod';

const count = z.number().int().min(0);

/** How volumes are created, and what may be asked of them. */
export const creationSchema = z.strictObject({
  /** Whether volumes are created within the call (0) or by a job (4096). */
  by: z.enum(['call', 'job']),
  /** How long such a job runs. */
  takes: z.union([z.string(), z.number()]),
  /** What goals a client may set: others are refused (40604 to 40607). What redundancy costs in room is not modelled. */
  goals: z.strictObject({
    /** Whether volumes have no single point of failure. */
    noSinglePointOfFailure: z.boolean(),
    /** How many drives may fail at once: the least and the most. */
    packageRedundancy: z.tuple([count, count]),
    /** How many complete copies of data there are: the least and the most. */
    dataRedundancy: z.tuple([count.min(1), count.min(1)]),
    /** MSFT_SMStorageVolume.ParityLayout: 1 Non-rotated Parity, 2 Rotated Parity. */
    parityLayouts: z
      .array(z.number().int().min(1).max(2))
      .refine((list) => new Set(list).size === list.length, { error: 'each of them once' }),
  }),
});
