import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { createArray } from '../../src/index.js';
import { measureClonePath, mostTimes, roundsIn, sizes } from './clonePath.js';
import { printClones, printSmallWorlds } from './printing.js';
import { arraysim, measureSmallWorlds } from './smallWorlds.js';

/** Another build of arraysim beside this one, in interleaved rounds of one process: `npm run bench:compare -- PATH`, where PATH is
 * a checkout that was built, or its `dist`. `--rounds 31`, `--volumes 1000` and `--worlds`, for small ones only, make it shorter.
 */
const { path, rounds, volumes, worlds } = options();
const other = { name: 'the other', create: await creatorOf(path) };

if (!worlds) {
  for (const size of sizes(false, rounds)) {
    if (volumes === undefined || volumes === `${size.volumes}`)
      printClones(await measureClonePath(size, other), mostTimes);
  }
}
printSmallWorlds(measureSmallWorlds([arraysim, other], rounds ?? 61));

function options() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { rounds: { type: 'string' }, volumes: { type: 'string' }, worlds: { type: 'boolean', default: false } },
    });
    const [path] = positionals;
    if (path === undefined) throw new Error('no path');
    return { ...values, path, rounds: roundsIn(values.rounds) };
  } catch (error) {
    console.error(
      `bench:compare: ${(error as Error).message}; expected the path of a checkout that was built, --rounds, --volumes or --worlds`,
    );
    return process.exit(2);
  }
}

async function creatorOf(place: string): Promise<typeof createArray> {
  const folder = resolve(place);
  const entry = folder.endsWith('dist') ? `${folder}/index.js` : `${folder}/dist/index.js`;
  return ((await import(pathToFileURL(entry).href)) as { createArray: typeof createArray }).createArray;
}
