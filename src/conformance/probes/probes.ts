import type { Level } from '../report.js';
import type { Run } from '../run/run.js';
import type { RunStep } from '../run/steps.js';
import type { Need } from '../subject/needs.js';
import { concurrencyProbes } from './concurrency.js';
import { faultProbes } from './faults.js';
import { jobProbes } from './jobs.js';
import { planProbes } from './planRelations.js';
import { relationProbes } from './relations.js';
import { watchingProbes } from './watching.js';

/** A property that is found out by doing something of its own, from any state that a run has come to. */
export interface Probe {
  readonly property: string;
  readonly level: Level;
  readonly needs: readonly Need[];
  /** Whether it is made under the faults that are armed; else they are healed before. */
  readonly underFaults?: true;
  /** How many calls it takes with it. */
  readonly calls: number;
  readonly act: (run: Run, step: Extract<RunStep, { do: 'probe' }>) => Promise<void>;
}

/** All that there are. */
export const probes: readonly Probe[] = [
  ...relationProbes,
  ...jobProbes,
  ...watchingProbes,
  ...faultProbes,
  ...planProbes,
  ...concurrencyProbes,
];
