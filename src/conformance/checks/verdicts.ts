/** That a property does not hold: ends a run. */
export class Breach extends Error {
  constructor(
    readonly property: string,
    message: string,
  ) {
    super(message);
    this.name = 'Breach';
  }
}

/** That the suite can't say more about a run: not a verdict on the subject. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
}

/** That a run has ended because what is known of the subject does not fit it, and the property that says so is switched off. */
export class LostTrack extends Error {
  override readonly name = 'LostTrack';
}

/** That a run has ended because its time is over: not a verdict on the subject. */
export class TimeOver extends Error {
  override readonly name = 'TimeOver';
}

/** Whether an error only says that a run was left: whatever else is thrown is a breach, or nobody's to handle. */
export function isLeaving(error: unknown): boolean {
  return error instanceof Inconclusive || error instanceof LostTrack || error instanceof TimeOver;
}

/** What is unusual about a subject, and breaks nothing: the documents leave it open, and the subject declares nothing of it. */
export interface Advice {
  /** The property that it would break. */
  readonly property: string;
  /** The member of `capabilities` that would settle it: "declares.codes.poolUnknown". */
  readonly settledBy: string;
  /** How often it was seen. */
  readonly count: number;
  /** What was seen first. */
  readonly example: string;
}

/** What is due where the documents are silent. */
interface Open {
  readonly property: string;
  readonly settledBy: string;
  /** Whether the subject declares it: then it is a promise. */
  readonly declared: boolean;
}

/** Counts what was judged, and tells the first thing that is wrong; properties that are switched off are never broken. */
export class Verdicts {
  private readonly tallies = new Map<string, Tally>();
  private readonly advised = new Map<string, Advice>();
  private readonly hopeless = new Map<string, string>();

  /** @param strict whether what is only advised breaks its property, too */
  constructor(
    off: Iterable<string> = [],
    private readonly strict = false,
  ) {
    for (const property of off) this.switchOff(property);
  }

  /** What was advised, in the order in which it came up. */
  get advice(): readonly Advice[] {
    return [...this.advised.values()];
  }

  /** A sentence that has to hold where the subject declares so; else it is told as advice when it does not, and breaks nothing.
   * @returns whether it holds
   * @throws Breach when it does not, and is declared
   */
  expect({ property, settledBy, declared }: Open, holds: boolean, message: () => string): boolean {
    if (holds || declared || this.strict) return this.demand(property, holds, message);
    if (this.isOff(property)) return false;
    const known = this.advised.get(settledBy);
    const count = (known?.count ?? 0) + 1;
    this.advised.set(settledBy, known ? { ...known, count } : { property, settledBy, count, example: message() });
    return false;
  }

  switchOff(property: string): void {
    this.tally(property).off = true;
  }

  /** Judges a property again: what seemed to break it was another's. */
  switchOn(property: string): void {
    this.tally(property).off = false;
  }

  isOff(property: string): boolean {
    return this.tallies.get(property)?.off ?? false;
  }

  /** How often the property was judged. */
  judged(property: string): number {
    return this.tallies.get(property)?.judged ?? 0;
  }

  /** What a property is about can't come up with this subject, however long it is tried. */
  giveUp(property: string, why: string): void {
    if (!this.hopeless.has(property)) this.hopeless.set(property, why);
  }

  /** Why it can't come up; undefined where nobody has found that it can't. */
  whyNever(property: string): string | undefined {
    return this.hopeless.get(property);
  }

  /** A sentence of the property that has to hold here.
   * @returns whether it holds, so that the suite can go on where the property is switched off
   * @throws Breach when it does not
   */
  demand(property: string, holds: boolean, message: () => string): boolean {
    const tally = this.tally(property);
    if (tally.off) return holds;
    tally.judged++;
    if (!holds) throw new Breach(property, message());
    return true;
  }

  /** As {@link demand}, where nothing more can be said when it does not hold.
   * @throws LostTrack when the property is switched off
   */
  insist(property: string, holds: boolean, message: () => string): void {
    if (!this.demand(property, holds, message)) throw new LostTrack(property);
  }

  private tally(property: string): Tally {
    let tally = this.tallies.get(property);
    if (tally === undefined) {
      tally = { off: false, judged: 0 };
      this.tallies.set(property, tally);
    }
    return tally;
  }
}

interface Tally {
  off: boolean;
  judged: number;
}
