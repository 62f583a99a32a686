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

/** Counts what was judged, and tells the first thing that is wrong; properties that are switched off are never broken. */
export class Verdicts {
  private readonly tallies = new Map<string, Tally>();

  constructor(off: Iterable<string> = []) {
    for (const property of off) this.switchOff(property);
  }

  switchOff(property: string): void {
    this.tally(property).off = true;
  }

  isOff(property: string): boolean {
    return this.tallies.get(property)?.off ?? false;
  }

  /** How often the property was judged. */
  judged(property: string): number {
    return this.tallies.get(property)?.judged ?? 0;
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
