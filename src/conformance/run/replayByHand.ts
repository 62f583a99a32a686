import { badInput } from '../../vocabulary/input/badInput.js';
import { CoverageCounts } from '../checks/coverage.js';
import { Breach, LostTrack, Verdicts } from '../checks/verdicts.js';
import { readStep } from '../failures/recorded.js';
import { probes } from '../probes/probes.js';
import type { Action } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { readDriver } from '../subject/readDriver.js';
import { type Tier, tiers } from '../subject/tier.js';
import { properties } from '../suite.js';
import { startRun } from './judgedRun.js';
import { performStep } from './performStep.js';
import type { InnerStep, RunStep } from './steps.js';

/** A run that is written out call by call, as reproducers are: nothing is judged aloud before somebody asks for it. Each step
 * answers with what came of it, in a line.
 */
export interface ReplayByHand {
  /** Calls a method. */
  call(call: Call): Promise<string>;
  /** Has several calls in flight at once. */
  overlap(calls: readonly (Call | Action)[], order: readonly number[]): Promise<string>;
  /** Does something past the methods. */
  act(action: Action): Promise<string>;
  /** Lets time pass. */
  advance(ms: number): Promise<string>;
  /** Waits until all jobs are over. */
  settle(): Promise<string>;
  /** Takes a fault plan into use. */
  arm(plan: Extract<RunStep, { do: 'arm' }>['plan']): Promise<string>;
  /** Heals all faults. */
  heal(): Promise<string>;
  /** Looks at everything, and holds it against the model. */
  look(): Promise<string>;
  /** Does what a property is about, with these calls and this number. */
  probe(property: string, calls: readonly Call[], number: number): Promise<string>;
  /** Does any step. */
  perform(step: RunStep): Promise<string>;
  /** What the last step did of its own, if it was a probe. */
  inside(): readonly InnerStep[];
  /** Says that the property holds so far.
   * @throws Breach when the steps have shown that the property is broken
   * @throws BadInputError for a name that no property has
   */
  expect(property: string): void;
  /** How often the steps had something of the property to judge. */
  judged(property: string): number;
}

/** Puts the subject into the tier's state, and hands out what can be done there. Elements go by their names; what the
 * first call made is `clone1`, what the second made `clone2`, and so on, whatever methods they are of.
 */
export async function replayByHand(driver: Driver, tier: Tier): Promise<ReplayByHand> {
  const subject = readDriver(driver, 'driver');
  if (!tiers.includes(tier))
    badInput({ field: 'tier', value: tier, expected: `one of ${tiers.join(', ')}`, among: tiers });
  const verdicts = new Collecting();
  const run = await startRun(subject, tier, {
    verdicts,
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions: new Map(),
  });
  let lost = false;
  let inside: readonly InnerStep[] = [];
  const perform = async (given: RunStep): Promise<string> => {
    inside = [];
    const step = readStep(given, 'step');
    if (lost) return '';
    try {
      await performStep(run, step);
    } catch (error) {
      if (!(error instanceof LostTrack)) throw error;
      lost = true;
    }
    const { told } = run.notes;
    const at = told.run.steps.length - 1;
    inside = told.inside[at] ?? [];
    return told.answers[at] ?? '';
  };
  return {
    judged: (property) => verdicts.judged(property),
    perform,
    inside: () => inside,
    call: (call) => perform({ ...call, do: 'call' } as RunStep),
    overlap: (calls, order) => perform({ do: 'overlap', calls, order }),
    act: (action) => perform({ do: 'act', action }),
    advance: (ms) => perform({ do: 'advance', ms }),
    settle: () => perform({ do: 'settle' }),
    arm: (plan) => perform({ do: 'arm', plan }),
    heal: () => perform({ do: 'heal' }),
    look: () => perform({ do: 'look' }),
    probe: (property, calls, number) => perform({ do: 'probe', property, calls, number }),
    expect: (property) => {
      const names = properties.map(({ name }) => name);
      if (!names.includes(property))
        badInput({ field: 'property', value: property, expected: 'the name of a property', among: names });
      const message = verdicts.broken.get(property);
      if (message !== undefined) throw new Breach(property, message);
    },
  };
}

/** Keeps what is broken instead of ending the run. */
class Collecting extends Verdicts {
  readonly broken = new Map<string, string>();
  private readonly times = new Map<string, number>();

  override judged(property: string): number {
    return this.times.get(property) ?? 0;
  }

  override demand(property: string, holds: boolean, message: () => string): boolean {
    this.times.set(property, this.judged(property) + 1);
    if (!holds && !this.broken.has(property)) this.broken.set(property, message());
    return holds;
  }
}
