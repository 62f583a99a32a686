import { badInput, readPlain } from '../../vocabulary/input/badInput.js';
import { CoverageCounts } from '../checks/coverage.js';
import { Verdicts } from '../checks/verdicts.js';
import type { CampaignState } from '../generate/campaign.js';
import { judgeLevel } from '../judgeLevel.js';
import { type ConformOptions, isChosen, usualRuns } from '../options.js';
import { probes } from '../probes/probes.js';
import { readOptions } from '../readOptions.js';
import { levels } from '../report.js';
import { guarded } from '../subject/guarded.js';
import { SubjectError } from '../subject/subjectError.js';
import { properties } from '../suite.js';
import type { Mutant, MutantMatrix, MutantRow } from './mutant.js';

/** What a mutant that breaks down in the middle of a call is found out by: any client sees that. */
const brokeDown = '(it broke down)';

/** Which properties find which mutants out. Each mutant gets the whole budget: a property that has seen it is switched off for it,
 * so that the others show what they see by themselves.
 */
export async function matrixOf(given: readonly Mutant[], choices: ConformOptions = {}): Promise<MutantMatrix> {
  const options = readOptions(choices);
  const mutants = readMutants(given);
  const { seed = 20_161, onProgress } = options;
  const since = performance.now();
  const rows: MutantRow[] = [];
  for (const [at, mutant] of mutants.entries()) {
    rows.push(await rowOf(mutant, options));
    const alive = rows.filter(({ killedBy }) => killedBy.length === 0).map(({ name }) => name);
    await onProgress?.({ level: 'core', done: (at + 1) / mutants.length, calls: callsOf(rows), broken: alive });
    // A bar and an interruption want their turn.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return { seed, mutants: rows, onlyKilledBy: onlyKillers(rows), elapsedMs: Math.round(performance.now() - since) };
}

async function rowOf({ name, wrong, equivalent, make }: Mutant, options: ConformOptions): Promise<MutantRow> {
  // As many as any array gets: of fewer, what is swept through is a part.
  const { runs = usualRuns.virtual, seed = 20_161 } = options;
  const asked = levels.filter((level) => options.levels?.includes(level) ?? true);
  const driver = guarded(make(), { deadlineMs: 10_000 });
  const killedBy = new Map<string, number>();
  const verdicts = new Verdicts(properties.flatMap(({ name }) => (isChosen(name, options) ? [] : [name])));
  const judging = {
    verdicts,
    coverageCounts: new CoverageCounts(),
    probes,
    silences: { inARow: 0 },
    made: { calls: 0 },
    actions: new Map(),
  };
  const state: CampaignState = { runs: 0, calls: 0, silences: 0, inconclusive: 0, why: null };
  for (const level of asked) {
    const fine = await survives(() =>
      judgeLevel(
        driver,
        judging,
        {
          level,
          runs,
          seed: seed + levels.indexOf(level),
          deep: false,
          onBreach: ({ property }, _run, calls) => {
            killedBy.set(property, calls);
            verdicts.switchOff(property);
          },
          onProgress: () => {},
        },
        state,
      ),
    );
    if (!fine && !killedBy.has(brokeDown)) killedBy.set(brokeDown, state.calls);
  }
  return {
    name,
    wrong,
    equivalent: equivalent ?? null,
    calls: state.calls,
    killedBy: [...killedBy].map(([property, afterCalls]) => ({ property, afterCalls })),
  };
}

/** Whether a mutant gets through without breaking down. */
async function survives(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof SubjectError) return false;
    throw error;
  }
}

/** The mutants that only one property has found out, by that property. */
function onlyKillers(rows: readonly MutantRow[]): Record<string, string[]> {
  const only: Record<string, string[]> = {};
  for (const { name, killedBy } of rows) {
    const [first, second] = killedBy;
    if (first === undefined || second !== undefined) continue;
    only[first.property] = [...(only[first.property] ?? []), name];
  }
  return only;
}

function callsOf(rows: readonly MutantRow[]): number {
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}

/** @throws BadInputError naming the first that is none */
function readMutants(mutants: readonly Mutant[]): readonly Mutant[] {
  // Read once: what gives itself out for a list may be another thing the next time.
  const read: unknown = readPlain(mutants, 'mutants');
  if (!Array.isArray(read)) badInput({ field: 'mutants', value: read, expected: 'a list of mutants' });
  for (const [at, mutant] of read.entries())
    if (typeof Object(mutant).make !== 'function')
      badInput({ field: `mutants[${at}]`, value: mutant, expected: 'a mutant, which makes its subject' });
  return read;
}
