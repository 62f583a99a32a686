import type { Book, Consult, Consulted, Counts, FaultRecord, Fired, InForce } from './book.js';
import { chance } from './chance.js';
import { type CompiledFault, compiledOf } from './compiled.js';
import type { Effect } from './effect.js';
import { effectText } from './effectText.js';
import type { Facts } from './facts.js';
import { isLive, listening } from './keeping.js';
import { whyNot } from './matching.js';
import type { Fault } from './plan.js';
import { pointIndex } from './points.js';
import { readEffects } from './readPlan.js';

/** How many firings of a fault the ledger keeps. */
const keptFirings = 100;

const nothing: readonly never[] = [];

/** Asks a plan about a moment. The order of what is asked of a fault never changes: the state of the plan's machine, the
 * match, its ordinal, `after`, `nth` and `every`, the chance `p`, `max` and the budget; then come the effects, and the
 * machine's next state. The faults are asked in the plan's order.
 *
 * A moment that matches nothing costs nothing: the same book comes back.
 */
export const consult: Consult = (book, facts) => {
  const asked = compiledOf(book.plan).at(pointIndex[facts.point], facts);
  if (asked.length === 0 && book.inForce.length === 0) return { book, fired: nothing, ended: nothing };
  const { ended, book: now } = endedHere(book, facts);
  const consultation = new Consultation(now, facts);
  for (const fault of asked) {
    if (consultation.ask(fault) && fault.fault.mode === 'first') break;
  }
  return consultation.result(ended);
};

/** Whether nothing of a plan asks about a moment: it need not be consulted. */
export function isQuiet(book: Book, facts: Facts): boolean {
  return book.inForce.length === 0 && compiledOf(book.plan).at(pointIndex[facts.point], facts).length === 0;
}

/** What is asked at one moment; the book is copied when something in it changes. */
class Consultation {
  private book: Book;
  private fired: Fired[] | undefined;

  constructor(
    book: Book,
    private readonly facts: Facts,
  ) {
    this.book = book;
  }

  result(ended: readonly InForce[]): Consulted {
    return { book: this.book, fired: this.fired ?? nothing, ended };
  }

  /** @returns whether the fault fires */
  ask({ fault, index, matches, beginsMs }: CompiledFault): boolean {
    const { book, facts } = this;
    const record = book.records[index];
    if (!isLive(record)) return false;
    if (facts.point === 'time' && (beginsMs !== facts.atMs || hasComeToIt(record, facts))) return false;
    const strikesAgain = book.inForce.length > 0 && book.inForce.some((one) => one.fault === fault.id);
    const inState = strikesAgain || fault.in === null || book.machine === fault.in;
    if (!inState || !matches(facts)) {
      if (fault.expect === 'must' && record.fired === 0) this.noteMiss(fault, index, record, inState);
      return false;
    }
    const ordinal = record.matched + 1;
    const key = keyOf(fault, facts);
    const counts = key === null ? record : (record.keys.get(key) ?? { matched: 0, fired: 0 });
    const fires = strikesAgain || this.isDue(fault, ordinal, counts);
    const counted = { matched: counts.matched + 1, fired: counts.fired + (fires && !strikesAgain ? 1 : 0) };
    const effects = fires ? effectsOf(fault, facts, ordinal) : [];
    this.write(index, {
      ...record,
      matched: ordinal,
      fired: record.fired + (fires && !strikesAgain ? 1 : 0),
      keys: key === null ? record.keys : new Map(record.keys).set(key, counted),
      visits: record.visits + 1,
      ...(fires ? keep(record, facts, ordinal, effects) : {}),
    });
    if (fires) this.fire(fault, ordinal, effects, strikesAgain);
    return fires;
  }

  private isDue(fault: Fault, ordinal: number, counts: Counts): boolean {
    const { after, nth, every, p, max } = fault.fire;
    const place = counts.matched + 1 - after;
    if (place < 1) return false;
    if (nth !== null && place !== nth) return false;
    if (every !== null && place % every !== 0) return false;
    // Drawn by the fault's own match, so that no other fault, call or field moves it.
    if (p < 1 && chance(this.book.seed, fault.id, '', ordinal) >= p) return false;
    if (max !== null && counts.fired >= max) return false;
    const { budget } = this.book.plan;
    return budget === null || this.book.fires < budget;
  }

