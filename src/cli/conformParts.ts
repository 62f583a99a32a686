import type { Driver, Tier } from '../conformance/driver.js';
import type { MutantMatrix } from '../conformance/mutant.js';
import type { ConformOptions, SuiteEntry } from '../conformance/options.js';
import type { ConformanceReport } from '../conformance/report.js';
import type { RunStep } from '../conformance/steps.js';
import type { Version } from '../vocabulary/versions.js';

/** What `arraysim conform` is made of: each part is loaded when it is asked for. */
export interface ConformParts {
  /** An array of ours. @throws BadInputError for a name that no profile has */
  readonly subjectNamed: (text: string, options: { readonly version?: Version }) => Promise<Driver>;
  readonly suite: () => Promise<readonly SuiteEntry[]>;
  readonly conform: (driver: Driver, options: ConformOptions) => Promise<ConformanceReport>;
  readonly rehearse: (driver: Driver, tier: Tier) => Promise<Rehearsal>;
  /** Runs the suite against the arrays that are wrong on purpose. */
  readonly matrix: (options: ConformOptions) => Promise<MutantMatrix>;
}

/** A run that is done step by step: a member for each kind of step, which takes what the step has. */
export interface Rehearsal {
  clone(call: Of<'clone'>['with']): unknown;
  overlap(calls: Of<'overlap'>['calls'], order: Of<'overlap'>['order']): unknown;
  act(action: Of<'act'>['action']): unknown;
  advance(ms: number): unknown;
  look(): unknown;
  arm(plan: Of<'arm'>['plan']): unknown;
  heal(): unknown;
  /** Throws when the property was broken by what was done so far. */
  expect(property: string): unknown;
}

type Of<Kind extends RunStep['do']> = Extract<RunStep, { readonly do: Kind }>;

/** The parts of this package. */
export const conformParts: ConformParts = {
  subjectNamed: notHere,
  suite: notHere,
  conform: notHere,
  rehearse: notHere,
  matrix: notHere,
};

function notHere(): never {
  throw new Error('the suite is not part of this build');
}
