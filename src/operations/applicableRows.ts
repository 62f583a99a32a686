import type { Settings } from '../store/settings.js';
import { type Step, steps } from '../vocabulary/steps.js';
import { type AskedSettings, noting } from './askedSettings.js';
import type { CompiledOperation, CompiledRow, Conditions } from './compile.js';
import type { CallFacts } from './facts/call.js';
import type { ElementFacts, SystemFacts } from './facts/system.js';

/** The rows that can apply to a call as the system and its elements are, by index in `steps`. */
export interface ApplicableRows {
  readonly steps: readonly Conditions<CallFacts>[];
  /** By index of a step: the first from it on that has a row that can apply, or an effect. */
  readonly next: readonly number[];
}

/** How many kinds of elements are kept in mind: most calls meet volumes, pools and accounts of one kind. */
const kindsKept = 8;

/** Finds the rows that can apply, as long as the settings that they ask about stay as they are. What rows ask of the system is judged
 * once, what they ask of the elements once for elements of one kind; so a call meets the rows only that judge the call itself.
 */
export class ApplicableRowsCache {
  private readonly settings: Settings;
  private readonly candidates: readonly (readonly Candidate[])[];
  private readonly kinds: Kind[];
  /** Where the next kind is put. */
  private turn = 0;
  private readonly askedOfSystem: AskedSettings;
  private readonly askedOfElements: AskedSettings;

  /** Leaves out the rows that can only be forced, and those that the system gives no cause for.
   * @param known what was found under other settings, and holds under these
   */
  constructor(
    private readonly operation: CompiledOperation,
    system: SystemFacts,
    private readonly hasEffect: (step: Step) => boolean,
    known?: ApplicableRowsCache,
  ) {
    this.settings = system.settings;
    this.kinds = [...(known?.kinds ?? [])];
    this.askedOfSystem = new Set(known?.askedOfSystem);
    this.askedOfElements = new Set(known?.askedOfElements);
    this.candidates = known?.candidates ?? candidatesIn(operation, noting(system, this.askedOfSystem));
  }

  /** The same under other settings of the same array; undefined where rows that ask about what differs answer otherwise. */
  under(system: SystemFacts): ApplicableRowsCache | undefined {
    const differs = (member: keyof Settings) => system.settings[member] !== this.settings[member];
    if ([...this.askedOfElements].some(differs)) return undefined;
    if ([...this.askedOfSystem].some(differs)) {
      const places = (candidates: readonly Candidate[]) => candidates.map(({ place }) => place).join();
      const found = candidatesIn(this.operation, system);
      if (found.some((candidates, step) => places(candidates) !== places(this.candidates[step] ?? [])))
        return undefined;
    }
    return new ApplicableRowsCache(this.operation, system, this.hasEffect, this);
  }

  rowsFor(facts: CallFacts): ApplicableRows {
    for (let index = 0; index < this.kinds.length; index++) {
      const kind = this.kinds[index];
      if (kind !== undefined && isOfKind(facts, kind)) return kind.rows;
    }
    const rows = this.judge(facts);
    this.kinds[this.turn] = kindOf(facts, rows);
    this.turn = (this.turn + 1) % kindsKept;
    return rows;
  }

  private judge(facts: CallFacts): ApplicableRows {
    const noted = noting(facts, this.askedOfElements);
    const applicable = this.candidates.map((rows) => {
      const left = rows.filter(({ whenElements }) => whenElements?.(noted) !== false);
      return { conditions: left.map(({ when }) => when), places: left.map(({ place }) => place) };
    });
    const matters = applicable.map(({ places }, at) => {
      const step = steps[at];
      return places.length > 0 || (step !== undefined && this.hasEffect(step));
    });
    return { steps: applicable, next: steps.map((_, at) => matters.indexOf(true, at)) };
  }
}

function candidatesIn({ rows }: CompiledOperation, system: SystemFacts): readonly (readonly Candidate[])[] {
  return rows.map((ofStep) =>
    ofStep.flatMap((row, place) =>
      isCandidate(row, system) ? [{ place, whenElements: row.whenElements, when: row.when ?? always }] : [],
    ),
  );
}

function isCandidate({ natural, whenSystem }: CompiledRow, system: SystemFacts): boolean {
  return natural && whenSystem?.(system) !== false;
}

interface Candidate {
  readonly place: number;
  readonly whenElements: ((elements: ElementFacts) => boolean) | undefined;
  readonly when: (facts: CallFacts) => boolean;
}

/** What {@link ElementFacts} tell beside the system: elements that agree in all of it are judged alike. */
type Elements = Omit<ElementFacts, keyof SystemFacts>;

interface Kind extends Elements {
  readonly rows: ApplicableRows;
}

/** A copy, because facts are windows on rows that change. */
function kindOf({ volume, pool, namesPool, credential, account }: Elements, rows: ApplicableRows): Kind {
  return {
    volume: volume && {
      state: volume.state,
      usage: volume.usage,
      snapshot: volume.snapshot,
      exposed: volume.exposed,
      unseenChanges: volume.unseenChanges,
      goneAt: volume.goneAt,
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
    areAlikeVolumes(facts.volume, kind.volume) &&
    areAlikePools(facts.pool, kind.pool) &&
    areAlikeCredentials(facts.credential, kind.credential)
  );
}

function areAlikeCredentials(one: Elements['credential'], other: Elements['credential']): boolean {
  // Nearly always it is the configuration provider's.
  return one === other || (one?.username === other?.username && one?.passwordDigest === other?.passwordDigest);
}

function areAlikeVolumes(one: Elements['volume'], other: Elements['volume']): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.state === other.state &&
    one.usage === other.usage &&
    one.snapshot === other.snapshot &&
    one.exposed === other.exposed &&
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
