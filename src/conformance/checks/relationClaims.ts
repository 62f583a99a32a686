import type { Look } from '../model/look.js';
import { isOver } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import type { JobSeen, RelationSeen, VolumeSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** What an array tells of the association of a clone with its source, as far as it does, held against the texts of its properties.
 * @see CIM_Synchronized.CopyState, WhenSynced and PercentSynced; CIM_StorageSynchronized.SyncState
 */
export class RelationClaims {
  /** Targets that hosts have written to. */
  private readonly written = new Set<string>();
  /** PercentSynced of those that are broken. */
  private readonly broken = new Map<string, number>();

  constructor(
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
  ) {}

  /** A host has written to a volume. */
  write(volume: string): void {
    this.written.add(volume);
  }

  /** A volume is made, or overwritten, by a copy. */
  begin(volume: string): void {
    this.written.delete(volume);
    this.broken.delete(volume);
  }

  look({ volumes, jobs }: Look): void {
    for (const [name, seen] of volumes) {
      const { relation, source } = seen;
      if (relation === undefined) continue;
      this.demand(
        (relation === null) === (source === null),
        () => `${name} has the source ${source}, and ${relation === null ? 'no' : 'a'} relation to one`,
      );
      if (relation !== null) this.judge(name, relation, [seen, volumes.get(source ?? '')], jobs);
    }
  }

  private judge(
    name: string,
    relation: RelationSeen,
    sides: readonly (VolumeSeen | undefined)[],
    jobs: Look['jobs'],
  ): void {
    const { copyState, syncState, syncMaintained, percentSynced, syncedMs } = relation;
    this.demand(
      syncState !== synchronizedState || syncMaintained !== false,
      () => `${name} is Synchronized by its SyncState, and SyncMaintained is false`,
    );
    if (copyState === undefined) return;
    const isComplete = copyState === synchronized || copyState === skewed;
    const isCopied = isComplete && !this.mayBeServed(name, jobs);
    if (isCopied) {
      this.demand((percentSynced ?? 100) === 100, () => `${name} is ${percentSynced} % of a copy that is complete`);
      this.demand(
        copyState === skewed || syncMaintained === true || !this.written.has(name),
        () => `${name} has the CopyState ${copyState}, though a host has written to it`,
      );
    }
    if (isComplete)
      this.demand(
        sides.every((side) => side?.healthStatus !== unhealthy),
        () => `${name} has the CopyState ${copyState}, though its source or it itself has failed`,
      );
    // A mirror that is broken is copied to again.
    if (copyState === broken && percentSynced !== undefined && syncMaintained !== true) {
      const before = this.broken.get(name) ?? percentSynced;
      this.demand(
        percentSynced >= before,
        () => `${name} was ${before} % of a copy that broke off, now ${percentSynced}`,
      );
      this.broken.set(name, before);
    }
    const accepted = jobOf(name, jobs)?.submittedMs;
    if (syncedMs == null || accepted == null || !this.advertised.time.virtual) return;
    this.demand(
      syncedMs <= accepted,
      () => `${name} is said to hold what its source held at ${syncedMs} ms, and was accepted at ${accepted} ms`,
    );
  }

  /** A target that hosts may use at once is Synchronized while it is copied, too: what is not copied yet is read from its source. A
   * job that nobody finds may go on.
   * @see Microsoft's requirements on SMI-S providers, WaitForCopyState
   */
  private mayBeServed(name: string, jobs: Look['jobs']): boolean {
    if (this.advertised.clones.targetUsable === 'atCompletion') return false;
    const job = jobOf(name, jobs);
    return job === undefined || !isOver(job.jobState);
  }

  private demand(holds: boolean, message: () => string): void {
    this.verdicts.demand('SOURCE-FROZEN', holds, message);
  }
}

/** The last of those that have made a volume, or copied to it. */
function jobOf(target: string, jobs: ReadonlyMap<string, JobSeen>): JobSeen | undefined {
  let last: JobSeen | undefined;
  for (const job of jobs.values())
    if (job.target === target && (last?.submittedMs ?? 0) <= (job.submittedMs ?? 0)) last = job;
  return last;
}

/** Values of CopyState. */
const synchronized = 4;
const broken = 5;
const skewed = 13;

/** Of SyncState: "when this value is set, SyncMaintained will be true". */
const synchronizedState = 6;

/** Of HealthStatus. */
const unhealthy = 2;
