import { BaseClock } from '../../client/baseClock.js';
import type { ClockTimer } from '../../client/clock.js';

/** What a clock needs of the client that it is for. */
interface Waits {
  /** @returns what ends it, and says whether time passes for it alone */
  readonly wait: (ms: number, act: () => void) => { readonly end: () => void; readonly want: (is: boolean) => void };
  /** Refuses a client that does something that can't be explored. */
  readonly refuse: (what: string) => never;
}

/** The clock of a client that is explored: its time is that of the last answer, and whoever explores lets it pass. */
export class ExploredClock extends BaseClock {
  /** In milliseconds since 1970. */
  nowMs = 0;
  /** Whether the client has asked for the time since this was last put back. */
  wasRead = false;

  constructor(private readonly waits: Waits) {
    super();
  }

  readonly now = (): number => {
    this.wasRead = true;
    return this.nowMs;
  };

  readonly run = async <Result>(client: () => Result | PromiseLike<Result>): Promise<Result> =>
    this.unlessBroken(client);

  protected override start(act: () => void, ms: number, repeats: boolean): ClockTimer {
    return new ExploredTimer(this.waits, act, ms, repeats);
  }

  protected override cancel(timer: ClockTimer): void {
    if (timer instanceof ExploredTimer) timer.cancel();
  }

  protected override dropTimers(): void {}

  protected override welcome(): void {
    this.waits.refuse('another array on its clock');
  }

  /** Time is not its own to move. */
  protected override mayMove(): boolean {
    return false;
  }

  protected override next(): undefined {
    return undefined;
  }
}

class ExploredTimer implements ClockTimer {
  private isWanted = true;
  private waiting: ReturnType<Waits['wait']> | undefined;

  constructor(
    private readonly waits: Waits,
    private readonly act: () => void,
    private readonly ms: number,
    private readonly repeats: boolean,
  ) {
    this.begin();
  }

  ref = (): ClockTimer => this.want(true);
  unref = (): ClockTimer => this.want(false);
  hasRef = (): boolean => this.isWanted;

  cancel(): void {
    this.waiting?.end();
    this.waiting = undefined;
  }

  private begin(): void {
    this.waiting = this.waits.wait(this.ms, () => {
      // It may be cancelled by what it does.
      if (this.repeats) this.begin();
      else this.waiting = undefined;
      this.act();
    });
    this.waiting.want(this.isWanted);
  }

  private want(isWanted: boolean): ClockTimer {
    this.isWanted = isWanted;
    this.waiting?.want(isWanted);
    return this;
  }
}
