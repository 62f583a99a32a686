import { TimerQueue } from '../../determinism/timerQueue.js';
import { demandFired, type LedgerEntry, ledger } from '../../faults/ledger.js';
import type { Fault, Plan } from '../../faults/plan.js';
import { addFaults, removeFault, startPlan, unknownFault, withChance } from '../../faults/planEdits.js';
import type { PlannedFault } from '../../faults/plannedFaults.js';
import type { FaultInput, MatchInput, PlanInput } from '../../faults/planSchema.js';
import { checkState, fieldOfFaults, readFault, readPlan } from '../../faults/readPlan.js';
import { planFromText } from '../../faults/shortForm.js';
import { editFaults, hasPlanTimer, setJobFault, setPlanTimer } from '../../store/faultEdits.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn, percentNow } from '../../store/progress.js';
import { SharedMap } from '../../store/sharedMap.js';
import type { World } from '../../store/world.js';
import { demandText, readMembers } from '../../vocabulary/input/arguments.js';
import { badInput, readPlain } from '../../vocabulary/input/badInput.js';
import { inField } from '../../vocabulary/input/inField.js';
import type { Step } from '../../vocabulary/steps.js';
import type { Engine } from '../components.js';
import { catchUp, share } from '../jobs/copying.js';
import { checkFault } from './checkFault.js';
import { healFaults } from './healing.js';
import { takeBack } from './inject.js';
import { heldTags, release } from './release.js';

/** What can be done to a fault plan while it runs: `array.faults`. */
export interface Faults {
  /** Adds the faults of a plan, in its long or its short form.
   * @throws BadInputError with path, value and expectation, and nothing is added
   */
  readonly use: (plan: PlanInput) => void;
  /** Adds a fault, in its long form or as a line of the short form. */
  readonly add: (fault: FaultInput | string) => void;
  /** Takes a fault out, and back what it has changed; what it has done to calls and jobs stays done. */
  readonly remove: (id: string) => void;
  /** Adds a fault that holds calls at a step, or jobs at a point of their life, by a tag. */
  readonly hold: (
    tag: string,
    where: {
      /** The step of calls, or the moment of jobs. */
      readonly at: Step | 'jobStart' | 'jobEnd';
      /** Which of them; all when left out. */
      readonly when?: MatchInput;
    },
  ) => void;
  /** Lets go on what is held by a tag.
   * @returns how many calls and jobs that were
   */
  readonly release: (tag: string) => number;
  /** Ends all faults, or those of a list of ids: none of them fires any more, what they changed is taken back, and what they
   * stopped goes on, unless another fault has stopped it, too. A call that waits for the end of a delay waits for it still.
   */
  readonly heal: (faults?: readonly string[]) => void;
  /** The tags by which faults hold calls and jobs now, each once. */
  readonly held: () => string[];
  /** What came of each fault: armed, matched, fired, and when. */
  readonly ledger: () => LedgerEntry[];
  /** For the end of a test: that every fault that must fire has.
   * @throws Error when one has not, with what came closest
   */
  readonly check: () => void;
}

/** What the array records and repeats. */
export type FaultInputs =
  | { readonly use: PlanInput }
  | { readonly add: FaultInput | string }
  | { readonly remove: string }
  | { readonly release: string }
  | { readonly heal: true | readonly string[] };

/** Carries an input out.
 * @returns how many calls and jobs were released
 * @throws BadInputError, with nothing changed
 */
export function changeFaults(engine: Engine, world: World, input: FaultInputs): number {
  if ('use' in input) usePlan(engine, world, readPlan(input.use), 'plan', fieldOfFaults(input.use, 'plan'));
  else if ('add' in input) addOne(engine, world, faultFrom(input.add));
  else if ('remove' in input) removeOne(engine, world, input.remove);
  else if ('heal' in input) heal(engine, world, input.heal);
  else return release(engine, world, (tag) => tag === input.release);
  return 0;
}

/** Reads a fault in its long form, or in the short one.
 * @throws BadInputError
 */
export function faultFrom(written: FaultInput | string, field = 'fault'): Fault {
  if (typeof written !== 'string') return readFault(written, field);
  const { faults } = planFromText(written, field);
  if (faults.length !== 1) badInput({ field, value: written, expected: 'one fault, on one line' });
  return readFault(faults[0], field);
}

/** Begins a plan, or adds its faults to the one that runs. A plan without faults leaves everything as it is.
 * @param rename how complaints name the fields of the plan as it was written
 */
