import { makeCall, outcomeOf, type Waiting } from '../cim/operations/calls.js';
import type { EnumerationLimits } from '../cim/operations/enumerations.js';
import type { CimRequest } from '../cim/operations/requests.js';
import type { CimResult, InFlight, NoReply } from '../cim/operations/results.js';
import { CimService } from '../cim/operations/service.js';
import { StorageArray } from '../engine/array.js';
import { nextTimer } from '../engine/controls/clock.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type { AnyReply } from '../vocabulary/methods/replies.js';
import type { CallId } from '../vocabulary/units/ids.js';
import type { TimeMode } from './time.js';

interface Waiter {
  /** Whether there is an answer, and it was given. */
  readonly look: () => boolean;
  /** Answers that no reply comes. */
  readonly giveUp: () => void;
}

/** An array behind a server: its virtual time goes as the server's mode says, and its calls that wait get their replies. */
export class HostedArray {
  private service: CimService;
  /** Clients whose calls are in flight. */
  private readonly waiters = new Map<CallId, Waiter>();
  private wake: NodeJS.Timeout | undefined;
  private readonly watchers = new Set<(array: StorageArray) => void>();
  private readonly followers = new Set<() => void>();
  /** The moment on the wall from which on virtual time goes by it, and how far it has gone since. */
  private sinceMs: number;
  private passedMs = 0;

  /** @param nowMs the wall clock; only differences are looked at */
  constructor(
    private current: StorageArray,
    private mode: TimeMode,
    private readonly enumerations: EnumerationLimits,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.sinceMs = nowMs();
    this.service = this.newService();
  }

  get array(): StorageArray {
    return this.current;
  }

  /** Enumerations that are open now. */
  get openEnumerations(): number {
    return this.service.openEnumerations;
  }

  /** Calls whose clients wait for a reply. */
  get callsInFlight(): number {
    return this.waiters.size;
  }

  /** How virtual time passes. */
  get time(): TimeMode {
    return this.mode;
  }

  /** From now on virtual time passes otherwise; what should have passed until now has. */
  set time(mode: TimeMode) {
    if (this.mode.kind === 'real') this.pass();
    this.mode = mode;
    this.beginTime();
    this.look();
  }

  /** The array as it is at this moment on the wall: itself, or, in real time between two timers, a fork in which time has passed since
   * anything happened. So a look at what copies leaves no mark.
   */
  get present(): StorageArray {
    const { mode } = this;
    const aheadMs = mode.kind === 'real' ? Math.floor(this.wallPassed(mode.factor)) - this.passedMs : 0;
    if (aheadMs <= 0) return this.current;
    const fork = this.current.fork();
    fork.advance(aheadMs);
    return fork;
  }

  /** Performs an operation; a call that waits answers later. */
  perform(request: CimRequest): CimResult | NoReply | Promise<CimResult | NoReply> {
    this.pass();
    const { service } = this;
    return this.settled(service.perform(request), (call) => service.resultOf(call));
  }

  /** Calls a method as the library does: elements by their names, too. A call that waits answers later.
   * @throws BadInputError
   */
  call(
    on: string,
    method: Callable,
    parameters: Readonly<Record<string, unknown>>,
    caller: string,
  ): AnyReply | NoReply | Promise<AnyReply | NoReply> {
    this.pass();
    const { current: array } = this;
    const outcome = makeCall(array, { on, name: method, given: parameters, caller }, this.waiting);
    return this.settled(outcome, (call) => outcomeOf(array, call));
  }

  /** Does something to the array, at its time, and looks what came of it for those who wait. */
  change<Result>(how: (array: StorageArray) => Result): Result {
    this.pass();
    try {
      return how(this.current);
    } finally {
      this.look();
    }
  }

  /** Somebody follows what becomes of the array: is told when something may have happened to it, and in real time that goes on by itself.
   * @returns what ends it
   */
  follow(follower: () => void): () => void {
    this.followers.add(follower);
    this.schedule();
    return () => this.followers.delete(follower);
  }

  /** Puts another array in its place; those who wait for the old one get no reply. */
  replace(array: StorageArray): void {
    this.giveUp();
    this.current = array;
    this.beginTime();
    this.service = this.newService();
    for (const watcher of this.watchers) watcher(array);
    this.schedule();
  }

