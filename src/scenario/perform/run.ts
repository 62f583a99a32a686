import { StorageArray } from '../../engine/array.js';
import { createArray } from '../../engine/createArray.js';
import type { LedgerEntry } from '../../faults/ledger.js';
import type { PlanInput } from '../../faults/planSchema.js';
import { planFromText } from '../../faults/shortForm.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { inField } from '../../vocabulary/input/inField.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import { formatClock, type Milliseconds } from '../../vocabulary/units/durations.js';
import type { Mismatch } from '../compare/mismatch.js';
import { arrayField } from '../read/checkScenario.js';
import type { Scenario, ScenarioStep } from '../read/schema.js';
import { describeStep } from './describeStep.js';
import { OrderCheck } from './orderCheck.js';
import { type Performed, performStep, stepField } from './performStep.js';
import type { Failure, ReplyCode, ScenarioResult, StepRow } from './result.js';
import type { Outcome, RunContext } from './runContext.js';

/** Runs a scenario from its first step to its last, also after a failure; the same seed gives the same trace.
 * @param options.seed instead of the scenario's own
 * @param options.faults a plan that is added to the scenario's own: a step that the array does not take, such as one
 * about a clone that a fault has kept from being made, is then a failure like others, and the last step that is done
 * @param options.trace false for an empty trace, which costs less
 * @throws BadInputError without such a plan, about a step that the array does not take, unless something before it was
 * not as expected: then that is what is told, and the step is the last failure
 */
export function runScenario(scenario: Scenario, options: RunSettings = {}): ScenarioResult {
  const run = runInSteps(scenario, options);
  for (let step = run.next(); ; step = run.next()) if (step.done) return step.value;
}

interface RunSettings {
  readonly seed?: number;
  readonly faults?: PlanInput;
  readonly trace?: boolean;
}

/** A moment of a run between two steps. */
export interface BetweenSteps {
  /** To be looked at, and forked: whoever does anything to it makes the run another one. */
  readonly array: StorageArray;
  /** The step that was done last; null before the first. */
  readonly row: StepRow | null;
  /** The step that is to be done; undefined after the last. */
  readonly next: ScenarioStep | undefined;
}

/** Like {@link runScenario}, so that whoever runs it can do something in between: before the first step, and after each. */
export function* runInSteps(scenario: Scenario, options: RunSettings = {}): Generator<BetweenSteps, ScenarioResult> {
  const seed = options.seed ?? scenario.seed;
  const array = inField(arrayField, () =>
    // Whoever asks for the trace of a run wants to repeat it, however long it was.
    createArray({
      ...scenario.array,
      seed,
      ...(options.trace === false ? { trace: false } : { retain: Number.MAX_SAFE_INTEGER }),
    }),
  );
  if (options.faults !== undefined) {
    array.faults.use(
      addedPlan(
        options.faults,
        array.faults.ledger().map(({ fault }) => fault),
      ),
    );
  }
  const context: RunContext = { array, calls: new Map() };
  const order = new OrderCheck(array);
  const rows: StepRow[] = [];
  const codes: ReplyCode[] = [];
  const failures: Found[] = [];
  yield { array, row: null, next: scenario.steps[0] };
  for (const [index, step] of scenario.steps.entries()) {
    const field = `steps[${index}]`;
    const perform = () =>
      inField(
        (from) => stepField(step, from, field),
        () => performStep(context, step),
      );
    const isLed = options.faults !== undefined || failures.length > 0;
    const performed = isLed ? orRefusal(perform) : perform();
    if (performed instanceof BadInputError) {
      failures.push(refusalOf(performed, step, index, array.now, options.faults !== undefined));
      rows.push(rowOf(step, index, { mismatches: [], refused: 'refused' }, false, array));
      failures.push(...order.atEnd().map((mismatch) => failureOf(mismatch, step, index, array.now)));
      break;
    }
    const { outcome, mismatches } = performed;
    const isLast = index === scenario.steps.length - 1;
    const found = [...mismatches, ...order.afterStep(), ...(isLast ? order.atEnd() : [])];
    failures.push(...found.map((mismatch) => failureOf(mismatch, step, index, array.now)));
    if (outcome !== undefined) codes.push(codeOf(outcome));
    const row = rowOf(step, index, performed, found.length === 0, array);
    rows.push(row);
    yield { array, row, next: scenario.steps[index + 1] };
  }
  const ledger = array.faults.ledger();
  failures.push(...missedFaults(ledger, scenario.steps.length, array.now));
  const { name, file, version, profile, placeOf } = scenario;
  const end = { pools: array.pools(), jobs: array.jobs(), trace: array.trace(), endMs: array.now };
  return {
    name,
    file,
    seed,
    version,
    profile,
    rows,
    codes,
    failures: failures.map((failure) => ({ ...failure, place: placeOf(failure.field) })),
    ledger,
    ...end,
  };
}

