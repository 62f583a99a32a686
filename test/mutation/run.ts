import { performance } from 'node:perf_hooks';
import { barOn } from '../../src/cli/progress.js';
import { explanationOf, staleAmong } from './explained.js';
import { instrument } from './instrument.js';
import { judge } from './judge.js';
import type { Judged, MadeMutant } from './mutant.js';
import { type Options, readOptions } from './options.js';
import { eachOf } from './processes.js';
import { measureReach, type Reach } from './reach.js';
import { mutantText, reportJson, reportText } from './report.js';
import { sample } from './sample.js';

/** How many defects that nobody planted the conformance suite finds: `npm run bench:mutation`. */
const options = askedFor();
const beganMs = performance.now();
const { mutants, digest } = await instrument();
const reach = await reachOfAll();
if (options.mutant !== undefined) await judgeOne(options.mutant);
else await judgeSample();

/** An option that there is none of ends the process with 2, as the command line does. */
function askedFor(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`bench:mutation: ${(error as Error).message}`); // parseArgs and readOptions throw no others
    return process.exit(2);
  }
}

async function reachOfAll(): Promise<Reach> {
  const bar = barTo('what the runs reach');
  const ids = (mutants.at(-1)?.id ?? 0) + 1;
  const measured = await measureReach(digest, ids, options.workers, (done, of) => bar(done / of));
  bar(null);
  return measured;
}

async function judgeOne(id: number): Promise<void> {
  const mutant = mutants.find((one) => one.id === id);
  if (mutant === undefined) {
    console.error(`bench:mutation: there is no mutant ${id}`);
    process.exit(2);
  }
  const judged = { mutant, outcome: await judge(mutant, reach) };
  console.log(options.json ? JSON.stringify(judged, null, 2) : mutantText(judged));
}

async function judgeSample(): Promise<void> {
  const among = mutants.filter(({ folder }) => options.folder === undefined || folder === options.folder);
  const drawn = sample(among, options.sample, options.seed);
  const bar = barTo('mutants judged');
  let done = 0;
  const judged = await eachOf(drawn, options.workers, async (mutant): Promise<Judged> => {
    const one = await judgeUnlessExplained(mutant);
    bar(++done / drawn.length);
    return one;
  });
  bar(null);
  const minutes = (performance.now() - beganMs) / 60_000;
  const measured = { seed: options.seed, made: among.length, judged, minutes, stale: staleAmong(mutants) };
  console.log(options.json ? reportJson(measured) : reportText(measured));
}

/** An explanation is believed, which saves the whole budget; but with `--all` it has to hold. */
async function judgeUnlessExplained(mutant: MadeMutant): Promise<Judged> {
  const explanation = explanationOf(mutant);
  const explained = (because: string): Judged => ({ mutant, outcome: { kind: 'explained', because } });
  if (explanation !== undefined && !options.all && reach.pairsFor(mutant.id).length > 0)
    return explained(explanation.because);
  const outcome = await judge(mutant, reach);
  const isMissed = outcome.kind === 'survived' || outcome.kind === 'notReached';
  return isMissed && explanation !== undefined ? explained(explanation.because) : { mutant, outcome };
}

/** A bar on a terminal, elsewhere a line for each tenth; told null, it goes. */
function barTo(words: string): (share: number | null) => void {
  if (!process.stderr.isTTY) return linesTo(words);
  const bar = barOn(process.stderr, { total: 1000, format: `[{bar}] {percentage} % ${words}, {eta_formatted} to go` });
  return (share) => {
    if (share === null) bar.stop();
    else void bar.reach(Math.round(share * 1000));
  };
}

function linesTo(words: string): (share: number | null) => void {
  let tenths = 0;
  return (share) => {
    const reached = Math.floor((share ?? 0) * 10);
    if (reached <= tenths) return;
    tenths = reached;
    console.error(`${words}: ${10 * tenths} % after ${Math.round((performance.now() - beganMs) / 60_000)} min`);
  };
}
