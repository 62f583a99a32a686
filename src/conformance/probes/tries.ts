import type { Level } from '../report.js';
import type { Rehearsal } from '../run/rehearsal.js';
import type { RunStep } from '../run/steps.js';
import type { Need } from '../subject/needs.js';
import { concurrencyTries } from './concurrency.js';
import { faultTries } from './faults.js';
import { jobTries } from './jobs.js';
import { planTries } from './planRelations.js';
import { relationTries } from './relations.js';
import { watchingTries } from './watching.js';

/** A property that is found out by doing something of its own, from any state that a run has come to. */
export interface Try {
  readonly property: string;
  readonly level: Level;
  readonly needs: readonly Need[];
  /** Whether it is made under the faults that are armed; else they are healed before. */
  readonly underFaults?: true;
  /** How many calls it takes with it. */
  readonly calls: number;
  readonly act: (run: Rehearsal, step: Extract<RunStep, { do: 'try' }>) => Promise<void>;
}

/** All that there are. */
export const tries: readonly Try[] = [
  ...relationTries,
  ...jobTries,
  ...watchingTries,
  ...faultTries,
  ...planTries,
  ...concurrencyTries,
];
