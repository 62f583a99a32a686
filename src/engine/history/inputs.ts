import { SharedMap } from '../../store/sharedMap.js';
import type { Callable } from '../../vocabulary/methods/names.js';
import type { JobControl, SessionControl } from '../arrayApi.js';
import type { Change, OutOfBandChange } from '../controls/changeSchemas.js';
import type { HostWrite } from '../controls/host.js';
import type { FaultInputs } from '../faults/faultsApi.js';
import { defaultAccount } from '../options.js';

/** Everything that can be done to an array from outside, as the trace records it and a replay repeats it. */
export type Input =
  | {
      readonly do: 'begin';
      /** A trace has the name under which no other method is meant. */
      readonly method: Callable;
      readonly on: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly caller: string;
    }
  | { readonly do: 'step'; readonly call: string }
  | { readonly do: 'finish'; readonly call: string }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'settle' | 'discover' }
  | { readonly do: 'set'; readonly change: Change }
  | { readonly do: 'outOfBand'; readonly change: OutOfBandChange }
  | { readonly do: 'faults'; readonly input: FaultInputs }
  | { readonly do: 'write'; readonly volume: string; readonly write: HostWrite }
  | { readonly do: 'session'; readonly session: string; readonly control: SessionControl }
  | { readonly do: 'job'; readonly job: string; readonly control: JobControl };

/** Passwords do not belong into a trace: equal ones get equal stand-ins, numbered as they come, so that a replay meets
 * the same rights and wrongs.
 */
export class StandIns {
  constructor(private readonly byPassword: SharedMap<string, string> = SharedMap.of()) {}

  fork(): StandIns {
    return new StandIns(this.byPassword.fork());
  }

  /** A copy in which every member called `password` is its stand-in. */
  redact<T>(value: T): T {
    // The copy has the members of the original; a password and its stand-in are both strings.
    return this.copy(value) as T;
  }

  /** The passwords that stand-ins stand for, put back: for what is done again to an array that knows them, and shown to nobody. */
  restore<T>(value: T): T {
    const byStandIn = new Map(this.byPassword.entries().map(([password, standIn]) => [standIn, password]));
    const put = (part: unknown): unknown => {
      if (Array.isArray(part)) return part.map(put);
      if (typeof part !== 'object' || part === null) return part;
      const members = Object.entries(part).map(([key, member]) => {
        const known = key === 'password' && typeof member === 'string' ? byStandIn.get(member) : undefined;
        return [key, known ?? put(member)];
      });
      return Object.fromEntries(members);
    };
    // The copy has the members of the original; a password and its stand-in are both strings.
    return put(value) as T;
  }

  private copy(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.copy(item));
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (typeof value !== 'object' || value === null) return value;
    const copied: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) {
      copied[key] = key === 'password' && member != null ? this.insteadOf(member) : this.copy(member);
    }
    return copied;
  }

  /** What is no text is refused whatever it is, but for its kind; it may be a secret all the same. */
  private insteadOf(password: unknown): unknown {
    if (typeof password === 'string') return this.standInFor(password);
    if (typeof password === 'number') return 0;
    if (Array.isArray(password)) return [];
    return typeof password === 'object' ? {} : true;
  }

  private standInFor(password: string): string {
    // A stand-in stands for itself, so that the trace of a replay is the trace that is replayed.
    if (/^stand-in \d+$/.test(password)) return password;
    // Everybody's, and the replayed array has it without being told.
    if (password === defaultAccount.password) return password;
    const known = this.byPassword.get(password);
    if (known !== undefined) return known;
    const standIn = `stand-in ${this.byPassword.size + 1}`;
    this.byPassword.set(password, standIn);
    return standIn;
  }
}
