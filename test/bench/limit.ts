/** The fair limit: what createClone costs when it is written by hand on dense arrays and one Map by name, with names,
 * synchronizations, retention of finished jobs and a reply, and nothing else. No validation, no conversation, no table
 * of refusals, no forks, no digests, no trace: what arraysim costs beyond this is what its abilities cost.
 */
export class Limit {
  private readonly names: string[] = [];
  private readonly sizes: number[] = [];
  private readonly states: number[] = [];
  private readonly synchronizations: number[] = [];
  private readonly replicas: number[] = [];
  private readonly byName = new Map<string, number>();

  private readonly synchronizationSources: number[] = [];
  private readonly synchronizationTargets: number[] = [];
  private readonly synchronizationStates: number[] = [];
  private readonly synchronizationTimes: number[] = [];
  /** The synchronizations of one source, linked from the youngest on. */
  private readonly nextOfSource: number[] = [];
  private readonly firstReplicas: number[] = [];

  private readonly jobTargets: number[] = [];
  private readonly jobStates: number[] = [];
  private readonly jobEnds: number[] = [];
  /** The oldest job that is still kept, and the oldest that still runs. */
  private firstKept = 0;
  private firstRunning = 0;

  private used = 0;
  private reserved = 0;
  nowMs = 0;

  constructor(
    private readonly total: number,
    private readonly blocksPerMs: number,
    private readonly retentionMs: number,
  ) {}

  addVolume(name: string, size: number): number {
    const volume = this.names.push(name) - 1;
    this.sizes.push(size);
    this.states.push(1);
    this.synchronizations.push(-1);
    this.replicas.push(0);
    this.firstReplicas.push(-1);
    this.byName.set(name, volume);
    this.used += size;
    return volume;
  }

  idOf(volume: number): string {
    return `vol-${volume}`;
  }

  createClone(on: string, name: string) {
    const source = on.startsWith('vol-') ? Number(on.slice(4)) : this.byName.get(on);
    if (source === undefined) throw new Error(on);
    const size = this.sizes[source] ?? 0;
    if (size > this.total - this.used - this.reserved)
      return { ReturnValue: 40002, TargetStorageVolume: null, Job: null };
    const target = this.addVolume(name, size);
    this.used -= size;
    this.reserved += size;
    this.states[target] = 0;
    const synchronization = this.synchronizationSources.push(source) - 1;
    this.synchronizationTargets.push(target);
    this.synchronizationStates.push(0);
    this.synchronizationTimes.push(this.nowMs);
    this.synchronizations[target] = synchronization;
    this.nextOfSource.push(this.firstReplicas[source] ?? -1);
    this.firstReplicas[source] = synchronization;
    this.replicas[source] = (this.replicas[source] ?? 0) + 1;
    const job = this.jobTargets.push(target) - 1;
    this.jobStates.push(0);
    this.jobEnds.push(this.nowMs + Math.ceil(size / this.blocksPerMs));
    return { ReturnValue: 4096, TargetStorageVolume: `vol-${target}`, Job: `job-${job}` };
  }

  /** Completes the jobs that are due, and forgets those whose retention is over. */
  settle(): void {
    while (this.firstRunning < this.jobTargets.length) {
      const job = this.firstRunning++;
      const target = this.jobTargets[job] ?? 0;
      const size = this.sizes[target] ?? 0;
      this.nowMs = Math.max(this.nowMs, this.jobEnds[job] ?? 0);
      this.jobStates[job] = 1;
      this.states[target] = 1;
      this.synchronizationStates[this.synchronizations[target] ?? 0] = 1;
      this.reserved -= size;
      this.used += size;
    }
    while (this.firstKept < this.firstRunning && (this.jobEnds[this.firstKept] ?? 0) + this.retentionMs <= this.nowMs) {
      this.jobStates[this.firstKept++] = 2;
    }
  }
}
