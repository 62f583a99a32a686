import type { NoReply } from '../../../src/conformance/subject/call.js';
import type { FaultInput, PlanInput } from '../../../src/faults/planSchema.js';

/** What a rig that takes faults may do wrong. */
export type WrongFault =
  /** A fault strikes more often than its plan says, or does not strike what it names. */
  | 'maxIgnored'
  | 'namedSpared'
  /** A read tells the truth; or goes on lying when all is healed. */
  | 'lieUntold'
  | 'lieStays'
  /** A request that was lost is done all the same; of one whose reply was lost nothing is done. */
  | 'lostRequestDone'
  | 'lostReplyUndone'
  /** What struck is not counted. */
  | 'strikesUncounted';

/** What stands between the array and those who ask it, and does some of the faults that a plan may have: refusals and requests that
 * are lost at `service`, replies that are lost at `serviceReply`, and sizes that are wrong when they are read.
 */
export class FaultRig {
  private faults: readonly FaultInput[] = [];
  private matched = new Map<string, number>();
  private struck = new Map<string, number>();
  private lie = 1;

  constructor(private readonly wrong: WrongFault | null) {}

  /** Takes a plan, or heals all. @returns whether it can do all of the plan's faults */
  arm(plan: PlanInput | null): boolean {
    this.faults = [];
    this.matched = new Map();
    this.struck = new Map();
    if (this.wrong !== 'lieStays') this.lie = 1;
    if (plan === null) return true;
    if (typeof plan === 'string' || plan.heal !== undefined || plan.budget !== undefined) return false;
    if (!plan.faults.every((fault) => isKnown(fault))) return false;
    if (plan.faults.length > 1 && plan.faults.some(({ mode }) => mode === 'stack')) return false;
    this.faults = plan.faults;
    return true;
  }

  fired(): Readonly<Record<string, number>> {
    return this.wrong === 'strikesUncounted' ? {} : Object.fromEntries(this.struck);
  }

  /** Does a request, and what strikes it.
   * @param elements names and ids of what it is about
   */
  around<Replied>(
    caller: string | undefined,
    elements: readonly string[],
    act: () => Replied,
    refuse: (code: number) => Replied,
  ): Replied | NoReply {
    const first = this.strike('service', caller, elements);
    if (first === 'loseRequest') {
      if (this.wrong === 'lostRequestDone') act();
      return { noReply: 'timeout' };
    }
    const code = typeof first === 'object' && 'return' in first ? codeOf(first.return) : null;
    if (code !== null) return refuse(code);
    const last = this.strike('serviceReply', caller, elements);
    if (last !== 'loseReply') return act();
    if (this.wrong !== 'lostReplyUndone') act();
    return { noReply: 'timeout' };
  }

  /** A size as it is told to somebody who reads it. */
  told(size: number): number {
    return Math.floor(size * this.lie);
  }

  /** Somebody reads. */
  read(): void {
    const effect = this.strike('read', undefined, []);
    const factor = typeof effect === 'object' && 'wrongSize' in effect ? effect.wrongSize : null;
    if (typeof factor === 'number' && this.wrong !== 'lieUntold') this.lie = factor;
  }

  private strike(point: string, caller: string | undefined, elements: readonly string[]): FaultInput['do'] | undefined {
    for (const fault of this.faults) {
      if (fault.at !== point || !this.matches(fault, caller, elements)) continue;
      const matches = (this.matched.get(fault.id) ?? 0) + 1;
      this.matched.set(fault.id, matches);
      if (!this.isDue(fault, matches)) continue;
      this.struck.set(fault.id, (this.struck.get(fault.id) ?? 0) + 1);
      return fault.do;
    }
    return undefined;
  }

  private matches({ when = {} }: FaultInput, caller: string | undefined, elements: readonly string[]): boolean {
    const callers = when.caller === undefined ? null : [when.caller].flat();
    if (callers !== null && !callers.includes(caller ?? '')) return false;
    if (when.element === undefined) return true;
    return this.wrong !== 'namedSpared' && elements.includes(`${when.element}`);
  }

  private isDue({ id, fire = {} }: FaultInput, matches: number): boolean {
    const { after = 0, nth, every, max } = fire;
    const at = matches - after;
    if (at < 1 || (nth !== undefined && at !== nth) || (every !== undefined && at % every !== 0)) return false;
    return max === undefined || this.wrong === 'maxIgnored' || (this.struck.get(id) ?? 0) < max;
  }
}

const members = ['id', 'at', 'when', 'fire', 'do', 'mode'];
const counts = ['after', 'nth', 'every', 'max'];

/** Whether the rig can do a fault, and knows all that its plan says of it. */
function isKnown(fault: FaultInput): boolean {
  const { at, when = {}, fire = {}, do: effect } = fault;
  const isPlain =
    Object.keys(fault).every((name) => members.includes(name)) &&
    Object.keys(fire).every((name) => counts.includes(name)) &&
    Object.keys(when).every((name) => name === 'caller' || (name === 'element' && typeof when.element === 'string'));
  if (!isPlain) return false;
  if (at === 'read') {
    const isAlways = Object.keys(when).length === 0 && Object.keys(fire).length === 0;
    return isAlways && typeof effect === 'object' && 'wrongSize' in effect && typeof effect.wrongSize === 'number';
  }
  if (at === 'serviceReply') return effect === 'loseReply';
  if (at !== 'service') return false;
  return (
    effect === 'loseRequest' || (typeof effect === 'object' && 'return' in effect && codeOf(effect.return) !== null)
  );
}

function codeOf(written: unknown): number | null {
  return typeof written === 'number' ? written : null;
}
