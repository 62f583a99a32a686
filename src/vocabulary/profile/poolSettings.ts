import { z } from 'zod';

/** What a primordial pool offers to make concrete pools with, as MSFT_SMPoolSetting tells it. */
export interface PoolSettingChoice {
  /** What it is called: of pool 'disks' it is 'disks/mirrored'. */
  readonly name: string;
  /** NoSinglePointOfFailure. */
  readonly noSinglePointOfFailure: boolean;
  /** How many copies of the data there are: DataRedundancyGoal. */
  readonly dataRedundancy: number;
  /** How many drives may fail without a loss: PackageRedundancyGoal. */
  readonly packageRedundancy: number;
}

export const poolSettingSchema: z.ZodType<PoolSettingChoice, PoolSettingChoice> = z.strictObject({
  name: z.string().regex(/^[^/]+$/),
  noSinglePointOfFailure: z.boolean(),
  dataRedundancy: z.number().int().min(1).max(65_535),
  packageRedundancy: z.number().int().min(0).max(65_535),
});
