import type { StorageArray } from '../../engine/array.js';
import { nextTimer } from '../../engine/controls/clock.js';
import { type Branches, isUnderFaults } from '../../engine/history/branches.js';
import { tableNames } from '../../store/allTables.js';
import { callPhase } from '../../store/callRow.js';
import type { World } from '../../store/world.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { type CallHandle, none } from '../../vocabulary/units/ids.js';
import { SettingsChanged } from '../moves.js';
import type { Possible } from '../program.js';
import { State } from '../state.js';
import type { ReplyLogs } from './replyLogs.js';
import type { Outcome, Request } from './request.js';
import { type Alarm, ClientsState, type Flight } from './state.js';

/** One thing that may happen next. */
export type Move =
  | {
      /** What a client has asked for is done at once, or begins. */
      readonly kind: 'answer' | 'begin' | 'wake';
      readonly client: number;
      readonly request: Request;
    }
  | { readonly kind: 'step'; readonly flight: Flight; readonly fault: Possible | undefined }
  | { readonly kind: 'pass'; readonly ms: number; readonly fault: Possible | undefined };

/** What a move has led to: the state, and what a client was answered in it. */
export interface Made {
  readonly state: ClientsState;
  readonly outcome: Outcome | undefined;
}

/** Calls that may be in flight at once, of all clients together. */
export const mostFlights = 16;

/** What may happen, and what comes of it. */
export class ClientMoves {
  /** Steps at which a fault may fire: no call skips them. */
  private readonly stops: ReadonlySet<number>;

  constructor(
    private readonly branches: Branches,
    private readonly root: World,
    readonly clients: readonly ReplyLogs[],
    private readonly faults: readonly Possible[],
    private readonly options: { readonly passes: boolean; readonly skips: boolean },
  ) {
    this.stops = new Set(faults.flatMap(({ steps }) => [...steps]));
  }

  /** All clients have begun, and wait for their first answers. */
  async first(): Promise<ClientsState> {
    const slots = Array.from({ length: mostFlights }, (): CallHandle | -1 => none);
    const base = new State(
      this.root.fork(),
      slots.map(() => 0),
      slots,
      slots.map(() => []),
      2 ** this.faults.length - 1,
      tableNames.map(() => []),
      undefined,
    );
    const logs = await Promise.all(this.clients.map((one) => one.first()));
    const state = new ClientsState(base, logs, [], []);
    for (const [client, log] of logs.entries()) state.goOn(client, log);
    return state;
  }

  /** What may happen next, in an order that is always the same. A move with a fault may turn out to be none: see {@link make}. */
  enabled(state: ClientsState): readonly Move[] {
    const { world } = state.base;
    const found: Move[] = [];
    for (const [client, { pending }] of state.logs.entries())
      for (const request of pending) {
        const kind = this.kindOf(state, client, request);
        if (kind !== undefined) found.push({ kind, client, request });
      }
    for (const flight of state.flights) {
      const { phase, step } = world.calls.read(flight.handle);
      if (phase !== callPhase.ready) continue;
      found.push({ kind: 'step', flight, fault: undefined });
      for (const fault of this.mayFire(state)) if (fault.steps.has(step)) found.push({ kind: 'step', flight, fault });
    }
    const ms = this.options.passes ? this.nextMs(state) : undefined;
    if (ms === undefined) return found;
    found.push({ kind: 'pass', ms, fault: undefined });
    for (const fault of this.mayFire(state)) if (fault.passing) found.push({ kind: 'pass', ms, fault });
    return found;
  }

  /** Does it: the state that is given is good for nothing then.
   * @returns undefined where the fault has not fired: then it is no move
   */
  async make(state: ClientsState, move: Move): Promise<Made | undefined> {
    const { world } = state.base;
    const fault = 'fault' in move ? move.fault : undefined;
    const fires = world.faults?.planState.fires ?? 0;
    if (fault !== undefined) this.branches.arm(world, fault.fault, fault.alone);
    const answered = this.act(state, move);
    if (this.options.skips && world.settings !== this.root.settings) throw new SettingsChanged();
    if (fault !== undefined) {
      if ((world.faults?.planState.fires ?? 0) === fires) return undefined;
      state.base.faults &= ~(1 << this.faults.indexOf(fault));
    }
    // Faults that have fired, and of which nothing is felt any more, are as good as none.
    if (!isUnderFaults(world)) world.faults = undefined;
    if (answered === undefined) return { state, outcome: undefined };
    const { client, request, outcome } = answered;
    const [logs, log] = [this.clients[client], state.logs[client]];
    const waits = log?.pending.some(({ number }) => number === request);
    // Nobody waits any more for a call that was given up.
    if (waits && logs !== undefined && log !== undefined)
      state.goOn(client, await logs.after(log, request, outcome, world.nowMs));
    return { state, outcome };
  }

