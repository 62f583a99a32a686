import type { World } from '../../store/world.js';
import { demandText } from '../../vocabulary/input/arguments.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { demandAtRest } from '../commit/atomically.js';
import type { StandIns } from './inputs.js';

/** An array as it was at one moment, never written: it shares with the array whatever has not changed since. */
interface Moment {
  readonly world: World;
  readonly standIns: StandIns;
}

/** A moment with a name, and those before the steps that had led to it. */
interface Checkpoint extends Moment {
  readonly steps: readonly Moment[];
}

/** Names of checkpoints that one array may have. */
const mostCheckpoints = 1000;

/** The moments to which an array can be put back: checkpoints by their names, and the beginnings of its last steps. */
export class Moments {
  /** Oldest first, each from before its step; one more than is shown, because the last one may be of something that was refused. */
  private begun: Moment[] = [];
  private readonly byName = new Map<string, Checkpoint>();

  /** @param retain how many steps are kept; 0 for none, as where the world has no trace */
  constructor(
    private readonly world: World,
    readonly retain: number,
  ) {}

  /** Something is about to be done to the array. */
  beforeStep(standIns: StandIns): void {
    this.forgetRefused();
    if (this.begun.length > this.retain) this.begun.shift();
    this.begun.push(this.present(standIns));
  }

  /** Keeps the present under a name; another moment that had it is forgotten.
   * @throws BadInputError for what is no name, and beyond {@link mostCheckpoints}
   */
  checkpoint(name: string, standIns: StandIns): void {
    demandText(name, 'checkpoint', 'the name of a checkpoint');
    if (!this.byName.has(name) && this.byName.size >= mostCheckpoints)
      badInput({ field: 'checkpoint', value: name, expected: `one of the ${mostCheckpoints} names that there may be` });
    const checkpoint = { ...this.present(standIns), steps: this.steps() };
    this.byName.delete(name);
    this.byName.set(name, checkpoint);
  }

  /** @param to the name of a checkpoint, or how many steps back
   * @throws BadInputError where there is no such moment
   */
  find(to: string | number, field: string): Checkpoint {
    if (typeof to === 'number') return this.stepsBack(to, field);
    const expected = 'the name of a checkpoint of this array, or a number of steps';
    return this.byName.get(to) ?? badInput({ field, value: to, expected, among: [...this.byName.keys()] });
  }

  /** The array has been put back: what can be taken back now is what could be then. */
  rewound({ steps }: Checkpoint): void {
    this.begun = [...steps];
  }

  /** The moments before the last steps, oldest first. */
  steps(): readonly Moment[] {
    this.forgetRefused();
    return this.begun.slice(Math.max(0, this.begun.length - this.retain));
  }

  /** In the order in which they were made. */
  checkpoints(): readonly (readonly [name: string, checkpoint: Checkpoint])[] {
    return [...this.byName];
  }

  private stepsBack(count: number, field: string): Checkpoint {
    const steps = this.steps();
    const place = steps.length - count;
    const found = Number.isSafeInteger(count) && count > 0 ? steps[place] : undefined;
    if (found !== undefined) return { ...found, steps: steps.slice(0, place) };
    const expected =
      this.retain === 0
        ? 'the name of a checkpoint: steps are kept where an array is made with history: { retain: 100 }'
        : `a number of steps from 1 to ${steps.length}, those that are kept (history.retain: ${this.retain})`;
    return badInput({ field, value: count, expected });
  }

  private forgetRefused(): void {
    const last = this.begun.at(-1);
    if (last !== undefined && eventsIn(last.world) >= eventsIn(this.world)) this.begun.pop();
  }

  private present(standIns: StandIns): Moment {
    demandAtRest(this.world);
    return { world: this.world.fork(), standIns: standIns.fork() };
  }
}

/** How many events were recorded in all. */
export function eventsIn({ trace }: World): number {
  return trace?.length ?? 0;
}
