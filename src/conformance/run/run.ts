import type { PlanInput } from '../../faults/planSchema.js';
import type { CoverageCounts } from '../checks/coverage.js';
import type { Verdicts } from '../checks/verdicts.js';
import type { ModelState } from '../model/state.js';
import type { Action } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import type { Call, NoReply, Reply } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import type { Tier } from '../subject/tier.js';
import type { Notes } from './notes.js';
import type { RunStep } from './steps.js';
import type { Symbols } from './symbols.js';

/** A run as its steps and probes know it: what can be done to the subject, and what is known of it. */
export interface Run {
  readonly driver: Driver;
  readonly advertised: Advertised;
  readonly symbols: Symbols;
  readonly verdicts: Verdicts;
  readonly coverageCounts: CoverageCounts;
  readonly notes: Notes;
  /** Calls that were made so far. */
  readonly calls: number;
  /** The state that is most likely the true one: what to do next is chosen by it. */
  readonly state: ModelState;
  /** Whether faults may fire: then any documented error is an honest answer. */
  readonly underFaults: boolean;
  /** Whether reads may tell what is not so. */
  readonly lied: boolean;
  call(call: Call): Promise<Reply | NoReply>;
  /** Has calls in flight at once: the replies, and what comes after, have to fit one order of them. */
  overlap(
    calls: readonly (Call | Action)[],
    order: readonly number[],
    property?: string,
  ): Promise<readonly (Reply | NoReply | boolean)[]>;
  act(action: Action): Promise<boolean>;
  advance(ms: number): Promise<void>;
  /** Has the driver wait for a job, in real time. @returns how long that took; null where the driver has no `waitFor` */
  waitFor(job: string, deadlineMs: number): Promise<number | null>;
  /** Lets all jobs come to their end. */
  settle(): Promise<void>;
  /** @returns whether the subject takes the plan */
  arm(plan: PlanInput): Promise<boolean>;
  /** Ends what the faults did, and sees what they have left. */
  heal(): Promise<void>;
  look(): Promise<void>;
  /** Does what a property is about; its own steps are not written down. */
  probe(step: Extract<RunStep, { do: 'probe' }>): Promise<void>;
  /** Whether nothing stands against a call now.
   * @param mayFail whether it does not matter that a limit may, of which the subject says nothing
   */
  isDue(call: Call, mayFail?: boolean): Promise<boolean>;
  /** The same subject from its beginning.
   * @param where what its steps are to go by among those of the probe that does it; they are not told of when left out
   */
  again(tier?: Tier, where?: string): Promise<Run>;
}
