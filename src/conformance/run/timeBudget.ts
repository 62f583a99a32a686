/** What is known of a whole verdict, whichever part of its time is asked. */
interface Course {
  /** Whether anything was judged yet: however short the time is, something is. */
  readonly hasBegun: () => boolean;
  /** Whether something was left undone since the time was over. */
  isCut: boolean;
}

/** The real time that something may take: asked between steps, while jobs are waited for, and before each run. */
export class TimeBudget {
  /** @param endsAtMs by `performance.now()`; null for as long as it takes */
  private constructor(
    private readonly endsAtMs: number | null,
    private readonly course: Course,
  ) {}

  /** @param timeMs undefined for as long as it takes */
  static of(timeMs: number | undefined, hasBegun: Course['hasBegun']): TimeBudget {
    const endsAtMs = timeMs === undefined ? null : performance.now() + timeMs;
    return new TimeBudget(endsAtMs, { hasBegun, isCut: false });
  }

  get isOver(): boolean {
    return this.endsAtMs !== null && performance.now() > this.endsAtMs && this.course.hasBegun();
  }

  get leftMs(): number {
    return this.endsAtMs === null ? Number.POSITIVE_INFINITY : Math.max(0, this.endsAtMs - performance.now());
  }

  /** Whether any part of it has ended before all was done. */
  get isCut(): boolean {
    return this.course.isCut;
  }

  /** As `isOver`, where something is left to do. */
  cuts(): boolean {
    if (this.isOver) this.course.isCut = true;
    return this.isOver;
  }

  /** The same time, for what does not count when it is left undone. */
  get aside(): TimeBudget {
    return new TimeBudget(this.endsAtMs, { ...this.course, isCut: false });
  }

  /** The same share of what is left as each of so many things that are still to be done; what one leaves, the others have. */
  share(among: number): TimeBudget {
    if (this.endsAtMs === null) return this;
    return new TimeBudget(performance.now() + this.leftMs / among, this.course);
  }
}
