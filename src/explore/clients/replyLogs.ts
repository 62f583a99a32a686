import { badInput } from '../../vocabulary/input/badInput.js';
import { type Ending, type Outcome, type Request, textOfOutcome } from './request.js';
import { type Client, Run } from './run.js';

/** All that a client was answered so far, in order, and where it is therefore: what it waits for, or has come to. */
export interface ReplyLog {
  /** Tells it from all other logs of the same client. */
  readonly number: number;
  readonly before: ReplyLog | null;
  readonly answered: Answered | null;
  readonly pending: readonly Request[];
  readonly ending: Ending | null;
}

interface Answered {
  readonly request: number;
  readonly outcome: Outcome;
  /** When, in virtual milliseconds. */
  readonly atMs: number;
}

/** Logs of one client, each of which is there once: for each the client is run from its beginning, since it has no state but its log. */
export class ReplyLogs {
  /** How often the client was run. */
  runs = 0;
  private count = 0;
  /** Of each log those that are one answer longer, by that answer; with its moment where the client asks for the time then. */
  private readonly longer = new WeakMap<ReplyLog, Map<string, ReplyLog | 'asks for the time'>>();

  /** @param beganMs when virtual time began, in milliseconds since 1970
   * @param startMs when clients begin, in virtual milliseconds
   */
  constructor(
    readonly name: string,
    private readonly client: Client,
    private readonly beganMs: number,
    private readonly startMs: number,
  ) {}

  /** The log before the first answer. It is come to twice, so that also a client that is never answered has to repeat itself. */
  async first(): Promise<ReplyLog> {
    const { log } = await this.run(null, null);
    await this.run(log, null);
    return log;
  }

  /** A log with one answer more. */
  async after(log: ReplyLog, request: number, outcome: Outcome, atMs: number): Promise<ReplyLog> {
    const longer = this.longer.get(log) ?? new Map<string, ReplyLog | 'asks for the time'>();
    this.longer.set(log, longer);
    const key = `${request} ${textOfOutcome(outcome)}`;
    const timed = `${atMs} ${key}`;
    const known = longer.get(key);
    const found = known === 'asks for the time' ? longer.get(timed) : known;
    if (found !== undefined && found !== 'asks for the time') return found;
    const made = await this.run(log, { request, outcome, atMs });
    // Nobody goes on from an end: it is compared here.
    if (made.log.ending !== null) await this.run(made.log, null);
    longer.set(key, made.asksForTime ? 'asks for the time' : made.log);
    if (made.asksForTime) longer.set(timed, made.log);
    return made.log;
  }

  /** Runs the client once more. @throws BadInputError where it does anything else than before */
  private async run(
    log: ReplyLog | null,
    further: Answered | null,
  ): Promise<{ readonly log: ReplyLog; readonly asksForTime: boolean }> {
    this.runs++;
    const run = new Run(this.name, this.beganMs + this.startMs);
    await run.begin(this.client);
    for (const known of wayTo(log)) {
      if (known.answered !== null) await this.go(run, known.answered);
      this.compare(known, run);
    }
    if (further !== null) await this.go(run, further);
    const { pending, ending } = run;
    const asksForTime = run.clock.wasRead;
    return { log: { number: this.count++, before: log, answered: further, pending, ending }, asksForTime };
  }

  private go(run: Run, { request, outcome, atMs }: Answered): Promise<void> {
    run.clock.nowMs = this.beganMs + atMs;
    run.clock.wasRead = false;
    return run.answer(request, outcome);
  }

  private compare(known: ReplyLog, { pending, ending }: Run): void {
    const before = thingsDone(known);
    const now = thingsDone({ pending, ending });
    const at = before.findIndex((text, place) => text !== now[place]);
    const place = at < 0 ? before.length : at;
    if (place >= now.length && place >= before.length) return;
    badInput({
      field: `clients.${this.name}`,
      value: now[place] ?? 'nothing more',
      expected: `${before[place] ?? 'nothing more'}, as in the run before, where it was answered the same: time comes from the clock of its port, nothing from chance, and nothing stays from run to run`,
    });
  }
}

/** Each log on the way to one, the first first. */
function wayTo(log: ReplyLog | null): readonly ReplyLog[] {
  const way: ReplyLog[] = [];
  for (let at = log; at !== null; at = at.before) way.push(at);
  return way.reverse();
}

const verbs = { call: 'calls ', look: 'looks at ', change: 'does ', wait: 'waits ' } as const;

function thingsDone({ pending, ending }: Pick<ReplyLog, 'pending' | 'ending'>): string[] {
  const waits = pending.map(({ number, kind, text }) => `await ${number}: ${verbs[kind]}${text}`);
  return ending === null ? waits : [...waits, `its end: ${textOfOutcome(ending)}`];
}
