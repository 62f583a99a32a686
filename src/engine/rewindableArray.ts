import type { ArrayHistory } from './arrayApi.js';
import { historyOf } from './history/historyOf.js';
import type { Input } from './history/inputs.js';
import { ReadableArray } from './readableArray.js';

/** What of an array comes back to earlier moments. */
export abstract class RewindableArray extends ReadableArray {
  constructor(private readonly past: ConstructorParameters<typeof ReadableArray>[0]) {
    super(past);
  }

  /** For a clock that moves the array from now on: its time can't go back. */
  static readonly bindToClock = (array: RewindableArray): void => array.past.recorder.bindToClock();

  /** An input of the array's trace as it was given: for those within arraysim that do it again to a fork, and show it to nobody. */
  static readonly unredacted = (array: RewindableArray, input: Input): Input => array.past.recorder.unredacted(input);

  /** Keeps the array as it is now under a name, for {@link rewind} and `diff`; a checkpoint that had the name is forgotten. O(1); what it
   * keeps in memory is what is written from now on.
   * @throws BadInputError for what is no name, and for more than 1,000 of them
   */
  checkpoint(name: string): void {
    this.past.recorder.checkpoint(name);
  }

  /** Puts the array back to a checkpoint, which stays, or takes its last steps back: `array.rewind('before')`, `array.rewind(2)`. Time,
   * chance, ids, faults and trace are as they were then, so the same calls have the same results again. Those who listen go on listening,
   * and are not told. O(1).
   * @param to the name of a checkpoint; or a number of steps, of an array that was made with `history: { retain: 100 }`
   * @throws BadInputError, with nothing changed, where there is no such moment; and for an array that a clock of `arraysim/client` moves
   */
  rewind(to: string | number): void {
    this.past.recorder.rewind(to);
  }

  /** The steps that can be taken back, and the checkpoints. */
  history(): ArrayHistory {
    return historyOf(this.past.world, this.past.recorder.moments);
  }
}
