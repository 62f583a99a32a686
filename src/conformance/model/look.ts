import type { DriveSeen, JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';

/** What a look showed, by symbol. */
export interface Look {
  readonly pools: ReadonlyMap<string, PoolSeen>;
  readonly volumes: ReadonlyMap<string, VolumeSeen>;
  readonly jobs: ReadonlyMap<string, JobSeen>;
  /** Empty where the driver shows none. */
  readonly drives: ReadonlyMap<string, DriveSeen>;
  readonly nowMs: number | null;
}

/** How a look is to be taken. */
export interface Manner {
  /** Whether faults may have changed what nobody asked for: then rooms are taken as they are seen. */
  readonly underFaults: boolean;
  /** Whether an error may come after the effect, which is then taken back: jobs of nobody are due then. */
  readonly takesBack: boolean;
}

/** That what was seen is not what the model takes for true, and the property that says so. */
export interface Difference {
  readonly property: string;
  readonly message: string;
}

export function differs(property: string, message: string): Difference {
  return { property, message };
}
