import { badInput } from '../../vocabulary/input/badInput.js';
import type { Checkpoint } from './contract/state.js';
import { limits } from './limits.js';

/** Steps of a universe that have a name to come back to. */
export class Checkpoints {
  private readonly byName = new Map<string, Checkpoint>();

  /** Another step that had the name has it no more.
   * @throws BadInputError where there are too many
   */
  add(checkpoint: Checkpoint): void {
    const { name } = checkpoint;
    if (!this.byName.has(name) && this.byName.size >= limits.checkpoints)
      badInput({ field: 'body.name', value: name, expected: `one of at most ${limits.checkpoints} names` });
    this.byName.set(name, checkpoint);
  }

  /** @throws BadInputError for a name that no step has */
  stepOf(name: string): number {
    const found = this.byName.get(name);
    if (found !== undefined) return found.step;
    const among = [...this.byName.keys()];
    return badInput({ field: 'body.checkpoint', value: name, expected: 'the name of a checkpoint', among });
  }

  /** What came after a step is gone. */
  forgetAfter(step: number): void {
    for (const [name, checkpoint] of this.byName) if (checkpoint.step > step) this.byName.delete(name);
  }

  list(): Checkpoint[] {
    return [...this.byName.values()];
  }
}
