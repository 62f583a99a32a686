import { setTimeout } from 'node:timers/promises';
import type { PlanInput } from '../../faults/planSchema.js';
import { TimeOver } from '../checks/verdicts.js';
import { forgetsJobs, residueOf } from '../generate/plans.js';
import { withTime } from '../model/judge.js';
import { settle } from '../probes/clientViews.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver } from '../subject/driver.js';
import type { Judging } from './judging.js';
import type { Notes } from './notes.js';
import { ObservedStates } from './observedStates.js';
import { longestWaitFor } from './probe.js';
import type { Run } from './run.js';
import type { RunStep } from './steps.js';
import type { Symbols } from './symbols.js';

/** What of a run is about time: its steps one after the other, waits, and faults that come and go. */
export abstract class TimedRun extends ObservedStates {
  /** What the subject advertises, without what a plan says of what is left behind. */
  private readonly usual: Advertised;

  protected constructor(
    driver: Driver,
    protected readonly judging: Judging,
    advertised: Advertised,
    symbols: Symbols,
    readonly notes: Notes,
  ) {
    super(driver, judging, advertised, symbols);
    this.usual = advertised;
  }

  /** Begins a step. @throws TimeOver where there is no time for it */
  protected note(step: RunStep): void {
    if (this.judging.time?.cuts()) throw new TimeOver('the time is over');
    this.notes.begin(step, this.symbols.calls);
  }

  async advance(ms: number): Promise<void> {
    this.note({ do: 'advance', ms });
    const { driver, advertised } = this;
    // Real time is waited for: no longer than there is of it, and a part of what a job may take where the driver says nothing of it.
    if (driver.advance === undefined) await setTimeout(this.atMost(Math.min(ms, longestWaitFor(advertised))));
    else await driver.advance(advertised.time.virtual ? ms : this.atMost(ms));
    this.notes.answer('');
    this.states = this.states.map(withTime);
  }

  async waitFor(job: string, deadlineMs: number): Promise<number | null> {
    if (this.driver.waitFor === undefined) return null;
    const since = performance.now();
    await this.driver.waitFor(this.symbols.id(job), this.atMost(deadlineMs));
    const ms = Math.round(performance.now() - since);
    this.note({ do: 'advance', ms });
    this.notes.answer('');
    this.states = this.states.map(withTime);
    return ms;
  }

  async settle(): Promise<void> {
    this.note({ do: 'settle' });
    this.notes.beginProbe();
    try {
      await settle(this.self);
    } finally {
      this.notes.endProbe();
    }
  }

  async arm(plan: PlanInput): Promise<boolean> {
    this.note({ do: 'arm', plan });
    const taken = (await this.driver.arm?.(plan)) !== false;
    this.notes.answer(taken ? '' : 'refused');
    this.release();
    this.observer.isDisturbed = true;
    this.planInUse = taken ? plan : null;
    this.hasForgotten ||= forgetsJobs(this.planInUse);
    const leaves = taken ? residueOf(plan) : undefined;
    this.advertised =
      leaves === undefined
        ? this.usual
        : { ...this.usual, leaves: { ...this.usual.leaves, afterFailedCall: leaves, afterFailedJob: leaves } };
    return taken;
  }

  async heal(): Promise<void> {
    this.note({ do: 'heal' });
    this.coverageCounts.ledger((await this.driver.fired?.()) ?? {}, this.planInUse, this.state);
    await this.driver.arm?.(null);
    this.notes.answer('');
    this.states = this.states.map(withTime);
    this.release();
    // What the faults have left is taken as it is; they fire and lie no more.
    this.planInUse = { version: 1, faults: [] };
    await this.lookAtAll();
    this.planInUse = null;
    // What fails from now on leaves what it always does.
    this.advertised = this.usual;
  }

  async look(): Promise<void> {
    this.note({ do: 'look' });
    await this.lookAtAll();
    this.notes.answer('');
  }

  /** The whole of it, as others know it. */
  protected abstract get self(): Run;

  /** As many milliseconds as there are left of these. */
  private atMost(ms: number): number {
    return Math.ceil(Math.min(ms, this.judging.time?.leftMs ?? ms));
  }
}
