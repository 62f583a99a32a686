import type { Wrong } from './switches.js';

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
  /** How long it was suspended in all, and since when it is. */
  restedMs: number;
  restsSinceMs: number | null;
  /** How far it had come when it was ended; null for one that nobody ended. */
  percentAtEnd: number | null;
  /** 2 New, 4 Running, 5 Suspended, 7 Completed, 8 Terminated, 9 Killed, 10 Exception */
  state: 2 | 4 | 5 | 7 | 8 | 9 | 10;
}

export type Control = 'suspend' | 'resume' | 'terminate' | 'kill';

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
    private readonly wrong: Wrong | null = null,
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
      restedMs: 0,
      restsSinceMs: null,
      percentAtEnd: null,
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

  /** What an operator does to a copy. @returns whether it could be done */
  control(id: string, control: Control): boolean {
    this.settle();
    const copy = this.copies.find((one) => one.id === id);
    if (copy === undefined || !isOpen(copy)) return false;
    const nowMs = this.clock();
    if (control === 'suspend') {
      if (copy.state !== 4) return false;
      copy.state = 5;
      copy.restsSinceMs = nowMs;
    } else if (control === 'resume') {
      if (copy.state !== 5) return false;
      copy.state = 4;
      if (this.wrong === 'resumedAnew') copy.restedMs = nowMs - (copy.startedMs ?? nowMs);
      else if (this.wrong !== 'suspendedGoesOn') copy.restedMs += nowMs - (copy.restsSinceMs ?? nowMs);
      copy.restsSinceMs = null;
    } else {
      copy.percentAtEnd = this.percentOf(copy);
      copy.state = control === 'kill' && this.wrong !== 'killedIsTerminated' ? 9 : 8;
      if (this.wrong === 'terminatedCompletes') copy.state = 7;
      copy.changedMs = nowMs;
      this.ended(copy);
      this.startNext(nowMs);
      return true;
    }
    copy.changedMs = nowMs;
    return true;
  }

  /** A copy as those are told who ask; one that is wrong tells other times. */
  told(copy: Copy): Copy {
    const nowMs = this.clock();
    if (this.wrong === 'submittedMoves' && copy.state === 2) return { ...copy, submittedMs: nowMs };
    if (this.wrong === 'startedMoves' && copy.state === 4) return { ...copy, startedMs: nowMs, changedMs: nowMs };
    return this.wrong === 'suspendedChanges' && copy.state === 5 ? { ...copy, changedMs: nowMs } : copy;
  }

  percentOf(copy: Copy): number {
    const { state, startedMs, takesMs, fails, percentAtEnd } = copy;
    if (state === 7) return 100;
    if (percentAtEnd !== null) return percentAtEnd;
    if (startedMs === null) return 0;
    const untilMs = this.wrong === 'suspendedGoesOn' ? this.clock() : (copy.restsSinceMs ?? this.clock());
    const done = state === 10 ? breaksOffAt : (untilMs - startedMs - copy.restedMs) / takesMs;
    return Math.min(fails ? 100 * breaksOffAt : 99, Math.floor(100 * done));
  }

  get isAtWork(): boolean {
    return this.copies.some(isOpen);
  }

  isReading(volume: string): boolean {
    return this.copies.some((copy) => isOpen(copy) && copy.source === volume);
  }

  isWriting(volume: string): boolean {
    return this.copies.some((copy) => isOpen(copy) && copy.target === volume);
  }

  private startNext(atMs: number): void {
    const running = this.copies.filter(({ state }) => state === 4 || state === 5).length;
    const waiting = this.copies.filter(({ state }) => state === 2);
    if (this.turns === 'lastIn' || this.wrong === 'lastInFirstOut') waiting.reverse();
    for (const copy of waiting.slice(0, Math.max(0, runningAtOnce - running))) {
      // Between two looks at the machine's clock it may have come to wait, and its turn be found out of later.
      copy.startedMs = Math.max(atMs, copy.submittedMs);
      copy.changedMs = copy.startedMs;
      copy.state = 4;
    }
  }

  private nextToEnd(): Copy | undefined {
    const running = this.copies.filter(({ state }) => state === 4);
    return running.toSorted((one, other) => endOf(one) - endOf(other))[0];
  }
}

/** ErrorCode of a job. */
export function errorCodeOf({ state }: Copy, wrong: Wrong | null): number {
  if (state === 10) return wrong === 'failsWithOddCode' ? 6 : 4;
  return state === 7 && wrong === 'completesWithError' ? 4 : 0;
}

function isOpen({ state }: Copy): boolean {
  return state === 2 || state === 4 || state === 5;
}

function endOf({ startedMs, restedMs, takesMs, fails }: Copy): number {
  return startedMs === null
    ? Number.POSITIVE_INFINITY
    : startedMs + restedMs + Math.ceil(fails ? takesMs * breaksOffAt : takesMs);
}
