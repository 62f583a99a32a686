import { expect, test } from 'vitest';
import { runScenario } from '../../src/scenario/perform/run.js';
import { readScenarioFile } from '../../src/scenario/read/load.js';
import { traceLines } from './traceLines.js';

const folder = new URL('../../scenarios', import.meta.url).pathname;

// `vitest -u` writes them anew; whoever does it reads what has changed.
test.each([
  'clone-from-start-to-finish',
  'lost-answer-cleaned-up',
  'delete-by-job',
  'pool-emptied-and-deleted',
  'faults/duplicate-delivery',
])('the story %s leaves this trace', async (story) => {
  const scenarios = await readScenarioFile(`${folder}/${story}.yaml`);
  const scenario = scenarios.find(({ version }) => version === '2016');
  if (scenario === undefined) throw new Error(`${story} does not run in 2016`);
  const file = `../golden/traces/${story.split('/').at(-1)}.txt`;
  await expect(traceLines(runScenario(scenario))).toMatchFileSnapshot(file);
});