export function usePlan(
  engine: Engine,
  world: World,
  plan: Plan,
  field = 'plan',
  rename: (field: string) => string = (same) => same,
): void {
  inField(rename, () => {
    for (const [index, fault] of plan.faults.entries()) checkFault(engine, world, fault, `${field}.faults[${index}]`);
  });
  if (plan.faults.length === 0) return;
  if (world.faults !== undefined && world.faults.planState.faults.size === 0) {
    // All faults of the plan before were removed: it makes room, and what it had in mind goes with it.
    const { nextSerial } = world.faults.planState;
    const timers = TimerQueue.of([...world.faults.timers].filter(({ kind }) => kind === 'providerUp'));
    editFaults(world, { planState: { ...startPlan(plan, world.configuration.seed), nextSerial }, timers });
  } else if (world.faults === undefined) {
    world.faults = {
      planState: startPlan(plan, world.configuration.seed),
      calls: SharedMap.of(),
      jobs: SharedMap.of(),
      changes: [],
      timers: TimerQueue.of(),
      restarts: [],
    };
  } else {
    editFaults(world, { planState: addFaults(withChance(world.faults.planState, plan), plan.faults) });
  }
  begin(engine, world, plan);
}

function addOne(engine: Engine, world: World, fault: Fault): void {
  checkFault(engine, world, fault, 'fault');
  const others = world.faults?.planState.faults;
  if (fault.in !== null && !others?.leadsTo(fault.in))
    checkState(
      fault,
      [...(others ?? [])].map((other) => other.fault),
      'fault',
    );
  usePlan(engine, world, { version: 1, seed: null, faults: [fault], healAtMs: null, budget: null });
}

/** Sets the timers of new faults; jobs that have passed a percent do not come to it any more. */
function begin(engine: Engine, world: World, plan: Plan): void {
  const { planState } = world.faults ?? badInput({ field: 'plan', value: plan, expected: 'faults' });
  const added = plan.faults.map(({ id }) => planState.faults.named(id));
  const firing = (one: PlannedFault | undefined) => one?.record.armed === true && one.fault.fire.p > 0;
  if (!added.some(firing)) return;
  // They are the last of those that run.
  const first = planState.faults.size - added.length;
  for (const [place, one] of added.entries()) {
    const atMs = one?.asks.beginsMs ?? -1;
    // All faults are asked when a time comes: once.
    if (firing(one) && atMs >= world.nowMs && !hasPlanTimer(world, atMs, 'faultTime'))
      setPlanTimer(world, atMs, 'faultTime', first + place);
  }
  if (plan.healAtMs !== null) setPlanTimer(world, Math.max(plan.healAtMs, world.nowMs), 'heal', -1);
  catchUp(world);
  for (const job of jobsOn(world, jobList.active)) {
    const percent = percentNow(world, world.jobs.read(job));
    if (percent > 0) setJobFault(world, job, { visited: percent });
  }
  share(engine, world);
  world.revision++;
}

function removeOne(engine: Engine, world: World, id: string): void {
  if (world.faults === undefined) badInput({ field: 'fault.id', value: id, expected: 'a fault; there is no plan' });
  const { planState } = removeFault(world.faults.planState, id);
  editFaults(world, { planState });
  takeBack(engine, world, ({ fault }) => fault === id);
  world.revision++;
}

function heal(engine: Engine, world: World, which: true | readonly string[]): void {
  if (which === true) return healFaults(engine, world);
  const field = 'faults.heal';
  if (!Array.isArray(which)) badInput({ field, value: which, expected: 'a list of ids of faults, or nothing for all' });
  const planState = world.faults?.planState;
  for (const [index, id] of which.entries())
    if (planState?.faults.named(id) === undefined) unknownFault(planState, id, `${field}[${index}]`);
  healFaults(engine, world, new Set(which));
}

/** @see Faults */
export function faultsApi(world: World, change: (input: FaultInputs) => number): Faults {
  // What is read as plain data is judged by the schemas of plans and faults.
  const ledgerNow = () => (world.faults === undefined ? [] : ledger(world.faults.planState));
  return {
    use: (plan) => void change({ use: readPlain(plan, 'plan') as PlanInput }),
    add: (fault) => void change({ add: readPlain(fault, 'fault') as FaultInput }),
    remove: (id) => {
      demandText(id, 'fault.id', 'the id of a fault');
      change({ remove: id });
    },
    hold: (tag, where) => {
      demandText(tag, 'hold.tag', 'a text');
      const { at, when } = readMembers(where, ['at', 'when'], 'hold.where', 'a member of where to hold');
      const match = when === undefined ? {} : { when: readPlain(when, 'hold.when') as MatchInput };
      change({ add: { id: `hold ${tag}`, at, ...match, do: { hold: tag } } });
    },
    release: (tag) => {
      demandText(tag, 'release.tag', 'the tag by which something is held');
      return change({ release: tag });
    },
    heal: (faults) => void change({ heal: faults == null ? true : (readPlain(faults, 'faults.heal') as string[]) }),
    held: () => heldTags(world),
    ledger: ledgerNow,
    check: () => demandFired(ledgerNow()),
  };
}
