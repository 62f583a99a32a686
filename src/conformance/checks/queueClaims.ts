import type { MethodName } from '../../vocabulary/methods/index.js';
import { jobCompleted, jobNew } from '../model/state.js';
import type { Advertised } from '../subject/advertised.js';
import type { JobSeen } from '../subject/observations.js';
import { nameOf } from './jobStates.js';
import type { Verdicts } from './verdicts.js';

/** In which order jobs begin that wait for their turn. */
export class QueueClaims {
  /** When each was first told of: what was told of at once may have been accepted in any order. */
  private readonly known = new Map<string, number>();
  private moments = 0;
  /** Faults may have held what was asked for first. */
  private isSpoilt = false;

  constructor(
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
  ) {}

  /** A job that the reply of a call has named. */
  told(name: string): void {
    this.learn([name]);
  }

  /** All there are.
   * @param methodOf what started a job; null where nobody knows
   */
  look(jobs: ReadonlyMap<string, JobSeen>, methodOf: (name: string) => MethodName | null, underFaults: boolean): void {
    this.isSpoilt ||= underFaults;
    this.learn([...jobs.keys()]);
    const { queue } = this.advertised.declares;
    if (this.isSpoilt || queue === 'any') return;
    const about = { property: 'JOB-TIMES', settledBy: 'declares.queue', declared: queue === 'firstIn' };
    let isShown = false;
    for (const [first, { jobState }] of jobs) {
      const method = jobState === jobNew ? methodOf(first) : null;
      if (method === null) continue;
      for (const [other, begun] of jobs) {
        if (!hasBegun.includes(begun.jobState) || methodOf(other) !== method) continue;
        const ahead = this.momentOf(other) - this.momentOf(first);
        isShown ||= ahead !== 0;
        if (ahead <= 0) continue;
        const overtaken = () =>
          `${other} is ${nameOf(begun.jobState)}, and ${first}, which was accepted before it, still waits`;
        this.verdicts.expect(about, false, overtaken);
        return;
      }
    }
    if (isShown) this.verdicts.expect(about, true, () => '');
  }

  private learn(names: readonly string[]): void {
    this.moments++;
    for (const name of names) if (!this.known.has(name)) this.known.set(name, this.moments);
  }

  private momentOf(name: string): number {
    return this.known.get(name) ?? 0;
  }
}

/** Starting, Running, Completed: one that has failed, or was ended, may never have had its turn. */
const hasBegun: readonly number[] = [3, 4, jobCompleted];

/** That a job was not over much before it can have copied its clone at the rate that is declared.
 * @param nowMs when it was seen so, by the subject's clock
 */
export function judgePace(
  verdicts: Verdicts,
  { declares: { copyRatePerSecond: rate }, allocation }: Advertised,
  { name, bytes, seen, nowMs }: Copied,
): void {
  const begunMs = seen.startedMs ?? seen.submittedMs;
  const overMs = seen.changedMs ?? nowMs;
  // What else is copied than all of it, nobody knows.
  if (rate === undefined || allocation.kind !== 'full' || begunMs == null || overMs === null) return;
  const leastMs = Math.floor(((bytes / rate) * 1000) / 2);
  verdicts.demand(
    'JOB-TIMES',
    overMs - begunMs >= leastMs,
    () =>
      `${name} has copied ${bytes} bytes in ${overMs - begunMs} ms; at ${rate} bytes a second that takes ${2 * leastMs}`,
  );
}

/** A job that is Completed. */
interface Copied {
  readonly name: string;
  readonly bytes: number;
  readonly seen: JobSeen;
  readonly nowMs: number | null;
}
