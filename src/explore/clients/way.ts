import type { StorageArray } from '../../engine/array.js';
import { none } from '../../vocabulary/units/ids.js';
import { CallsOnWay } from '../callsOnWay.js';
import { type Counterexample, repetitions } from '../counterexample.js';
import type { ClientsClaim } from './claims.js';
import { type ClientMoves, lookFor, type Made, type Move } from './moves.js';
import { type Outcome, textOfValue } from './request.js';
import type { ClientsState } from './state.js';

/** Goes a way once more, clients and all, and does the same to a fork that has its trace. */
export async function clientsCounterexample(
  array: StorageArray,
  moves: ClientMoves,
  claim: ClientsClaim,
  way: readonly number[],
): Promise<Counterexample> {
  const copy = array.fork();
  const walk = new ClientsWalk(copy, moves);
  let state = await moves.first();
  const lines: string[] = [];
  for (const place of way) {
    const move = moves.enabled(state)[place];
    const made = move && (await moves.make(state.fork(), move));
    if (move === undefined || made === undefined) throw new Error(`move ${place} can't be made again`);
    lines.push(walk.go(state, move, made));
    state = made.state;
  }
  const because = claim.judge(state) || 'it is so';
  if (claim.kind === 'eventually') {
    if (state.base.world.faults !== undefined) copy.faults.heal();
    copy.settle();
  }
  const { name, kind } = claim;
  return {
    claim: name,
    kind,
    because,
    depth: way.length,
    steps: lines,
    ...repetitions(copy, `${name} is broken`, because),
  };
}

class ClientsWalk {
  private readonly calls: CallsOnWay;
  private armed: string[] = [];

  constructor(
    private readonly array: StorageArray,
    private readonly moves: ClientMoves,
  ) {
    this.calls = new CallsOnWay(array);
  }

  /** @returns what was done, in a line */
  go(before: ClientsState, move: Move, { state, outcome }: Made): string {
    const fault = 'fault' in move ? move.fault : undefined;
    if (fault !== undefined) {
      // It was read already.
      this.array.faults.add({ ...(fault.fault.written as object), id: fault.id } as never);
      this.armed.push(fault.id);
    }
    const line = this.act(before, move, state, outcome);
    if (state.base.world.faults === undefined) {
      for (const id of this.armed) this.array.faults.remove(id);
      this.armed = [];
    }
    // That a reply got lost, the line says already.
    return fault === undefined || outcome?.kind === 'error' ? line : `${line}, and ${fault.id} fires`;
  }

  private act(before: ClientsState, move: Move, state: ClientsState, outcome: Outcome | undefined): string {
    if (move.kind === 'pass') {
      this.array.advance(move.ms);
      return `${move.ms} ms pass`;
    }
    if (move.kind === 'step') {
      const { client, request } = move.flight;
      return this.call(before, client, request, state);
    }
    const { client, request } = move;
    const { kind, number, text } = request;
    const who = this.whoAwaits(client, number);
    if (kind === 'call' && outcome === undefined) return this.call(before, client, number, state);
    if (kind === 'wait') return `${who}: has waited ${text}`;
    if (kind === 'change') lookFor(this.array, request.act);
    return `${who}: ${kind === 'look' ? 'looks at ' : ''}${text}, and gets ${shortly(outcome)}`;
  }

  /** Takes a call as far as it is in the state. */
  private call(before: ClientsState, client: number, number: number, state: ClientsState): string {
    const request = this.requestOf(before, client, number);
    const there = state.flightOf(client, number)?.handle ?? none;
    const input = { do: 'begin', ...request } as const;
    const done = this.calls.goOn(`${client} ${number}`, input, state.base.world, there);
    const isNew = before.flightOf(client, number) === undefined;
    return `${this.whoAwaits(client, number)}: ${isNew ? request.text : request.method} ${done}`;
  }

  /** A call that was given up is in an earlier log. */
  private requestOf({ logs }: ClientsState, client: number, number: number) {
    for (let log = logs[client] ?? null; log !== null; log = log.before) {
      const request = log.pending.find((one) => one.number === number);
      if (request?.kind === 'call') return request;
    }
    throw new Error(`client ${client} has made no call ${number}`);
  }

  private whoAwaits(client: number, number: number): string {
    return `${this.moves.clients[client]?.name}, await ${number}`;
  }
}

const longest = 100;

function shortly(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'error') return outcome.error.message;
  const value = outcome?.value;
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `${value.length} of them`;
  const text = textOfValue(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
