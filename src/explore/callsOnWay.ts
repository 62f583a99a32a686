import type { StorageArray } from '../engine/array.js';
import type { Input } from '../engine/history/inputs.js';
import { callPhase } from '../store/callRow.js';
import type { World } from '../store/world.js';
import { NoReplyError } from '../vocabulary/methods/call.js';
import { steps } from '../vocabulary/steps.js';
import { type CallHandle, type CallId, none } from '../vocabulary/units/ids.js';

type BeginInput = Extract<Input, { do: 'begin' }>;

/** Takes calls of an array as far as they are in a world that was explored, and says how that went. */
export class CallsOnWay {
  private readonly calls = new Map<string, CallId>();

  constructor(private readonly array: StorageArray) {}

  /** @param key what the call is known by
   * @param there the call in that world; -1 where it has ended
   * @returns what has happened to it, in words
   */
  goOn(key: string, { on, method, parameters, caller }: BeginInput, world: World, there: CallHandle | -1): string {
    const { array } = this;
    const known = this.calls.get(key);
    const call = known ?? array.begin(on, method, parameters, { caller });
    this.calls.set(key, call);
    const passed: string[] = [];
    const row = there === none ? undefined : world.calls.read(there);
    for (let at = array.progress(call); !isThere(at, row); at = array.progress(call)) {
      passed.push(at.step);
      array.step(call);
    }
    const done = passed.length === 0 ? '' : ` ${passed.join(', ')}`;
    if (row !== undefined) return known === undefined ? `begins${done && `, and passes${done}`}` : `passes${done}`;
    this.calls.delete(key);
    return `passes${done}, and is answered ${this.answer(call)}`;
  }

  private answer(call: CallId): string {
    try {
      const { ReturnValue, decided } = this.array.finish(call);
      return `${ReturnValue} (${decided.because})`;
    } catch (lost) {
      if (lost instanceof NoReplyError) return 'nothing';
      throw lost;
    }
  }
}

function isThere(
  at: ReturnType<StorageArray['progress']>,
  row: Readonly<{ step: number; phase: number }> | undefined,
): boolean {
  if (row === undefined) return at.phase === 'replied';
  return at.step === steps[row.step] && (at.phase === 'ready') === (row.phase === callPhase.ready);
}
