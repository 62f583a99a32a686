import { badInput } from '../../vocabulary/input/badInput.js';
import { CoverageCounts } from '../checks/coverage.js';
import { Breach, LostTrack, Verdicts } from '../checks/verdicts.js';
import { probes } from '../probes/probes.js';
import type { Action, CloneArguments, Driver, Tier } from '../subject/driver.js';
import { properties } from '../suite.js';
import { performStep } from './performStep.js';
import { Run } from './run.js';
import type { RunStep } from './steps.js';

/** A run that is written out call by call, as reproducers are: nothing is judged aloud before somebody asks for it. Each step
 * answers with what came of it, in a line.
 */
export interface ReplayByHand {
  clone(parameters: CloneArguments): Promise<string>;
  overlap(calls: readonly (CloneArguments | Action)[], order: readonly number[]): Promise<string>;
  act(action: Action): Promise<string>;
  advance(ms: number): Promise<string>;
  arm(plan: Extract<RunStep, { do: 'arm' }>['plan']): Promise<string>;
  heal(): Promise<string>;
  look(): Promise<string>;
  probe(property: string, calls: readonly CloneArguments[], number: number): Promise<string>;
  perform(step: RunStep): Promise<string>;
  /** @throws Breach when the steps have shown that the property is broken
   * @throws BadInputError for a name that no property has
   */
  expect(property: string): void;
  /** How often the steps had something of the property to judge. */
  judged(property: string): number;
}

/** Puts the subject into the tier's state, and hands out what can be done there. Elements go by their names, clones by `clone1`,
 * `clone2`, ... in the order of the calls.
 */
export async function replayByHand(driver: Driver, tier: Tier): Promise<ReplayByHand> {
  const verdicts = new Collecting();
  const run = await Run.start(driver, tier, {
    verdicts,
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
  });
  let lost = false;
  const perform = async (step: RunStep): Promise<string> => {
    if (lost) return '';
    try {
      await performStep(run, step);
      return run.answers.at(-1) ?? '';
    } catch (error) {
      if (!(error instanceof LostTrack)) throw error;
      lost = true;
      return run.answers.at(-1) ?? '';
    }
  };
  return {
    judged: (property) => verdicts.judged(property),
    perform,
    clone: (parameters) => perform({ do: 'clone', with: parameters }),
    overlap: (calls, order) => perform({ do: 'overlap', calls, order }),
    act: (action) => perform({ do: 'act', action }),
    advance: (ms) => perform({ do: 'advance', ms }),
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
