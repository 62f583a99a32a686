import type { Clock, StoragePort } from '../../../src/client/index.js';
import { NoReplyError } from '../../../src/index.js';

/** What an orchestrator does about what may go wrong; without all of them it is one as they are often written. */
export interface Cures {
  /** Looks for its clone before it tries again: a call without an answer may have had its effect. */
  readonly looksFirst: boolean;
  /** Compares what the clone holds with what its source held, and waits on as long as something is missing. */
  readonly verifies: boolean;
  /** Deletes old backups once the new one is good, and not before. */
  readonly deletesLast: boolean;
  /** Gets itself another password when its own is good for nothing any more. */
  readonly renews: boolean;
  /** Waits so long and no longer. */
  readonly givesUp: boolean;
}

interface Credential {
  readonly username: string;
  readonly password: string;
}

export interface Task {
  readonly storage: StoragePort;
  readonly clock: Pick<Clock, 'sleep' | 'timeout'>;
  readonly volume: string;
  /** How many backups there are to be. */
  readonly keep: number;
  readonly credential: Credential;
  readonly renew: () => Promise<Credential>;
}

const pollsEvery = '15 s';
const waitsAtMost = '30 min';

/** Backs a volume up: clones it, waits, verifies, and deletes the backups that are too many. */
export class Orchestrator {
  private credential: Credential;

  constructor(
    private readonly task: Task,
    private readonly cures: Cures,
  ) {
    this.credential = task.credential;
  }

  /** Makes tonight's backup.
   * @throws when there is none
   */
  async night(name: string): Promise<void> {
    const { storage, volume, keep, clock } = this.task;
    const signal = this.cures.givesUp ? clock.timeout(waitsAtMost) : undefined;
    if (!this.cures.deletesLast) await this.deleteAllBut(keep - 1);
    const wanted = JSON.stringify(await storage.host.read(volume));
    const clone = await this.clone(`${volume}-${name}`);
    await this.jobOf(clone, signal);
    while (this.cures.verifies && JSON.stringify(await storage.host.read(clone)) !== wanted)
      await clock.sleep(pollsEvery, signal);
    if (this.cures.deletesLast) await this.deleteAllBut(keep);
  }

  private async clone(name: string): Promise<string> {
    const { storage, volume, clock, renew } = this.task;
    for (let attempt = 1; attempt <= 5; attempt++) {
      if (attempt > 1 && this.cures.looksFirst) {
        const [there] = await storage.volumes({ name });
        if (there !== undefined) return there.id;
      }
      try {
        const reply = await storage.createClone(volume, { ElementName: name, ...this.credential });
        if (reply.TargetStorageVolume !== null) return reply.TargetStorageVolume;
        if (reply.ReturnValue === 51005 && this.cures.renews) this.credential = await renew();
      } catch (error) {
        if (!(error instanceof NoReplyError)) throw error;
      }
      await clock.sleep('1 min');
    }
    throw new Error(`${volume} could not be cloned`);
  }

  /** Waits until the job of a clone is over.
   * @throws when it has failed
   */
  private async jobOf(clone: string, signal: AbortSignal | undefined): Promise<void> {
    const { storage, clock } = this.task;
    for (;;) {
      const job = (await storage.jobs()).find(({ target }) => target === clone);
      if (job === undefined || job.state === 'completed') return;
      if (job.errorCode !== 0) throw new Error(`the clone failed: ${job.errorDescription}`);
      await clock.sleep(pollsEvery, signal);
    }
  }

  private async deleteAllBut(count: number): Promise<void> {
    const { storage, volume } = this.task;
    const backups = (await storage.volumes()).filter(({ name }) => name.startsWith(`${volume}-`));
    // What is refused, such as one that is still copied, is deleted the next night.
    for (const { id } of backups.slice(0, Math.max(0, backups.length - count)))
      await storage.invoke(id, 'Delete', this.credential);
  }
}
