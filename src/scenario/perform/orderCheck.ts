import { StorageArray } from '../../engine/array.js';
import { isUnchanged, rowsIn } from '../../store/changed.js';
import type { World } from '../../store/world.js';
import type { Mismatch } from '../compare/mismatch.js';

/** Rows that are looked at for each step, on average: so many that an array of some hundred volumes is checked after each. */
const rowsPerStep = 4_000;

/** The array's own invariants hold after every step, or arraysim has a bug. To check them is a walk over all rows: after a step that has
 * changed nothing it is left out, and in a large array it comes after as many steps as pay for it, and after the last.
 */
export class OrderCheck {
  private checked: World | undefined;
  private credit = 0;
  private stepsUnchecked = 0;

  constructor(private readonly array: StorageArray) {}

  /** What is out of order after a step. */
  afterStep(): Mismatch[] {
    this.credit += rowsPerStep;
    if (this.isChecked()) return [];
    this.stepsUnchecked++;
    return this.credit < rowsIn(this.world) ? [] : this.check();
  }

  /** What is out of order after the last step, as far as it was not checked then. */
  atEnd(): Mismatch[] {
    return this.isChecked() ? [] : this.check();
  }

  private get world(): World {
    return StorageArray.worldOf(this.array);
  }

  private isChecked(): boolean {
    return this.checked !== undefined && isUnchanged(this.world, this.checked);
  }

  private check(): Mismatch[] {
    const found = this.array.violations();
    const note =
      this.stepsUnchecked > 1 ? `a bug in arraysim, of the last ${this.stepsUnchecked} steps` : 'a bug in arraysim';
    this.credit = 0;
    this.stepsUnchecked = 0;
    this.checked = this.world.fork();
    return found.map((sentence) => ({
      path: '',
      subject: '',
      what: "the array's invariants",
      expected: 'to hold',
      actual: sentence,
      note,
    }));
  }
}
