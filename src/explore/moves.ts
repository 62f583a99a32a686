import { nextTimer } from '../engine/controls/clock.js';
import { type Branches, isUnderFaults } from '../engine/history/branches.js';
import { tableNames } from '../store/allTables.js';
import { callPhase } from '../store/callRow.js';
import type { World } from '../store/world.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { type CallHandle, none } from '../vocabulary/units/ids.js';
import type { Item, Possible, Program } from './program.js';
import { State } from './state.js';

/** Somebody has changed the system's settings: a step that was skipped might have been refused. */
export class SettingsChanged extends Error {}

/** What can happen to a state next, each as a number: who acts, and which fault fires meanwhile. */
export class Moves {
  /** Lengths of the tables at the beginning. */
  readonly lengths: readonly number[];
  /** How many moves there are at all: each is a number below. */
  readonly count: number;
  private readonly choices: number;
  /** Steps at which a fault may fire: no call skips them. */
  private readonly stops: ReadonlySet<number>;
  private readonly found: number[] = [];

  constructor(
    private readonly branches: Branches,
    readonly program: Program,
    private readonly root: World,
  ) {
    this.lengths = tableNames.map((name) => root[name].length);
    this.choices = program.faults.length + 1;
    this.count = (program.actors.length + 1) * this.choices;
    this.stops = new Set(program.faults.flatMap(({ steps }) => [...steps]));
  }

  first(): State {
    const { actors, faults } = this.program;
    return new State(
      this.root.fork(),
      actors.map(() => 0),
      actors.map(() => none),
      actors.map(() => []),
      2 ** faults.length - 1,
      tableNames.map(() => []),
      undefined,
    );
  }

  /** Who acts in a move: the place of an actor; as many as there are actors for the passing of time. */
  whoActs(move: number): number {
    return Math.floor(move / this.choices);
  }

  /** The fault that fires in a move, if it can; undefined for none. */
  faultIn(move: number): Possible | undefined {
    return this.program.faults[(move % this.choices) - 1];
  }

  /** What may happen next, in the order of actors; good until it is asked again. A move with a fault may turn out to be none: see
   * {@link make}.
   */
  enabled(state: State): readonly number[] {
    const { found, choices, program } = this;
    const { actors, faults } = program;
    found.length = 0;
    for (let actor = 0; actor < actors.length; actor++) {
      const step = this.stepOf(state, actor);
      if (step === undefined) continue;
      found.push(actor * choices);
      for (let at = 0; at < faults.length; at++)
        if (step >= 0 && this.mayFire(state, at) && faults[at]?.steps.has(step)) found.push(actor * choices + at + 1);
    }
    if (!program.passes || nextTimer(state.world) === undefined) return found;
    found.push(actors.length * choices);
    for (let at = 0; at < faults.length; at++)
      if (this.mayFire(state, at) && faults[at]?.passing) found.push(actors.length * choices + at + 1);
    return found;
  }

  /** Whether a move only takes a call a step further, and looks at nothing that others do. */
  isBlind({ world, calls }: State, move: number): boolean {
    const call = calls[this.whoActs(move)] ?? none;
    return call !== none && this.faultIn(move) === undefined && this.branches.isBlind(world, call);
  }

  /** Does it: the state is another one then.
   * @returns false where the fault has not fired: then it is no move, and the state is good for nothing
   */
  make(state: State, move: number): boolean {
    const { world } = state;
    const actor = this.whoActs(move);
    const fault = this.faultIn(move);
    const fires = world.faults?.planState.fires ?? 0;
    if (fault !== undefined) this.branches.arm(world, fault.fault, fault.alone);
    if (actor === this.program.actors.length) this.pass(state);
    else if (!this.act(state, actor)) return false;
    if (this.program.skips && world.settings !== this.root.settings) throw new SettingsChanged();
    if (fault === undefined) {
      if (world.faults !== undefined) this.forgetFaults(world);
      return true;
    }
    if ((world.faults?.planState.fires ?? 0) === fires) return false;
    state.faults &= ~(1 << this.program.faults.indexOf(fault));
    this.forgetFaults(world);
    return true;
  }

  /** Time makes rows, too: whose they are is nobody's. */
  private pass(state: State): void {
    this.branches.pass(state.world);
    state.claim(this.lengths, this.program.actors.length, 0);
  }

  /** @returns false where the array refuses it at this moment, as what makes no sense */
  private act(state: State, actor: number): boolean {
    const { world, calls } = state;
    const at = state.at[actor] ?? 0;
    const call = calls[actor] ?? none;
    const item = this.program.actors[actor]?.items[at];
    if (item === undefined) throw new Error(`actor ${actor} has nothing to do any more`);
    if (call !== none) {
      const reply = this.branches.step(world, call);
      if (reply === undefined) this.skip(world, call);
      else {
        calls[actor] = none;
        state.done(actor, [reply.reply?.ReturnValue ?? null]);
      }
    } else if (item.do === 'begin') {
      const begun = this.branches.begin(world, item);
      calls[actor] = begun;
      this.skip(world, begun);
    } else {
      if (!this.isTaken(world, item)) return false;
      state.done(actor);
    }
    state.claim(this.lengths, actor, at);
    return true;
  }

  private skip(world: World, call: CallHandle): void {
    if (this.program.skips) this.branches.skip(world, call, this.stops);
  }

  private isTaken(world: World, item: Exclude<Item, { do: 'begin' }>): boolean {
    try {
      this.branches.perform(world, item);
      return true;
    } catch (refusal) {
      // Such as a state that an element can't come to from where it is.
      if (refusal instanceof BadInputError) return false;
      throw refusal;
    }
  }

  /** The step that an actor's call does next; -1 where it begins one, or does something else; undefined where it can't act. */
  private stepOf({ world, calls, at }: State, actor: number): number | undefined {
    const call = calls[actor] ?? none;
    if (call === none) return (at[actor] ?? 0) < (this.program.actors[actor]?.items.length ?? 0) ? -1 : undefined;
    const { phase, step } = world.calls.read(call);
    return phase === callPhase.ready ? step : undefined;
  }

  private mayFire({ faults }: State, at: number): boolean {
    return (faults & (1 << at)) !== 0;
  }

  /** Faults that have fired, and of which nothing is felt any more, are as good as none. */
  private forgetFaults(world: World): void {
    if (!isUnderFaults(world)) world.faults = undefined;
  }
}
