/** Entries of one chunk: small enough that the last one, which is never full, does not count. */
const chunkBits = 16;
const chunkSize = 1 << chunkBits;
const chunkMask = chunkSize - 1;

/** The states that were met, by their fingerprints of 64 bits, each with the state that it was first met from and what was done there.
 *
 * 16 bytes a state, in chunks that never move, and a table to find them by, which is at least three eighths full: at most 11 more. Numbers
 * are given out from 0 in the order in which states are met.
 */
export class Visited {
  private readonly high: Uint32Array[] = [];
  private readonly low: Uint32Array[] = [];
  private readonly parents: Uint32Array[] = [];
  private readonly moves: Uint32Array[] = [];
  /** Numbers of states and 1; 0 is a free place. Open addressing: a place that is taken leads to the next. */
  private places = new Uint32Array(1024);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Bytes of all that it keeps. */
  get bytes(): number {
    return this.high.length * chunkSize * 16 + this.places.byteLength;
  }

  /** @returns the state's number; what was not met before gets the next one, `size` as it was */
  add(high: number, low: number, parent: number, move: number): number {
    if (this.count >= this.places.length * 0.75) this.widen();
    const place = this.placeOf(high, low);
    const known = this.places[place] ?? 0;
    if (known !== 0) return known - 1;
    const number = this.count++;
    if ((number & chunkMask) === 0)
      for (const column of [this.high, this.low, this.parents, this.moves]) column.push(new Uint32Array(chunkSize));
    write(this.high, number, high);
    write(this.low, number, low);
    write(this.parents, number, parent);
    write(this.moves, number, move);
    this.places[place] = number + 1;
    return number;
  }

  /** The way from the first state to one of them: what was done, in order. */
  wayTo(number: number): number[] {
    const moves: number[] = [];
    for (let at = number; at !== 0; at = read(this.parents, at)) moves.push(read(this.moves, at));
    return moves.reverse();
  }

  /** The state that one was first met from, and the move that led there; of the first state 0. */
  parentOf(number: number): number {
    return read(this.parents, number);
  }

  moveTo(number: number): number {
    return read(this.moves, number);
  }

  /** How many states were met first after so many moves, from none on. */
  get byDepth(): number[] {
    const depths = new Uint32Array(this.count);
    const found: number[] = [];
    for (let number = 0; number < this.count; number++) {
      // A state is met from one that was met before.
      const depth = number === 0 ? 0 : (depths[this.parentOf(number)] ?? 0) + 1;
      depths[number] = depth;
      found[depth] = (found[depth] ?? 0) + 1;
    }
    return found;
  }

  /** The odds that any two of the states that were met had one fingerprint, and one of them was so overlooked. */
  get collisionOdds(): number {
    return (this.count * (this.count - 1)) / 2 / 2 ** 64;
  }

  /** All that it keeps, a column after the other: the halves of the fingerprints, parents, and moves. */
  columns(): Uint32Array[] {
    return [this.high, this.low, this.parents, this.moves].map((column) => {
      const whole = new Uint32Array(this.count);
      for (const [at, chunk] of column.entries())
        whole.set(chunk.subarray(0, Math.min(chunkSize, this.count - at * chunkSize)), at * chunkSize);
      return whole;
    });
  }

  /** Whether a state has that fingerprint. */
  is(number: number, high: number, low: number): boolean {
    return read(this.high, number) === high && read(this.low, number) === low;
  }

  private placeOf(high: number, low: number): number {
    const { places } = this;
    const mask = places.length - 1;
    for (let place = (low ^ Math.imul(high, 0x9e3779b1)) & mask; ; place = (place + 1) & mask) {
      const known = places[place] ?? 0;
      if (known === 0 || (read(this.low, known - 1) === low && read(this.high, known - 1) === high)) return place;
    }
  }

  private widen(): void {
    this.places = new Uint32Array(this.places.length * 2);
    for (let number = 0; number < this.count; number++)
      this.places[this.placeOf(read(this.high, number), read(this.low, number))] = number + 1;
  }
}

function read(column: readonly Uint32Array[], number: number): number {
  return column[number >>> chunkBits]?.[number & chunkMask] ?? 0;
}

function write(column: readonly Uint32Array[], number: number, value: number): void {
  const chunk = column[number >>> chunkBits];
  if (chunk !== undefined) chunk[number & chunkMask] = value;
}