  private fire(fault: Fault, ordinal: number, effects: readonly Effect[], strikesAgain: boolean): void {
    const { book, facts } = this;
    const lasts = strikesAgain ? null : fault.lasts;
    const serial = lasts === null ? null : book.nextSerial;
    this.fired ??= [];
    this.fired.push({
      fault,
      ordinal,
      effects,
      serial,
      draw: (name) => chance(book.seed, fault.id, name, ordinal),
    });
    if (strikesAgain) return;
    const begun: InForce | undefined =
      lasts === null || serial === null
        ? undefined
        : {
            serial,
            fault: fault.id,
            untilMs: lasts.ms === null ? null : facts.atMs + lasts.ms,
            callsLeft: lasts.calls,
          };
    this.book = listening({
      ...book,
      fires: book.fires + 1,
      machine: fault.to ?? book.machine,
      ...(begun === undefined ? {} : { inForce: [...book.inForce, begun], nextSerial: book.nextSerial + 1 }),
    });
  }

  private noteMiss(fault: Fault, index: number, record: FaultRecord, inState: boolean): void {
    const miss = inState
      ? fault.when && whyNot(fault.when, this.facts)
      : { held: 0, why: `the plan's state is '${this.book.machine}', expected '${fault.in}'` };
    const nearest = miss != null && miss.held >= (record.nearest?.held ?? 0) ? miss : record.nearest;
    this.write(index, { ...record, visits: record.visits + 1, nearest });
  }

  private write(index: number, record: FaultRecord): void {
    this.book = { ...this.book, records: this.book.records.with(index, record) };
  }
}

/** Whether a time has come before: it comes again for a fault that was added at that very time. */
function hasComeToIt({ firings }: FaultRecord, { atMs }: Facts): boolean {
  const last = firings.at(-1);
  return last?.point === 'time' && last.atMs === atMs;
}

/** What was in force until this moment. */
function endedHere(book: Book, facts: Facts): { readonly book: Book; readonly ended: readonly InForce[] } {
  if (book.inForce.length === 0) return { book, ended: nothing };
  const { until } = compiledOf(book.plan);
  const ended = book.inForce.filter(
    ({ fault, untilMs }) => (untilMs !== null && facts.atMs >= untilMs) || until.get(fault)?.(facts),
  );
  if (ended.length === 0) return { book, ended };
  return { book: listening({ ...book, inForce: book.inForce.filter((one) => !ended.includes(one)) }), ended };
}

function effectsOf(fault: Fault, facts: Facts, ordinal: number): readonly Effect[] {
  if (!fault.effects.some(({ kind }) => kind === 'callback')) return fault.effects;
  const { point, atMs, method, caller, jobPercent } = facts;
  const elements = facts.elements().map(({ class: kind, id, name }) => ({ class: kind, id, name }));
  return fault.effects.flatMap((effect) => {
    if (effect.kind !== 'callback') return [effect];
    const answer = effect.callback({ point, atMs, ordinal, method, caller, elements, jobPercent });
    return answer === undefined ? [] : readEffects(answer, `callback of fault '${fault.id}'`, fault.at);
  });
}

function keep(record: FaultRecord, facts: Facts, match: number, effects: readonly Effect[]) {
  const firing = {
    atMs: facts.atMs,
    point: facts.point,
    match,
    element: facts.elements()[0]?.name ?? '',
    effects: effects.map(effectText),
  };
  const firings = [...record.firings, firing];
  const over = Math.max(0, firings.length - keptFirings);
  return { firings: over === 0 ? firings : firings.slice(over), dropped: record.dropped + over };
}

function keyOf(fault: Fault, facts: Facts): string | null {
  switch (fault.fire.per) {
    case 'fault':
      return null;
    case 'element':
      return facts.elements()[0]?.id ?? '';
    case 'caller':
      return facts.caller ?? '';
  }
}
