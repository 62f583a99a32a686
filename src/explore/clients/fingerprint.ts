import { tableNames } from '../../store/allTables.js';
import { none } from '../../vocabulary/units/ids.js';
import { Fingerprint } from '../fingerprint.js';
import { Mixer } from '../mixing.js';
import { mostFlights } from './moves.js';
import type { ClientsState } from './state.js';

/** Tells states with clients apart: by what is on the array, with its ids, since clients are told those; by all that each client was
 * answered; and by what it waits for.
 */
export class ClientsFingerprint {
  high = 0;
  low = 0;
  private readonly array: Fingerprint;
  private readonly mixer = new Mixer();
  private readonly whole = new Uint32Array(2);

  constructor() {
    const actors = Array.from({ length: mostFlights }, (_, kind) => ({ name: '', items: [], kind, names: [] }));
    const program = { actors, faults: [], passes: true, skips: true };
    // All rows go by their handles: none is known by who made it.
    this.array = new Fingerprint(
      program,
      tableNames.map(() => Number.POSITIVE_INFINITY),
    );
  }

  /** Leaves the fingerprint in `high` and `low`. */
  take({ base, logs, flights, alarms }: ClientsState): void {
    const { array, mixer, whole } = this;
    for (let slot = 0; slot < mostFlights; slot++) base.calls[slot] = flights[slot]?.handle ?? none;
    array.take(base);
    mixer.begin(logs.length).word(array.high).word(array.low);
    for (const { number } of logs) mixer.number(number);
    mixer.word(flights.length);
    for (const { client, request } of flights) mixer.word(client).word(request);
    for (const { client, request, dueMs } of alarms) mixer.word(client).word(request).number(dueMs);
    whole.fill(0);
    mixer.addTo(whole, 0);
    this.high = whole[0] ?? 0;
    this.low = whole[1] ?? 0;
  }
}
