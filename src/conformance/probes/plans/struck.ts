import type { ContentsRange, JobSeen, PoolSeen, VolumeSeen } from '../../subject/observations.js';

/** What a clone under a fault was like: it was asked for, its job was waited for, then the fault was healed. */
export interface Struck {
  /** The answer's code; null for none. */
  readonly code: number | null;
  readonly message: string;
  /** What the call took of the subject's time; null where that can't be told. The same of a clone without a fault, on a twin. */
  readonly tookMs: number | null;
  readonly bareTookMs: number | null;
  /** Its job before the healing. */
  readonly job: JobSeen | null;
  /** That of the clone without a fault, when it is over. */
  readonly bareJob: JobSeen | null;
  /** And just after its call was answered. */
  readonly bareAtReply: JobSeen | null;
  /** The job at each look, while it was waited for. */
  readonly looks: readonly JobLook[];
  /** Before the healing, and before all: the pool of the clone, and the volumes. */
  readonly pool: PoolSeen | undefined;
  readonly poolBefore: PoolSeen | undefined;
  /** The pool after those further clones. */
  readonly poolLast: PoolSeen | undefined;
  readonly volumes: readonly VolumeSeen[];
  readonly volumesBefore: readonly VolumeSeen[];
  /** What hosts find on the clone, and on its source, before the healing; null where that can't be told, or was not asked for. */
  readonly held: { readonly clone: readonly ContentsRange[]; readonly source: readonly ContentsRange[] } | null;
  /** The answers to more clones before the healing, and to as many without a fault. */
  readonly next: readonly string[];
  readonly bareNext: readonly string[];
  /** What the last of them took of the subject's time. */
  readonly lastTookMs: number | null;
  /** How long after the call came the healing. */
  readonly untilHealedMs: number;
  /** The job just after the healing, and when it was over after all. */
  readonly healed: JobSeen | null;
  readonly ended: JobSeen | null;
  /** How many volumes more there are in the end. */
  readonly made: number;
  /** The deletion that the trial asked for; null where it asked for none, or there was nothing to delete. */
  readonly deletion: Deleted | null;
}

/** A deletion under a fault. */
export interface Deleted {
  /** The answer's code; null for none. */
  readonly code: number | null;
  readonly tookMs: number | null;
  /** The clone after it, before the healing. */
  readonly clone: VolumeSeen | undefined;
  /** What a second one was answered after the healing; null where the first was granted. */
  readonly again: string | null;
}

interface JobLook {
  readonly afterMs: number;
  readonly job: JobSeen;
}

/** What a job took from its acceptance to its last change; null where it does not tell. */
export function durationOf(job: JobSeen | null): number | null {
  return job?.changedMs == null || job.submittedMs == null ? null : job.changedMs - job.submittedMs;
}

/** And to its start. */
export function startupOf(job: JobSeen | null): number | null {
  return job?.startedMs == null || job.submittedMs == null ? null : job.startedMs - job.submittedMs;
}
