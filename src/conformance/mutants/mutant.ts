import type { Driver } from '../subject/driver.js';

/** A subject that is wrong in one way, on purpose: which properties find it out shows what the suite is worth. */
export interface Mutant {
  /** 'half-size-clone' */
  readonly name: string;
  /** What is wrong about it, in a sentence. */
  readonly wrong: string;
  /** Makes a fresh one. */
  readonly make: () => Driver;
  /** Why no client could ever tell; absent for those that have to be found out. */
  readonly equivalent?: string;
}

/** Which properties found which mutants out. */
export interface MutantMatrix {
  /** The seed of the runs. */
  readonly seed: number;
  /** The mutants, and who found them out. */
  readonly mutants: readonly MutantRow[];
  /** The mutants that would survive if one property alone were switched off, by its name; properties without such
   * mutants are left out.
   */
  readonly onlyKilledBy: Readonly<Record<string, readonly string[]>>;
  /** How long it took, in milliseconds of real time. */
  readonly elapsedMs: number;
}

/** What came of one mutant. */
export interface MutantRow {
  /** Its name. */
  readonly name: string;
  /** What is wrong about it. */
  readonly wrong: string;
  /** Why no client could ever tell; null for those that have to be found out. */
  readonly equivalent: string | null;
  /** Calls that were made to it. */
  readonly calls: number;
  /** With the calls until each saw it; the quickest first. */
  readonly killedBy: readonly {
    /** The property that saw it. */
    readonly property: string;
    /** Calls until then. */
    readonly afterCalls: number;
  }[];
}
