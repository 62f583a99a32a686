import { type Step, steps } from '../vocabulary/steps.js';
import type { CompiledOperation, Conditions, ElementFacts, SystemFacts } from './operation.js';

/** The rows that can apply to a call as the system and its elements are, by index in `steps`. */
export interface ApplicableRows<Facts> {
  readonly steps: readonly Conditions<Facts>[];
  /** By index of a step: the first from it on that has a row that can apply, or an effect. */
  readonly next: readonly number[];
}

/** How many kinds of elements are kept in mind: most calls meet sources, pools and accounts of one kind. */
const kindsKept = 8;

/** Finds the rows that can apply, under settings that stay as they are. What rows ask of the system is judged once, what
 * they ask of the elements once for elements of one kind; so a call meets the rows only that judge the call itself.
 */
export class ApplicableRowsCache<Facts extends ElementFacts> {
  private readonly candidates: readonly (readonly Candidate<Facts>[])[];
  private readonly kinds: Kind<Facts>[] = [];
  /** Where the next kind is put. */
  private turn = 0;

  /** Leaves out the rows that can only be forced, and those that the system gives no cause for. */
  constructor(
    operation: CompiledOperation<Facts, never>,
    system: SystemFacts,
    private readonly hasEffect: (step: Step) => boolean,
  ) {
    this.candidates = operation.checks.map((rows) =>
      rows.flatMap(({ natural, whenSystem, whenElements, when }, place) =>
        natural && whenSystem?.(system) !== false ? [{ place, whenElements, when: when ?? always }] : [],
      ),
    );
  }

  rowsFor(facts: Facts): ApplicableRows<Facts> {
    for (let index = 0; index < this.kinds.length; index++) {
      const kind = this.kinds[index];
      if (kind !== undefined && isOfKind(facts, kind)) return kind.rows;
    }
    const rows = this.judge(facts);
    this.kinds[this.turn] = kindOf(facts, rows);
    this.turn = (this.turn + 1) % kindsKept;
    return rows;
  }

  private judge(facts: Facts): ApplicableRows<Facts> {
    const applicable = this.candidates.map((rows) => {
      const left = rows.filter(({ whenElements }) => whenElements?.(facts) !== false);
      return { conditions: left.map(({ when }) => when), places: left.map(({ place }) => place) };
    });
    const matters = applicable.map(({ places }, at) => {
      const step = steps[at];
      return places.length > 0 || (step !== undefined && this.hasEffect(step));
    });
    return { steps: applicable, next: steps.map((_, at) => matters.indexOf(true, at)) };
  }
}

interface Candidate<Facts> {
  readonly place: number;
  readonly whenElements: ((elements: ElementFacts) => boolean) | undefined;
  readonly when: (facts: Facts) => boolean;
}

/** What {@link ElementFacts} tell beside the system: elements that agree in all of it are judged alike. */
type Elements = Omit<ElementFacts, keyof SystemFacts>;

interface Kind<Facts> extends Elements {
  readonly rows: ApplicableRows<Facts>;
}

/** A copy, because facts are windows on rows that change. */
function kindOf<Facts>(
  { source, pool, namesPool, credential, account }: Elements,
  rows: ApplicableRows<Facts>,
): Kind<Facts> {
  return {
    source: source && {
      state: source.state,
      usage: source.usage,
      snapshot: source.snapshot,
      unseenChanges: source.unseenChanges,
      goneAt: source.goneAt,
    },
    pool: pool && {
      state: pool.state,
      usage: pool.usage,
      primordial: pool.primordial,
      remote: pool.remote,
      unseenChanges: pool.unseenChanges,
      goneAt: pool.goneAt,
    },
    namesPool,
    credential,
    account,
    rows,
  };
}

function isOfKind(facts: Elements, kind: Elements): boolean {
  return (
    facts.account === kind.account &&
    facts.namesPool === kind.namesPool &&
    areAlike(facts.source, kind.source) &&
    areAlikePools(facts.pool, kind.pool) &&
    facts.credential?.username === kind.credential?.username &&
    facts.credential?.passwordDigest === kind.credential?.passwordDigest
  );
}

function areAlike(one: Elements['source'], other: Elements['source']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.state === other.state &&
    one.usage === other.usage &&
    one.snapshot === other.snapshot &&
    one.unseenChanges === other.unseenChanges &&
    one.goneAt === other.goneAt
  );
}

function areAlikePools(one: Elements['pool'], other: Elements['pool']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.state === other.state &&
    one.usage === other.usage &&
    one.primordial === other.primordial &&
    one.remote === other.remote &&
    one.unseenChanges === other.unseenChanges &&
    one.goneAt === other.goneAt
  );
}

/** The condition of a row whose cause is the system, or the elements, alone. */
function always(): boolean {
  return true;
}
