import type { JobSeen, VolumeSeen } from '../../conformance/subject/observations.js';

/** What a driver has made at a provider that goes on after a reset: which volumes are its clones, and what it hides. */
export class Leftovers {
  private readonly clones = new Set<string>();
  /** Jobs of its clones, each with the target that its reply has named. */
  private readonly jobs = new Map<string, string | null>();
  private hidden: ReadonlySet<string> = new Set();
  /** All that were seen, of which the ids are those of volumes. */
  private readonly volumes = new Set<string>();

  /** Notes what a reply has named. */
  note(target: string | null | undefined, job: string | null): void {
    if (target != null) this.clones.add(target);
    if (job !== null) this.jobs.set(job, target ?? null);
  }

  /** What jobs of its own have made. */
  learn(jobs: readonly JobSeen[]): void {
    for (const { id, target } of jobs) if (this.jobs.has(id) && target !== null) this.clones.add(target);
  }

  /** What the reply has named that has started a job. */
  targetOf(job: string): string | null {
    return this.jobs.get(job) ?? null;
  }

  /** The clones among these, the newest first: they may be sources of later ones, or have them as theirs. */
  made(volumes: readonly VolumeSeen[]): readonly string[] {
    const there = new Set(volumes.map(({ id }) => id));
    return [...this.clones].filter((id) => there.has(id)).reverse();
  }

  /** From now on nothing is shown of what is over, and of clones that are still there. */
  begin(volumes: readonly VolumeSeen[], jobs: readonly JobSeen[]): void {
    this.hidden = new Set([...this.made(volumes), ...jobs.map(({ id }) => id)]);
    this.see(volumes);
  }

  /** Keeps in mind that these are volumes, also when they have gone. */
  see(volumes: readonly { readonly id: string }[]): void {
    for (const { id } of volumes) this.volumes.add(id);
  }

  isHidden(id: string): boolean {
    return this.hidden.has(id);
  }

  isVolume(id: string): boolean {
    return this.volumes.has(id) || this.clones.has(id);
  }

  without<Seen extends { readonly id: string }>(all: readonly Seen[]): readonly Seen[] {
    return all.filter(({ id }) => !this.hidden.has(id));
  }
}
