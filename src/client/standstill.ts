import { nextTurn } from './hop.js';

/** In so many turns of the event loop the same may be read at one moment before somebody is told. */
const turnsUntilWarned = 5;
/** So many reads at one moment are answered in the turn that asks: a loop of reads alone would let nobody else run. */
const readsInATurn = 1000;

/** Notices a client that polls while virtual time stands still: it would wait for ever, and nobody would know why. */
export class Standstill {
  private readonly seen = new Map<string, { turn: number; turns: number }>();
  private turn = 0;
  private reads = 0;
  private isCounting = false;
  private hasWarned = false;

  constructor(private readonly warn: (message: string) => void) {}

  /** Time has moved, or something was done: what is read from now on may be something else. */
  end(): void {
    this.reads = 0;
    this.seen.clear();
  }

  /** Notes a read, in words: "job 'X'".
   * @returns whether the answer has to wait for the next turn
   */
  note(what: string, at: Date): boolean {
    this.reads++;
    if (!this.hasWarned) this.count(what, at);
    return this.reads > readsInATurn;
  }

  private count(what: string, at: Date): void {
    this.countTurns();
    const seen = this.seen.get(what);
    if (seen === undefined) this.seen.set(what, { turn: this.turn, turns: 1 });
    else if (seen.turn !== this.turn) {
      seen.turn = this.turn;
      seen.turns++;
      if (seen.turns >= turnsUntilWarned) this.tell(what, at);
    }
  }

  private countTurns(): void {
    if (this.isCounting) return;
    this.isCounting = true;
    nextTurn(() => {
      this.turn++;
      this.isCounting = false;
    });
  }

  private tell(what: string, at: Date): void {
    this.hasWarned = true;
    this.seen.clear();
    this.warn(
      `${what} is read again and again at the same virtual moment, ${at.toISOString()}: a client that polls has to let virtual ` +
        "time pass. Wait with the clock's sleep or setTimeout, or use fake timers with fakeTimers(vi)",
    );
  }
}
