import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { atomically, demandAtRest, mayBeInterrupted } from '../commit/atomically.js';
import { mayOutlastTime } from '../commit/endOfTime.js';
import type { Engine } from '../components.js';
import type { Input, StandIns } from './inputs.js';
import { Listeners } from './listeners.js';
import { Moments } from './moments.js';

/** Carries out what is done to an array from outside, and records it where there is a trace. */
export class Recorder {
  private listening: Listeners | undefined;
  private kept: Moments | undefined;
  private isOnClock = false;

  /** @param retain how many steps can be taken back */
  constructor(
    private readonly engine: Engine,
    private readonly world: World,
    private standIns: StandIns,
    private readonly retain: number,
  ) {}

  /** For a fork of the world, and the engine that drives it. */
  fork(world: World, engine: Engine): Recorder {
    return new Recorder(engine, world, this.standIns.fork(), this.retain);
  }

  /** Those who listen; a fork has none. */
  get listeners(): Listeners {
    this.listening ??= new Listeners(this.world);
    return this.listening;
  }

  /** The moments that can be come back to; those of a fork are its own. */
  get moments(): Moments {
    this.kept ??= new Moments(this.world, this.retain);
    return this.kept;
  }

  /** Whether the moment before each step is kept. */
  get keepsSteps(): boolean {
    return this.retain > 0;
  }

  /** Whether a call is to pass {@link undertake}: something strikes or follows it, or it may have to be taken back. */
  get seesCalls(): boolean {
    const { faults, happened } = this.world;
    return faults !== undefined || happened !== undefined || this.keepsSteps || mayOutlastTime(this.world);
  }

  /** Something is about to be done that {@link attempt} and {@link undertake} don't see to. */
  beginStep(): void {
    if (this.keepsSteps) this.moments.beforeStep(this.standIns);
  }

  /** What the trace has of an input, with the passwords that it was given with. */
  unredacted(input: Input): Input {
    return this.standIns.restore(input);
  }

  /** Keeps the present under a name. @throws BadInputError */
  checkpoint(name: string): void {
    this.listening?.demandQuiet('checkpoint');
    this.moments.checkpoint(name, this.standIns);
  }

  /** Puts the array back to a moment; those who listen go on listening. @throws BadInputError where there is none */
  rewind(to: string | number): void {
    this.listening?.demandQuiet('rewind');
    demandAtRest(this.world);
    if (this.isOnClock) {
      const expected =
        'an array that is on no clock: other clients have seen its time; rewind it before connect(), or connect a fork';
      badInput({ field: 'rewind', value: to, expected });
    }
    const moment = this.moments.find(to, 'rewind');
    const { happened, events } = this.world;
    Object.assign(this.world, moment.world.fork(), { happened, events });
    this.standIns = moment.standIns.fork();
    this.moments.rewound(moment);
  }

  bindToClock(): void {
    this.isOnClock = true;
  }

  record(input: Input): void {
    this.listening?.demandQuiet(input.do);
    this.world.trace?.add({ atMs: this.world.nowMs, kind: 'input', ...this.standIns.redact(input) });
  }

  /** Records an input that may still be refused: then nothing has changed, the trace neither. */
  attempt<Result>(input: Input, act: () => Result): Result {
    return this.telling(input.do, () => this.attemptQuietly(input, act));
  }

  private attemptQuietly<Result>(input: Input, act: () => Result): Result {
    this.beginStep();
    const before = this.world.trace?.fork();
    const { standIns } = this;
    // A refused password takes no number either: later ones would get others.
    if (before !== undefined) this.standIns = standIns.fork();
    this.record(input);
    try {
      return mayBeInterrupted(this.world) ? atomically(this.world, act) : act();
    } catch (refusal) {
      this.world.trace = before;
      this.standIns = standIns;
      throw refusal;
    }
  }

  /** Records an input and carries it out: where a fault plan may interrupt that, wholly or not at all. */
  undertake<Result>(input: Input | null, act: (engine: Engine, world: World) => Result): Result {
    if (this.world.happened === undefined) return this.undertakeQuietly(input, act);
    return this.telling(input?.do ?? 'a call', () => this.undertakeQuietly(input, act));
  }

  private telling<Result>(what: string, act: () => Result): Result {
    if (this.world.happened === undefined) return act();
    this.listeners.demandQuiet(what);
    return this.listeners.around(act);
  }

  private undertakeQuietly<Result>(input: Input | null, act: (engine: Engine, world: World) => Result): Result {
    this.beginStep();
    if (mayBeInterrupted(this.world)) return this.undertakeWholly(input, act);
    if (input !== null) this.record(input);
    return act(this.engine, this.world);
  }

  private undertakeWholly<Result>(input: Input | null, act: (engine: Engine, world: World) => Result): Result {
    const { engine, world, standIns } = this;
    this.standIns = standIns.fork();
    const both = () => {
      if (input !== null) this.record(input);
      return act(engine, world);
    };
    return atomically(world, both, () => {
      this.standIns = standIns;
    });
  }
}
