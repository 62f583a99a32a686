import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { inField } from '../vocabulary/input/inField.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import type { Effect } from './effect.js';
import { effectKinds } from './effectKinds.js';
import { planNamed } from './library.js';
import type { Fault, Lasting, Plan } from './plan.js';
import { planSchemas } from './planSchema.js';
import type { Point } from './points.js';
import { readEffect } from './readEffect.js';
import { percentAsked, readMatch, timeAsked } from './readMatch.js';
import { fieldInLines, planFromText } from './shortForm.js';

/** Reads a plan and checks all of it.
 * @param written an object, text in the short form, or the name of a shipped plan
 * @throws BadInputError with the path, the value, and what was expected
 */
export function readPlan(written: unknown, field = 'plan'): Plan {
  return inField(fieldOfFaults(written, field), () => {
    const plan = readFaults(typeof written === 'string' ? planOfText(written, field) : written, field);
    for (const [index, fault] of plan.faults.entries()) checkState(fault, plan.faults, `${field}.faults[${index}]`);
    return plan;
  });
}

/** How complaints name the fields of a plan: those of text by its lines. */
export function fieldOfFaults(written: unknown, field: string): (complained: string) => string {
  return typeof written === 'string' && !isName(written) ? fieldInLines(written, field) : (complained) => complained;
}

/** Reads a plan of which a fault that led to a state may have been removed: a running one. */
export function readFaults(form: unknown, field: string): Plan {
  if (typeof form !== 'object' || form === null || Array.isArray(form)) {
    const expected =
      "a fault plan: a shipped plan's name, lines such as 'array: return 40002', or an object with 'faults'";
    badInput({ field, value: form, expected });
  }
  const { seed = null, faults: list, heal, budget } = parseInput(planSchemas().planSchema, form, field);
  const faults = list.map((one, index) => readFault(one, `${field}.faults[${index}]`));
  const ids = new Set<string>();
  for (const [index, { id }] of faults.entries()) {
    if (ids.has(id)) {
      badInput({
        field: `${field}.faults[${index}].id`,
        value: id,
        expected: 'an id that no other fault of the plan has',
      });
    }
    ids.add(id);
  }
  return {
    version: 1,
    seed,
    faults,
    healAtMs: heal === undefined ? null : parseDuration(heal.atMs, `${field}.heal.atMs`),
    budget: budget?.fires ?? null,
  };
}

/** One word alone is a name. */
function planOfText(text: string, field: string): unknown {
  return planFromText(isName(text) ? planNamed(text, field).plan : text, field);
}

function isName(text: string): boolean {
  return /^[\w-]+$/.test(text);
}

/** Reads one fault.
 * @throws BadInputError with the path, the value, and what was expected
 */
export function readFault(written: unknown, field: string): Fault {
  const form = parseInput(planSchemas().faultSchema, written, field);
  const at: readonly Point[] = Array.isArray(form.at) ? form.at : [form.at];
  const when = form.when === undefined ? null : readMatch(form.when, `${field}.when`);
  const effects = readEffects(form.do, `${field}.do`, at);
  if (at.includes('jobPercent') && (when === null || !percentAsked(when))) {
    badInput({
      field: `${field}.when`,
      value: form.when,
      expected: "'jobPercent', since the fault fires at point jobPercent; in the short form 'jobPercent@73'",
    });
  }
  if (at.includes('time') && (when === null || !timeAsked(when))) {
    badInput({
      field: `${field}.when`,
      value: form.when,
      expected: "'time', since the fault fires at point time; in the short form 'time@5 min'",
    });
  }
  const { after = 0, nth = null, every = null, p = 1, per = 'fault' } = form.fire ?? {};
  // What lasts for a while would begin anew after it, for ever.
  const once = form.lasts !== undefined && every === null;
  const max = form.fire?.max ?? (once ? 1 : null);
  return {
    id: form.id,
    at,
    when,
    armP: form.arm?.p ?? 1,
    fire: { after, nth, every, p, max, per },
    effects,
    lasts: form.lasts === undefined ? null : readLasting(form.lasts, `${field}.lasts`),
    in: form.state?.in ?? null,
    to: form.state?.to ?? null,
    mode: form.mode ?? 'first',
    expect: form.expect ?? 'may',
    written: copyOf(written) as typeof written,
  };
}

/** A copy that its author cannot change any more, and that JSON can hold: sizes in bytes as text. */
function copyOf(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)]));
}

/** Reads what a fault does, or what a callback has answered.
 * @param at where the fault fires: each effect has to be possible there
 */
export function readEffects(written: unknown, field: string, at: readonly Point[]): readonly Effect[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written];
  if (written === undefined || list.length === 0) {
    const such = "such as 'loseReply' or { return: 40002 }";
    badInput({
      field,
      value: written,
      expected: written === undefined ? `an effect ${such}, or a list` : 'at least one effect',
    });
  }
  return list.map((one, index) => {
    const place = Array.isArray(written) ? `${field}[${index}]` : field;
    const effect = readEffect(one, place);
    const { at: possible } = effectKinds[effect.kind];
    const wrong = at.find((point) => !possible.some((other) => other === point));
    if (wrong !== undefined) {
      badInput({
        field: place,
        value: effect.kind,
        expected: `an effect that can fire at ${wrong}; ${effect.kind} fires at ${possible.join(', ')}`,
      });
    }
    const waits = 'atPercent' in effect && effect.atPercent !== null;
    if (waits && at.some((point) => point !== 'jobStart')) {
      badInput({
        field: `${place}.${effect.kind}.atPercent`,
        value: effect.atPercent,
        expected: 'no percent, unless the fault fires at jobStart; at jobPercent the match says it',
      });
    }
    const isLost = 'as' in effect && (effect.kind === 'loseRequest' || effect.kind === 'loseReply');
    if (isLost && effect.as !== 'silence' && at.some((point) => point !== 'service' && point !== 'serviceReply')) {
      badInput({
        field: `${place}.${effect.kind}.as`,
        value: effect.as,
        expected: 'silence, unless the fault fires at service or serviceReply, which clients are next to',
      });
    }
    return effect;
  });
}

function readLasting(form: { ms?: unknown; calls?: unknown; until?: unknown }, field: string): Lasting {
  return {
    ms: form.ms === undefined ? null : parseDuration(form.ms as string | number, `${field}.ms`), // as the schema says
    calls: form.calls === undefined ? null : (form.calls as number), // as the schema says
    until: form.until === undefined ? null : readMatch(form.until, `${field}.until`),
  };
}

/** A state that nothing leads to is a slip.
 * @param others faults of the plan that lead to states, too
 * @throws BadInputError naming it
 */
export function checkState(fault: Fault, others: Iterable<Pick<Fault, 'to'>>, field: string): void {
  if (fault.in === null) return;
  const entered = [...new Set(['start', ...[fault, ...others].flatMap(({ to }) => (to === null ? [] : [to]))])];
  if (entered.includes(fault.in)) return;
  badInput({
    field: `${field}.state.in`,
    value: fault.in,
    expected: `a state that a fault leads to (state.to), or 'start': ${entered.join(', ')}`,
    among: entered,
  });
}