/** A failure, before it is known where it stands. */
type Found = Omit<Failure, 'place'>;

function orRefusal(perform: () => Performed): Performed | BadInputError {
  try {
    return perform();
  } catch (complaint) {
    if (complaint instanceof BadInputError) return complaint;
    throw complaint;
  }
}

/** A step that can't be done because of what the faults have led to, or what was not as expected before. */
function refusalOf(
  complaint: BadInputError,
  step: ScenarioStep,
  index: number,
  atMs: Milliseconds,
  underFaults: boolean,
): Found {
  const { field, expected } = complaint;
  const actual = JSON.stringify(complaint.value) ?? 'nothing';
  const message = `At ${formatClock(atMs)} step ${index + 1}, ${describeStep(step)}, could not be done ${underFaults ? 'under the faults' : 'after that'}: ${complaint.message}.`;
  return { number: index + 1, atMs, field, expected, actual, message };
}

/** A fault that must fire and has not proves nothing: the run fails, and says what came closest. */
function missedFaults(ledger: readonly LedgerEntry[], steps: number, atMs: Milliseconds): Found[] {
  return ledger.flatMap(({ fault, missed, closest }) =>
    !missed
      ? []
      : [
          {
            number: steps,
            atMs,
            field: 'faults',
            expected: `fault ${fault} to fire`,
            actual: closest ?? '',
            message: `By ${formatClock(atMs)} fault '${fault}' had to fire and has not: ${closest}.`,
          },
        ],
  );
}

function failureOf(mismatch: Mismatch, step: ScenarioStep, index: number, atMs: Milliseconds): Found {
  const { path, subject, what, expected, actual, note = '' } = mismatch;
  const field = path === '' ? `steps[${index}]` : `steps[${index}].${path}`;
  const about = subject === '' ? describeStep(step) : subject;
  const message = `At ${formatClock(atMs)} in step ${index + 1}, ${about}: expected ${what} ${expected}, got ${actual}${note && ` (${note})`}.`;
  return { number: index + 1, atMs, field, expected, actual, message };
}

function rowOf(
  step: ScenarioStep,
  index: number,
  { outcome, refused }: Performed,
  ok: boolean,
  array: StorageArray,
): StepRow {
  const code = outcome === undefined ? undefined : (outcome.reply?.ReturnValue ?? null);
  const decided = outcome?.decided;
  const label = code == null || decided === undefined ? '' : (labelOf(decided.method, code) ?? '');
  const { step: at = '', because = refused ?? '' } = decided ?? {};
  return {
    atMs: array.now,
    number: index + 1,
    what: describeStep(step),
    method: decided?.method,
    code,
    label,
    step: at,
    because,
    ok,
    events: StorageArray.worldOf(array).trace?.length ?? 0,
  };
}

function codeOf({ reply, decided }: Outcome): ReplyCode {
  const code = reply?.ReturnValue ?? null;
  const { method, step, because, atMs, fault } = decided;
  // A lost reply has no natural cause.
  const forced = reply === null || fault !== undefined;
  return { method, code, label: code === null ? '' : (labelOf(method, code) ?? ''), step, because, atMs, forced };
}

/** A plan that is added to another: its faults are called otherwise where the other has faults of their names. */
function addedPlan(plan: PlanInput, taken: readonly string[]): PlanInput {
  const written = typeof plan === 'string' ? planFromText(plan, 'plan') : plan;
  // What is no list of faults is for the array to refuse.
  if (taken.length === 0 || !Array.isArray(written.faults)) return plan;
  const names = new Set([...taken, ...written.faults.map(({ id }) => id)]);
  const faults = written.faults.map((fault) => {
    if (!taken.includes(fault.id)) return fault;
    let number = 2;
    while (names.has(`${fault.id} ${number}`)) number++;
    names.add(`${fault.id} ${number}`);
    return { ...fault, id: `${fault.id} ${number}` };
  });
  return { ...written, faults };
}
