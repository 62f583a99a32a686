import type { StorageArray } from '../../engine/array.js';
import { demandArray } from '../../engine/demandArray.js';
import { Branches } from '../../engine/history/branches.js';
import { parseInput } from '../../vocabulary/input/badInput.js';
import { faultsOf } from '../compile.js';
import type { Counterexample } from '../counterexample.js';
import { demandQuiet, type Exploration, neverSeen } from '../explore.js';
import { SettingsChanged } from '../moves.js';
import { type ClientsClaim, clientsClaimOf, clientsReturn } from './claims.js';
import { ClientMoves } from './moves.js';
import { type ExploreClientsOptions, exploreClientsSchema } from './options.js';
import { ReplyLogs } from './replyLogs.js';
import { ClientsSearch } from './search.js';
import type { ClientsState } from './state.js';
import { clientsCounterexample } from './way.js';

/** What came of an exploration with clients. */
export interface ClientsExploration extends Omit<Exploration, 'orders' | 'resume'> {
  /** How often clients were run from their beginning: once for each different log of answers, and once more where they end. */
  readonly runs: number;
}

/** Runs clients against an array in all orders: at each of their awaits it is tried which of them goes on, whether time passes, and whether
 * the reply gets lost. The array itself stays as it is.
 * @throws BadInputError, by a rejection, for what makes no sense, for an array that has calls in flight or a fault plan, and for a client
 *   that does not do the same whenever it is answered the same, or awaits anything else
 */
export async function exploreClients(array: StorageArray, options: ExploreClientsOptions): Promise<ClientsExploration> {
  demandArray(array, 'exploreClients.array');
  // The schema has the members of the type.
  const asked = parseInput(exploreClientsSchema, options, 'exploreClients') as unknown as ExploreClientsOptions;
  const branches = new Branches(array);
  demandQuiet(array, 'exploreClients');
  try {
    return await new ClientsExplorer(array, branches, asked, asked.skip ?? true).explore();
  } catch (changed) {
    if (!(changed instanceof SettingsChanged)) throw changed;
    return new ClientsExplorer(array, branches, asked, false).explore();
  }
}

const mostStates = 100_000;
const progressEvery = 1000;
const loss = 'serviceReply: loseReply';

class ClientsExplorer {
  private readonly moves: ClientMoves;
  private readonly claims: readonly ClientsClaim[];
  private readonly sometimes: Set<ClientsClaim>;
  private readonly search: ClientsSearch;
  private readonly found: Counterexample[] = [];
  private bound: Exploration['bound'] = null;
  private untold = 0;

  constructor(
    private readonly array: StorageArray,
    branches: Branches,
    private readonly options: ExploreClientsOptions,
    skips: boolean,
  ) {
    const { clients, losses = 1, faults = [], time = true, claims = ['INVARIANTS', clientsReturn] } = options;
    const root = branches.root();
    root.faults = undefined;
    const beganMs = array.startsAt.getTime();
    const logs = Object.entries(clients).map(([name, client]) => new ReplyLogs(name, client, beganMs, root.nowMs));
    const possible = faultsOf(branches, root, [...faults, ...Array.from({ length: losses }, () => loss)]);
    this.moves = new ClientMoves(branches, root, logs, possible, { passes: time, skips });
    this.claims = claims.map((claim) => clientsClaimOf(claim, branches, Object.keys(clients)));
    this.sometimes = new Set(this.claims.filter(({ kind }) => kind === 'sometimes'));
    this.search = new ClientsSearch(this.moves, {
      meet: (state, number) => this.meet(state, number),
      end: (state, number) => this.end(state, number),
      isEnough: () => this.isEnough(),
    });
  }

  async explore(): Promise<ClientsExploration> {
    const { search } = this;
    const { depth = Number.POSITIVE_INFINITY } = this.options;
    await search.begin();
    while (search.open > 0 && this.found.length === 0) {
      if (search.depth >= depth) {
        this.bound = 'depth';
        break;
      }
      if (!(await search.deeper())) break;
    }
    const isComplete = search.open === 0 && this.bound === null && this.found.length === 0;
    if (isComplete) for (const claim of this.sometimes) this.found.push(neverSeen(claim, search.depth));
    const { visited } = search;
    return {
      kind: this.found.length > 0 ? 'broken' : isComplete ? 'complete' : 'cutOff',
      bound: this.bound,
      states: visited.size,
      transitions: search.transitions,
      depth: search.farthest,
      byDepth: visited.byDepth,
      ends: search.ends,
      open: search.open,
      runs: this.moves.clients.reduce((sum, { runs }) => sum + runs, 0),
      collisionOdds: visited.collisionOdds,
      bytes: visited.bytes,
      claims: this.claims.map((claim) => {
        const { name, kind } = claim;
        return { claim: name, kind, verdict: this.verdictOf(claim, isComplete) };
      }),
      broken: this.found,
    };
  }

  private verdictOf(claim: ClientsClaim, isComplete: boolean): 'holds' | 'broken' | 'open' {
    if (this.isFound(claim)) return 'broken';
    if (claim.kind === 'sometimes') return this.sometimes.has(claim) ? 'open' : 'holds';
    return isComplete ? 'holds' : 'open';
  }

  private async meet(state: ClientsState, number: number): Promise<void> {
    for (const claim of this.claims) {
      if (claim.kind === 'always' && claim.judge(state) !== '') await this.breaks(claim, number);
      else if (claim.kind === 'never' && claim.judge(state) === '') await this.breaks(claim, number);
      else if (claim.kind === 'sometimes' && this.sometimes.has(claim) && claim.judge(state) === '')
        this.sometimes.delete(claim);
    }
  }

  private async end(state: ClientsState, number: number): Promise<void> {
    for (const claim of this.claims)
      if (claim.kind === 'eventually' && claim.judge(state) !== '') await this.breaks(claim, number);
  }

  private async breaks(claim: ClientsClaim, number: number): Promise<void> {
    if (this.isFound(claim)) return;
    this.found.push(await clientsCounterexample(this.array, this.moves, claim, this.search.visited.wayTo(number)));
  }

  private isFound({ name, kind }: ClientsClaim): boolean {
    return this.found.some((one) => one.claim === name && one.kind === kind);
  }

  private isEnough(): boolean {
    if (this.found.length > 0) return true;
    const { depth, open, transitions, visited } = this.search;
    if (visited.size >= (this.options.states ?? mostStates)) {
      this.bound = 'states';
      return true;
    }
    if (this.options.onProgress === undefined || visited.size < this.untold) return false;
    this.untold = visited.size + progressEvery;
    const told = { depth, states: visited.size, open, transitions, bytes: visited.bytes };
    if (this.options.onProgress(told) !== false) return false;
    this.bound = 'progress';
    return true;
  }
}
