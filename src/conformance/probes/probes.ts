import type { Probe } from '../run/probe.js';
import { concurrencyProbes } from './concurrency.js';
import { faultProbes } from './faults.js';
import { jobProbes } from './jobs.js';
import { outcomeProbes } from './outcomes.js';
import { planProbes } from './planRelations.js';
import { relationProbes } from './relations.js';
import { watchingProbes } from './watching.js';

/** All that there are. */
export const probes: readonly Probe[] = [
  ...relationProbes,
  ...jobProbes,
  ...watchingProbes,
  ...faultProbes,
  ...outcomeProbes,
  ...planProbes,
  ...concurrencyProbes,
];
