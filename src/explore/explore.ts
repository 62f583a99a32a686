import { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import { Branches } from '../engine/history/branches.js';
import type { Explored } from '../report/facts/explored.js';
import { readMembers } from '../vocabulary/input/arguments.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import { type Claim, claimOfPredicate, claimOfProperty } from './claims.js';
import { actorsOf, faultsOf, mayBeAlike } from './compile.js';
import { type Counterexample, counterexample } from './counterexample.js';
import { Moves, SettingsChanged } from './moves.js';
import { type ClaimInput, type ExploreOptions, type ExploreProgress, exploreSchema } from './options.js';
import type { ClaimKind } from './ownClaim.js';
import { bytesOf, type SavedSearch, savedIn } from './saved.js';
import { Search } from './search.js';
import type { State } from './state.js';

/** What came of an exploration. */
export interface Exploration extends Explored {
  /** What was claimed, and what came of it: `holds` of what is explored, `broken`, or `open` for what can still come to be. */
  readonly claims: readonly ClaimVerdict[];
  /** A shortest way to each claim that is broken. */
  readonly broken: readonly Counterexample[];
  /** What `resume` takes to go on from here, made when it is asked for; null where nothing was cut off. */
  readonly resume: (() => Uint8Array) | null;
}

/** What came of a claim. */
export interface ClaimVerdict {
  /** The claim: the name of a property, or what it says in words. */
  readonly claim: string;
  /** Its kind. */
  readonly kind: ClaimKind;
  /** `holds` whatever happens; `broken`; or `open`, because not all was tried. */
  readonly verdict: 'holds' | 'broken' | 'open';
}

/** Tries all that may happen to an array, in all orders, on forks: the array itself stays as it is.
 * @throws BadInputError for what makes no sense, and for an array that has calls in flight or a fault plan
 */
export function explore(array: StorageArray, options: ExploreOptions): Exploration {
  const steps = exploreInSteps(array, options);
  for (let step = steps.next(); ; ) {
    if (step.done) return step.value;
    // What is no options has been refused by now.
    const { onProgress } = options;
    const goesOn = onProgress === undefined || onProgress(step.value) !== false;
    step = steps.next(goesOn);
  }
}

/** Like {@link explore}, so that whoever explores can do something in between, and end it by passing false. */
export function* exploreInSteps(
  array: StorageArray,
  options: ExploreOptions,
): Generator<ExploreProgress, Exploration, boolean | undefined> {
  demandArray(array, 'explore.array');
  const asked = readOptions(options);
  const branches = new Branches(array);
  demandQuiet(array);
  try {
    return yield* new Explorer(array, branches, asked, asked.skip ?? true).explore();
  } catch (changed) {
    if (!(changed instanceof SettingsChanged)) throw changed;
    return yield* new Explorer(array, branches, asked, false).explore();
  }
}

function readOptions(options: ExploreOptions): ExploreOptions {
  const known = [...Object.keys(exploreSchema.shape), 'resume'];
  const { resume, ...others } = readMembers(options, known, 'explore', 'an option');
  if (resume !== undefined && !(resume instanceof Uint8Array))
    badInput({ field: 'explore.resume', value: resume, expected: 'the bytes that an exploration has left' });
  // The schema has the members of the type.
  return { ...(parseInput(exploreSchema, others, 'explore') as unknown as ExploreOptions), resume };
}

/** @throws BadInputError for an array on which something is under way */
export function demandQuiet(array: StorageArray, field = 'explore'): void {
  const world = StorageArray.worldOf(array);
  if (world.calls.size > 0)
    badInput({
      field: `${field}.array`,
      value: `${world.calls.size} calls in flight`,
      expected: 'an array without calls in flight: finish them, or give them as actions',
    });
  if (world.faults !== undefined && world.faults.planState.faults.size > 0)
    badInput({
      field: `${field}.array`,
      value: 'a fault plan',
      expected: 'an array without one: give faults as `faults`, so that they fire and do not fire',
    });
}

const mostStates = 1_000_000;
/** After how many states that were gone on from it tells how far it is. */
const stretch = 1000;

class Explorer {
  private readonly moves: Moves;
  private readonly claims: readonly Claim[];
  private readonly sometimes: Set<Claim>;
  private readonly found: Counterexample[] = [];
  private bound: Exploration['bound'] = null;
  /** What is explored, for {@link savedIn}: nothing else can be gone on with. */
  private readonly subject: readonly unknown[];
  private readonly search: Search;

  constructor(
    private readonly array: StorageArray,
    branches: Branches,
    private readonly options: ExploreOptions,
    skips: boolean,
  ) {
    const { actions, faults = [], time = true, claims = ['INVARIANTS'] } = options;
    const root = branches.root();
    root.faults = undefined;
    const hasPredicates = claims.some((claim) => typeof claim !== 'string');
    const alike = (options.alike ?? !hasPredicates) && mayBeAlike(array, faults);
    const actors = actorsOf(branches, root, actions, alike);
    this.moves = new Moves(branches, { actors, faults: faultsOf(branches, root, faults), passes: time, skips }, root);
    this.subject = [
      array.digest('identity'),
      JSON.stringify([actions, faults, time, skips, alike]),
      claims.map((claim) => (typeof claim === 'string' ? claim : JSON.stringify(claim))),
    ];
    const who = actors.map(({ name }) => name);
    this.claims = claims.map((claim) => claimOf(claim, branches, who));
    this.sometimes = new Set(this.claims.filter(({ kind }) => kind === 'sometimes'));
    this.search = new Search(this.moves, {
      meet: (state, number) => this.meet(state, number),
      end: (state, number) => this.end(state, number),
      isEnough: () => this.isEnough(),
    });
  }

  *explore(): Generator<ExploreProgress, Exploration, boolean | undefined> {
    const { search } = this;
    const { depth = Number.POSITIVE_INFINITY } = this.options;
    if (this.options.resume === undefined) search.begin();
    else this.resume(savedIn(this.options.resume, this.subject, 'explore.resume'));
    while (search.open > 0 && this.found.length === 0) {
      if (search.depth >= depth) this.bound = 'depth';
      else if (search.deeper(stretch)) {
        if ((yield this.progress()) !== false) continue;
        this.bound = 'progress';
      }
      break;
    }
    const isComplete = search.open === 0 && this.bound === null && this.found.length === 0;
    if (isComplete) for (const claim of this.sometimes) this.found.push(neverSeen(claim, search.farthest));
    return this.exploration(isComplete);
  }

  private resume(saved: SavedSearch): void {
    this.search.resume(saved);
    for (const [at, claim] of this.claims.entries()) if ((saved.seen & (1 << at)) !== 0) this.sometimes.delete(claim);
  }

  /** Bits of the claims of `sometimes` that were seen. */
  private seen(): number {
    const bits = this.claims.map((claim, at) =>
      claim.kind === 'sometimes' && !this.sometimes.has(claim) ? 1 << at : 0,
    );
    return bits.reduce((all, bit) => all | bit, 0) >>> 0;
  }

  private progress(): ExploreProgress {
    const { depth, open, transitions, visited } = this.search;
    return { depth, states: visited.size, open, transitions, bytes: visited.bytes };
  }

  private exploration(isComplete: boolean): Exploration {
    const { search, found } = this;
    return {
      kind: isComplete ? (found.length > 0 ? 'broken' : 'complete') : found.length > 0 ? 'broken' : 'cutOff',
      bound: this.bound,
      states: search.visited.size,
      transitions: search.transitions,
      depth: search.farthest,
      byDepth: search.visited.byDepth,
      ends: search.ends,
      open: search.open,
      orders: isComplete ? search.orders : null,
      collisionOdds: search.visited.collisionOdds,
      bytes: search.visited.bytes,
      claims: this.claims.map((claim) => ({
        claim: claim.name,
        kind: claim.kind,
        verdict: this.verdictOf(claim, isComplete),
      })),
      broken: found,
      resume:
        isComplete || found.length > 0 ? null : () => bytesOf({ ...search.save(), seen: this.seen() }, this.subject),
    };
  }

  private verdictOf(claim: Claim, isComplete: boolean): 'holds' | 'broken' | 'open' {
    if (this.found.some((one) => one.claim === claim.name && one.kind === claim.kind)) return 'broken';
    if (claim.kind === 'sometimes') return this.sometimes.has(claim) ? 'open' : 'holds';
    return isComplete ? 'holds' : 'open';
  }

  private meet(state: State, number: number): void {
    for (const claim of this.claims) {
      if (claim.kind === 'always' && claim.judge(state) !== '') this.breaks(claim, number);
      else if (claim.kind === 'never' && claim.judge(state) === '') this.breaks(claim, number);
      else if (claim.kind === 'sometimes' && this.sometimes.has(claim) && claim.judge(state) === '')
        this.sometimes.delete(claim);
    }
  }

  private end(state: State, number: number): void {
    for (const claim of this.claims)
      if (claim.kind === 'eventually' && claim.judge(state) !== '') this.breaks(claim, number);
  }

  private breaks(claim: Claim, number: number): void {
    if (this.found.some((one) => one.claim === claim.name && one.kind === claim.kind)) return;
    this.found.push(counterexample(this.array, this.moves, claim, this.search.visited.wayTo(number)));
  }

  private isEnough(): boolean {
    if (this.found.length > 0) return true;
    if (this.search.visited.size < (this.options.states ?? mostStates)) return false;
    this.bound = 'states';
    return true;
  }
}

/** What was not so anywhere has no way to it. */
export function neverSeen({ name, kind }: Pick<Claim, 'name' | 'kind'>, depth: number): Counterexample {
  return {
    claim: name,
    kind,
    because: 'it is not so anywhere',
    depth,
    steps: [],
    trace: null,
    scenario: null,
    test: null,
  };
}

function claimOf(given: ClaimInput, branches: Branches, who: readonly string[]): Claim {
  return typeof given === 'string' ? claimOfProperty(given) : claimOfPredicate(given, branches, who);
}
