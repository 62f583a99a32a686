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
  readonly judged = new Map<string, number>();
  private readonly off: Set<string>;

  constructor(off: Iterable<string> = []) {
    this.off = new Set(off);
  }

  switchOff(property: string): void {
    this.off.add(property);
  }

  isOff(property: string): boolean {
    return this.off.has(property);
  }

  /** A sentence of the property that has to hold here.
   * @returns whether it holds, so that the suite can go on where the property is switched off
   * @throws Breach when it does not
   */
  demand(property: string, holds: boolean, message: () => string): boolean {
    if (this.off.has(property)) return holds;
    this.judged.set(property, (this.judged.get(property) ?? 0) + 1);
    if (!holds) throw new Breach(property, message());
    return true;
  }

  /** As {@link demand}, where nothing more can be said when it does not hold.
   * @throws LostTrack when the property is switched off
   */
  insist(property: string, holds: boolean, message: () => string): void {
    if (!this.demand(property, holds, message)) throw new LostTrack(property);
  }
}
