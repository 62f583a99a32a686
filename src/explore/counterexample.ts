import { StorageArray } from '../engine/array.js';
import type { Trace } from '../engine/arrayApi.js';
import { nextTimer } from '../engine/controls/clock.js';
import { perform } from '../engine/history/perform.js';
import { replay } from '../engine/history/replay.js';
import { scenarioOf } from '../report/files/scenarioOf.js';
import { testOf } from '../report/files/testOf.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { none } from '../vocabulary/units/ids.js';
import { CallsOnWay } from './callsOnWay.js';
import type { Claim } from './claims.js';
import type { Moves } from './moves.js';
import type { ClaimKind } from './ownClaim.js';
import type { State } from './state.js';

/** A way on which a claim is broken; none is shorter. */
export interface Counterexample {
  /** The claim. */
  readonly claim: string;
  /** Its kind. */
  readonly kind: ClaimKind;
  /** What is wrong at the end of the way, in a sentence. */
  readonly because: string;
  /** How many moves it takes. */
  readonly depth: number;
  /** What was done, a line for each move; empty for what was not seen anywhere. */
  readonly steps: readonly string[];
  /** What leads there from the array's beginning, for `arraysim replay`; null for an array without a whole trace. */
  readonly trace: Trace | null;
  /** The same as a scenario for `arraysim run`; null where no scenario can say it, without a trace, and for an array of another engine. */
  readonly scenario: string | null;
  /** The same as a test of vitest's; null without a trace, and for an array of another engine. */
  readonly test: string | null;
}

/** Goes a way once more, on a fork that has its trace. */
export function counterexample(
  array: StorageArray,
  moves: Moves,
  claim: Claim,
  way: readonly number[],
): Counterexample {
  const copy = array.fork();
  const walk = new Walk(copy, moves);
  const lines = way.map((move) => walk.go(move));
  const because = claim.judge(walk.state) || 'it is so';
  if (claim.kind === 'eventually') {
    if (walk.hasFaults) copy.faults.heal();
    copy.settle();
  }
  return {
    claim: claim.name,
    kind: claim.kind,
    because,
    depth: way.length,
    steps: lines,
    ...repetitions(copy, `${claim.name} is broken`, because),
  };
}

/** What repeats all that was done to an array. */
export function repetitions(
  array: StorageArray,
  name: string,
  because: string,
): Pick<Counterexample, 'trace' | 'scenario' | 'test'> {
  const trace = wholeTrace(array);
  return {
    trace,
    ...(trace !== null && replay(trace.header, trace.entries).kind === 'same'
      ? { scenario: scenarioText(trace, name, because), test: testOf(trace, name) }
      : { scenario: null, test: null }),
  };
}

function scenarioText(trace: Trace, name: string, about: string): string | null {
  try {
    return scenarioOf(trace, name, about);
  } catch (refusal) {
    // What no scenario can say.
    if (refusal instanceof BadInputError && refusal.field === 'export') return null;
    throw refusal;
  }
}

function wholeTrace(array: StorageArray): Trace | null {
  if (StorageArray.worldOf(array).trace === undefined) return null;
  const trace = array.trace();
  return trace.header.options === null || trace.header.dropped > 0 || trace.entries.length === 0 ? null : trace;
}

/** Does the same to an array as is done to a state. */
class Walk {
  readonly state: State;
  hasFaults = false;
  private readonly calls: CallsOnWay;
  private armed: string[] = [];

  constructor(
    private readonly array: StorageArray,
    private readonly moves: Moves,
  ) {
    this.state = moves.first();
    this.calls = new CallsOnWay(array);
  }

  /** @returns what was done, in a line */
  go(move: number): string {
    const { state, moves, array } = this;
    const actor = moves.whoActs(move);
    const fault = moves.faultIn(move);
    const { nowMs } = state.world;
    const dueMs = nextTimer(state.world)?.dueMs ?? nowMs;
    const before = state.at[actor] ?? 0;
    const item = moves.program.actors[actor]?.items[before];
    if (!moves.make(state, move)) throw new Error(`move ${move} can't be made again`);
    if (fault !== undefined) {
      array.faults.add({ ...(fault.fault.written as object), id: fault.id } as never);
      this.armed.push(fault.id);
    }
    const fires = fault === undefined ? '' : `, and ${fault.id} fires`;
    let line: string;
    if (item === undefined) {
      array.advance(dueMs - nowMs);
      line = `${dueMs - nowMs} ms pass`;
    } else if (item.do === 'begin')
      line = `${item.caller}: ${this.calls.goOn(`${actor}`, item, state.world, state.calls[actor] ?? none)}`;
    else {
      perform(array, item);
      line = `${moves.program.actors[actor]?.name}: ${JSON.stringify(item)}`;
    }
    this.forgetFaults();
    return line + fires;
  }

  private forgetFaults(): void {
    this.hasFaults = this.state.world.faults !== undefined;
    if (this.hasFaults) return;
    for (const id of this.armed) this.array.faults.remove(id);
    this.armed = [];
  }
}
