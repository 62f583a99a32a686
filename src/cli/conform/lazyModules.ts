import type { MutantMatrix } from '../../conformance/mutants/mutant.js';
import type { ConformOptions, SuiteEntry } from '../../conformance/options.js';
import type { ConformanceReport } from '../../conformance/report.js';
import type { ReplayByHand } from '../../conformance/run/replayByHand.js';
import type { Driver } from '../../conformance/subject/driver.js';
import type { Tier } from '../../conformance/subject/tier.js';
import type { RemoteOptions } from '../../subjects/remote/driver.js';
import type { Version } from '../../vocabulary/versions.js';

/** What `arraysim conform` is made of: each module is loaded when it is asked for. */
export interface LazyModules {
  /** An array of ours. @throws BadInputError for a name that no profile has */
  readonly subjectNamed: (text: string, options: { readonly version?: Version }) => Promise<Driver>;
  /** A provider on the wire. @throws BadInputError for no address */
  readonly remote: (address: string, options: RemoteOptions) => Promise<Driver>;
  readonly suite: () => Promise<readonly SuiteEntry[]>;
  readonly conform: (driver: Driver, options: ConformOptions) => Promise<ConformanceReport>;
  readonly replayByHand: (driver: Driver, tier: Tier) => Promise<ReplayByHand>;
  /** Runs the suite against the arrays that are wrong on purpose. */
  readonly matrix: (options: ConformOptions) => Promise<MutantMatrix>;
}

/** The modules of this package. */
export const lazyModules: LazyModules = {
  subjectNamed: async (text, options) => (await import('../../subjects/subjectNamed.js')).subjectNamed(text, options),
  remote: async (address, options) => (await import('../../subjects/remote/driver.js')).remoteDriver(address, options),
  suite: async () => (await import('../../conformance/suite.js')).suite,
  conform: async (driver, options) => (await import('../../conformance/conform.js')).conform(driver, options),
  replayByHand: async (driver, tier) =>
    (await import('../../conformance/run/replayByHand.js')).replayByHand(driver, tier),
  matrix: async (options) => {
    const { matrixOf } = await import('../../conformance/mutants/matrix.js');
    const { mutants } = await import('../../subjects/mutants.js');
    return await matrixOf(mutants, options);
  },
};
