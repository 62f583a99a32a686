import type { World } from '../../store/world.js';
import { atomically, mayBeInterrupted } from '../commit/atomically.js';
import type { Engine } from '../components.js';
import type { Input, StandIns } from './inputs.js';
import { Listeners } from './listeners.js';

/** Carries out what is done to an array from outside, and records it where there is a trace. */
export class Recorder {
  private listening: Listeners | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly world: World,
    private standIns: StandIns,
  ) {}

  /** For a fork of the world. */
  fork(world: World): Recorder {
    return new Recorder(this.engine, world, this.standIns.fork());
  }

  /** Those who listen; a fork has none. */
  get listeners(): Listeners {
    this.listening ??= new Listeners(this.world);
    return this.listening;
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
