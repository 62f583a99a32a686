/** A copy that was asked for, as MSFT_SMJob has it. */
export interface Copy {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** How long it takes to copy all. */
  readonly takesMs: number;
  /** Whether it breaks off on the way. */
  readonly fails: boolean;
  readonly submittedMs: number;
  startedMs: number | null;
  changedMs: number;
  /** 2 New, 4 Running, 7 Completed, 10 Exception */
  state: 2 | 4 | 7 | 10;
}

/** How far a copy comes that fails. */
const breaksOffAt = 0.4;
/** How many copies run at once; the others wait for their turn. */
export const runningAtOnce = 2;

/** The copies of an array. What has come of them is found out when somebody asks, and is the same whenever that is. */
export class CopyQueue {
  readonly copies: Copy[] = [];

  /** @param ended called for each copy that has come to its end, in the order of their ends
   * @param turns which of those that wait begins first
   */
  constructor(
    private readonly clock: () => number,
    private readonly ended: (copy: Copy) => void,
    private readonly turns: 'firstIn' | 'lastIn' = 'firstIn',
  ) {}

  add(copy: Pick<Copy, 'source' | 'target' | 'takesMs'>, failsEach: number | null): Copy {
    const number = this.copies.length + 1;
    const nowMs = this.clock();
    const added: Copy = {
      ...copy,
      id: `job-${number}`,
      fails: failsEach !== null && number % failsEach === 0,
      submittedMs: nowMs,
      startedMs: null,
      changedMs: nowMs,
      state: 2,
    };
    this.copies.push(added);
    this.startNext(nowMs);
    return added;
  }

  /** Lets everything happen that was due by now. */
  settle(): void {
    const nowMs = this.clock();
    // Each turn ends a copy, and no copy ends twice.
    for (let next = this.nextToEnd(); next !== undefined && endOf(next) <= nowMs; next = this.nextToEnd()) {
      const atMs = endOf(next);
      next.state = next.fails ? 10 : 7;
      next.changedMs = atMs;
      this.ended(next);
      this.startNext(atMs);
    }
  }

  percentOf({ state, startedMs, takesMs, fails }: Copy): number {
    if (state === 7) return 100;
    if (startedMs === null) return 0;
    const done = state === 10 ? breaksOffAt : (this.clock() - startedMs) / takesMs;
    return Math.min(fails ? 100 * breaksOffAt : 99, Math.floor(100 * done));
  }

  isReading(volume: string): boolean {
    return this.copies.some((copy) => isOpen(copy) && copy.source === volume);
  }

  isWriting(volume: string): boolean {
    return this.copies.some((copy) => isOpen(copy) && copy.target === volume);
  }

  private startNext(atMs: number): void {
    const running = this.copies.filter(({ state }) => state === 4).length;
    const waiting = this.copies.filter(({ state }) => state === 2);
    if (this.turns === 'lastIn') waiting.reverse();
    for (const copy of waiting.slice(0, Math.max(0, runningAtOnce - running))) {
      copy.state = 4;
      copy.startedMs = atMs;
      copy.changedMs = atMs;
    }
  }

  private nextToEnd(): Copy | undefined {
    const running = this.copies.filter(({ state }) => state === 4);
    return running.toSorted((one, other) => endOf(one) - endOf(other))[0];
  }
}

function isOpen({ state }: Copy): boolean {
  return state === 2 || state === 4;
}

function endOf({ startedMs, takesMs, fails }: Copy): number {
  return startedMs === null ? Number.POSITIVE_INFINITY : startedMs + Math.ceil(fails ? takesMs * breaksOffAt : takesMs);
}