  /** Puts the array back to a checkpoint, or takes steps back: those who wait get no reply, because their calls have not been made.
   * @throws BadInputError, with nothing changed
   */
  rewind(to: string | number): void {
    this.current.rewind(to);
    this.replace(this.current);
  }

  /** Somebody watches: is given the array now and whenever another one is put in its place, and in real time it changes also when
   * nobody asks for anything.
   * @returns what ends it
   */
  watch(watcher: (array: StorageArray) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.current);
    this.schedule();
    return () => this.watchers.delete(watcher);
  }

  close(): void {
    clearTimeout(this.wake);
    this.giveUp();
  }

  /** What is there is answered at once; what is in flight when `again` finds it settled. What goes wrong with it then is for the client
   * that waits for it, and for nobody who comes by.
   */
  private settled<Result extends object>(
    result: Result | InFlight,
    again: (call: CallId) => Result | InFlight,
  ): Result | Promise<Result | NoReply> {
    if (!isInFlight(result)) {
      if (this.waiters.size > 0) this.look();
      else this.tellFollowers();
      return result;
    }
    return new Promise((resolve, reject) => {
      const look = () => {
        try {
          const now = again(result.call);
          if (isInFlight(now)) return false;
          resolve(now);
        } catch (thrown) {
          reject(thrown);
        }
        return true;
      };
      this.waiters.set(result.call, { look, giveUp: () => resolve({ kind: 'noReply', as: 'silence' }) });
      this.look();
    });
  }

  private giveUp(): void {
    for (const { giveUp } of this.waiters.values()) giveUp();
    this.waiters.clear();
  }

  private get waiting(): Waiting {
    return this.mode.kind === 'real' ? 'waits for time to pass' : 'lets time pass';
  }

  private newService(): CimService {
    const { current, enumerations } = this;
    const waiting = () => this.waiting;
    return new CimService(current, {
      get waiting() {
        return waiting();
      },
      nowMs: () => (this.mode.kind === 'real' ? this.nowMs() : current.now),
      enumerations,
    });
  }

  private beginTime(): void {
    this.sinceMs = this.nowMs();
    this.passedMs = 0;
  }

  private tellFollowers(): void {
    for (const follower of this.followers) follower();
  }

  /** Brings virtual time up to where it is to be when a request comes. */
  private pass(): void {
    const { mode } = this;
    if (mode.kind === 'manual') return;
    if (mode.kind === 'perRequest') return this.current.advance(mode.ms);
    const passedMs = Math.floor(this.wallPassed(mode.factor));
    const ms = passedMs - this.passedMs;
    this.passedMs = passedMs;
    if (ms > 0) this.current.advance(ms);
  }

  /** Virtual milliseconds that should have passed, with parts of one. */
  private wallPassed(factor: number): number {
    // Without the last digits, in which a sum of parts differs from the whole.
    return Math.round((this.nowMs() - this.sinceMs) * factor * 1e6) / 1e6;
  }

  /** Gives those their replies whose calls have come to one. */
  private look(): void {
    for (const [call, { look }] of this.waiters) if (look()) this.waiters.delete(call);
    this.tellFollowers();
    this.schedule();
  }

  /** In real time, wakes when the array's next timer is due, as long as somebody waits or watches. */
  private schedule(): void {
    clearTimeout(this.wake);
    const { mode } = this;
    if (mode.kind !== 'real' || this.waiters.size + this.watchers.size + this.followers.size === 0) return;
    const world = StorageArray.worldOf(this.current);
    const dueMs = nextTimer(world)?.dueMs;
    if (dueMs === undefined) return;
    const ahead = this.wallPassed(mode.factor) - this.passedMs;
    const waitMs = Math.max(0, (dueMs - world.nowMs - ahead) / mode.factor);
    // A timer of Node's takes no longer time; it is set anew then.
    this.wake = setTimeout(() => this.change(() => undefined), Math.min(Math.ceil(waitMs), 2 ** 30));
    this.wake.unref();
  }
}

function isInFlight(result: object): result is InFlight {
  return 'kind' in result && result.kind === 'inFlight';
}
