import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';
import type { Scenario } from '../../src/scenario/read/schema.js';
import { BadInputError } from '../../src/vocabulary/input/badInput.js';

/** A scenario on an array with pool gold (1 TiB, copied at 1 MiB a millisecond) and volume db (100 GiB in it). */
export function scenarioOf(...steps: readonly string[]): string {
  return `name: A test
array:
  profile: { base: full-copy, jobs: { copyRatePerSecond: 1000 MiB } }
  pools: [{ name: gold, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
steps:
${steps.map((step) => `  - ${step}`).join('\n')}
`;
}

/** The only scenario of a text. */
export function loadScenario(text: string, file = ''): Scenario {
  const [scenario, ...others] = loadScenarios(text, file);
  if (scenario === undefined || others.length > 0) throw new Error(`there are ${others.length + 1} versions`);
  return scenario;
}

/** Runs the steps on that array. */
export function run(...steps: readonly string[]) {
  return runScenario(loadScenario(scenarioOf(...steps)));
}

/** What is not as expected in these steps. */
export function failures(...steps: readonly string[]): string[] {
  return run(...steps).failures.map(({ message }) => message);
}

/** The refusal of an input that must not be taken. */
export function refusal(act: () => unknown): BadInputError {
  try {
    act();
  } catch (error) {
    if (error instanceof BadInputError) return error;
    throw error;
  }
  throw new Error('the input was taken');
}