  private kindOf(state: ClientsState, client: number, request: Request): 'answer' | 'begin' | 'wake' | undefined {
    const { kind, number } = request;
    if (kind === 'call')
      return state.flightOf(client, number) === undefined && state.flights.length < mostFlights ? 'begin' : undefined;
    if (kind !== 'wait') return 'answer';
    return state.dueMs(client, number) <= state.base.world.nowMs ? 'wake' : undefined;
  }

  private *mayFire({ base }: ClientsState): Generator<Possible> {
    for (const [at, fault] of this.faults.entries()) {
      if ((base.faults & (1 << at)) === 0) continue;
      // Of those that are alike, one is as good as another.
      const before = this.faults[at - 1];
      const isTwin = before !== undefined && (base.faults & (1 << (at - 1))) !== 0 && areAlike(before, fault);
      if (!isTwin) yield fault;
    }
  }

  /** How long it takes until something is due, on the array or by the clock of a client. */
  private nextMs(state: ClientsState): number | undefined {
    const { world } = state.base;
    const timer = nextTimer(world);
    const dues = state.alarms.filter((alarm) => alarm.dueMs > world.nowMs && isWaitedFor(state, alarm));
    const dueMs = Math.min(timer?.dueMs ?? never, ...dues.map((alarm) => alarm.dueMs));
    return dueMs === never ? undefined : dueMs - world.nowMs;
  }

  private act(state: ClientsState, move: Move): Answered | undefined {
    const { world } = state.base;
    if (move.kind === 'pass') {
      this.branches.perform(world, { do: 'advance', ms: move.ms });
      return undefined;
    }
    if (move.kind === 'step') return this.step(state, move.flight);
    const { client, request } = move;
    const answered = (outcome: Outcome): Answered => ({ client, request: request.number, outcome });
    if (request.kind === 'wait') return answered({ kind: 'value', value: undefined });
    if (request.kind !== 'call') return answered(lookFor(this.branches.arrayOf(world), request.act));
    const begun = taken(() => this.branches.begin(world, { do: 'begin', ...request }));
    if (begun.kind === 'error') return answered(begun);
    state.begin({ client, request: request.number, handle: begun.value });
    this.skip(world, begun.value);
    return undefined;
  }

  private step(state: ClientsState, flight: Flight): Answered | undefined {
    const { world } = state.base;
    const { client, request, handle } = flight;
    const met = this.branches.stepForCaller(world, handle);
    if (met === undefined) {
      this.skip(world, handle);
      return undefined;
    }
    state.land(flight);
    const outcome: Outcome =
      met instanceof NoReplyError ? { kind: 'error', error: met } : { kind: 'value', value: met };
    return { client, request, outcome };
  }

  private skip(world: World, call: CallHandle): void {
    if (this.options.skips) this.branches.skip(world, call, this.stops);
  }
}

interface Answered {
  readonly client: number;
  readonly request: number;
  readonly outcome: Outcome;
}

/** What a client that asks at once is answered. */
export function lookFor(array: StorageArray, act: (array: StorageArray) => unknown): Outcome {
  return taken(() => act(array));
}

function taken<Result>(
  act: () => Result,
): { readonly kind: 'value'; readonly value: Result } | (Outcome & { readonly kind: 'error' }) {
  try {
    return { kind: 'value', value: act() };
  } catch (error) {
    // What the array refuses as bad input, the client has to know; anything else is an error of the array's.
    if (error instanceof BadInputError) return { kind: 'error', error };
    throw error;
  }
}

const never = Number.POSITIVE_INFINITY;

/** Whether its client waits for anything but alarms that time does not pass for alone. */
function isWaitedFor(state: ClientsState, { client }: Alarm): boolean {
  return state.logs[client]?.pending.some((one) => one.kind !== 'wait' || one.isWanted) ?? false;
}

function areAlike(one: Possible, other: Possible): boolean {
  const { id: _, ...written } = one.fault.written as { readonly id?: string };
  const { id: __, ...otherWritten } = other.fault.written as { readonly id?: string };
  return JSON.stringify(written) === JSON.stringify(otherWritten);
}
