import type { Verdicts } from '../checks/verdicts.js';
import type { Level } from '../report.js';
import type { Advertised } from '../subject/advertised.js';
import type { Need } from '../subject/needs.js';
import type { Run } from './run.js';
import type { RunStep } from './steps.js';

/** A property that is found out by doing something of its own, from any state that a run has come to. */
export interface Probe {
  readonly property: string;
  readonly level: Level;
  readonly needs: readonly Need[];
  /** Whether it is made under the faults that are armed; else they are healed before. */
  readonly underFaults?: true;
  /** Whether it waits for jobs, in real time where there is no other. */
  readonly waits?: true;
  /** How many calls it takes with it. */
  readonly calls: number;
  /** Of which methods these are, of those that the subject answers, now and then: any, or what creates volumes. Else they are clones. */
  readonly ofMethods?: 'any' | 'creations';
  readonly act: (run: Run, step: Extract<RunStep, { do: 'probe' }>) => Promise<void>;
}

/** Whether a property that is judged by waiting has been judged often enough, where that takes real time. */
export function isEnough({ property, waits }: Probe, { time }: Advertised, verdicts: Verdicts): boolean {
  return waits === true && !time.virtual && verdicts.judged(property) >= enoughWaits;
}

const enoughWaits = 2;

/** How long a run waits at a time, in real time: a part of what a job may take, so that it is seen on its way. */
export function longestWaitFor({ time }: Advertised): number {
  return Math.max(1, Math.floor(time.jobsEndWithinMs / 8));
}
