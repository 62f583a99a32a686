import type { CallHandle } from '../../vocabulary/units/ids.js';
import type { State } from '../state.js';
import type { ReplyLog } from './replyLogs.js';

/** A call in flight, by whose request it is. */
export interface Flight {
  readonly client: number;
  readonly request: number;
  readonly handle: CallHandle;
}

/** When a request to wait is due. */
export interface Alarm {
  readonly client: number;
  readonly request: number;
  readonly dueMs: number;
}

/** An array on its way, with the clients that act on it. All but `base` is replaced, and never changed. */
export class ClientsState {
  constructor(
    /** The array, and the faults that may still fire. */
    readonly base: State,
    /** What each client was answered, and where it is therefore. */
    public logs: readonly ReplyLog[],
    /** By client and request. */
    public flights: readonly Flight[],
    public alarms: readonly Alarm[],
  ) {}

  fork(): ClientsState {
    return new ClientsState(this.base.fork(), this.logs, this.flights, this.alarms);
  }

  flightOf(client: number, request: number): Flight | undefined {
    return this.flights.find((one) => one.client === client && one.request === request);
  }

  /** When a request to wait is due, which has been noted. */
  dueMs(client: number, request: number): number {
    const alarm = this.alarms.find((one) => one.client === client && one.request === request);
    if (alarm === undefined) throw new Error(`client ${client} does not wait with request ${request}`);
    return alarm.dueMs;
  }

  begin(flight: Flight): void {
    this.flights = [...this.flights, flight].sort(
      (one, other) => one.client - other.client || one.request - other.request,
    );
  }

  /** A call has ended. */
  land(flight: Flight): void {
    this.flights = this.flights.filter((one) => one !== flight);
  }

  /** A client was answered: what it waits for now is due from now on. */
  goOn(client: number, log: ReplyLog): void {
    const { nowMs } = this.base.world;
    this.logs = this.logs.with(client, log);
    const others = this.alarms.filter((alarm) => alarm.client !== client);
    const own = log.pending.flatMap((request) => {
      if (request.kind !== 'wait') return [];
      const known = this.alarms.find((one) => one.client === client && one.request === request.number);
      return [known ?? { client, request: request.number, dueMs: nowMs + request.ms }];
    });
    this.alarms = [...others, ...own].sort((one, other) => one.client - other.client || one.request - other.request);
  }
}
