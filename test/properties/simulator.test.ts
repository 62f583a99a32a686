import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { type ArrayOptions, createArray, loadArray, type StorageArray } from '../../src/index.js';
import { play } from './campaign.js';
import { type Command, perform } from './commands.js';
import { type Script, scripts } from './draws.js';
import { seed, share } from './environment.js';
import { demand } from './moment.js';
import { variety } from './variety.js';

const some = scripts({ varieties: variety, longest: 60 });

describe('the simulator', () => {
  test('DETERMINISM: for all arrays and command sequences, a second time gives the same trace', () => {
    fc.assert(
      fc.property(some, (script) => {
        const { array, commands } = played(script);
        const again = createArray(script.variety.options);
        for (const command of commands) perform(again, command);
        demand(again.trace().hash === array.trace().hash, () => 'the traces differ');
        demand(again.digest('identity') === array.digest('identity'), () => 'the arrays differ');
      }),
      share(0.4),
    );
  });

  test('DETERMINISM: for all arrays and command sequences, a fresh process gives the same trace', () => {
    const texts = fc.sample(some, { numRuns: 12, seed }).map((script) => {
      const { array, commands } = played(script);
      return { run: { options: script.variety.options, commands }, hash: array.trace().hash };
    });
    const compiled = built();
    const file = join(mkdtempSync(join(tmpdir(), 'arraysim-')), 'runs.json');
    writeFileSync(
      file,
      JSON.stringify(
        texts.map(({ run }) => run),
        (_, value) => (typeof value === 'bigint' ? `${value} B` : value),
      ),
    );
    const script = fileURLToPath(new URL('./freshProcess.mjs', import.meta.url));
    const output = execFileSync(process.execPath, [script, pathToFileURL(join(compiled, 'index.js')).href, file], {
      encoding: 'utf8',
    });
    const hashes: unknown = JSON.parse(output);
    demand(
      JSON.stringify(hashes) === JSON.stringify(texts.map(({ hash }) => hash)),
      () => `the traces differ: ${output}`,
    );
  }, 120_000);

  test('FORK: for all moments of all runs, a fork goes on as the array does, and neither touches the other', () => {
    fc.assert(
      fc.property(some, fc.nat(60), (script, at) => {
        const { array, rest } = playedUpTo(script, at);
        const fork = array.fork();
        const before = array.digest('identity');
        demand(fork.digest('identity') === before, () => 'the fork differs at once');
        const ahead = rest.map((command) => perform(fork, command));
        demand(array.digest('identity') === before, () => 'the fork touched its origin');
        const end = fork.digest('identity');
        const later = rest.map((command) => perform(array, command));
        demand(text(later) === text(ahead), () => `the fork answered ${text(ahead)}, its origin ${text(later)}`);
        demand(fork.digest('identity') === end, () => 'the origin touched its fork');
        demand(array.digest('identity') === end, () => 'the two ended differently');
        demand(array.trace().hash === fork.trace().hash, () => 'the two have different traces');
      }),
      share(0.5),
    );
  });

  test('RESTORE: for all moments of all runs, a saved and loaded array goes on as the array does, calls in flight included', () => {
    fc.assert(
      fc.property(some, fc.nat(60), (script, at) => {
        const { array, rest } = playedUpTo(script, at);
        const restored = loadArray(array.save());
        demand(restored.digest('identity') === array.digest('identity'), () => 'it differs at once');
        const [one, other] = [array, restored].map((world) => rest.map((command) => perform(world, command)));
        demand(text(one) === text(other), () => `the array answered ${text(one)}, the restored one ${text(other)}`);
        demand(restored.digest('identity') === array.digest('identity'), () => 'the two ended differently');
      }),
      share(0.5),
    );
  });
});

function played(script: Script): { array: StorageArray; commands: Command[] } {
  const array = createArray(script.variety.options);
  const commands: Command[] = [];
  play(array, script, ({ command }) => commands.push(command));
  return { array, commands };
}

/** A fresh array brought to a moment of the script, and the commands that were yet to come. */
function playedUpTo(script: Script, at: number): { array: StorageArray; rest: readonly Command[] } {
  const { commands } = played(script);
  const array = createArray(script.variety.options satisfies ArrayOptions);
  for (const command of commands.slice(0, at)) perform(array, command);
  return { array, rest: commands.slice(at) };
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner} B` : inner));
}

/** The compiled package: `dist`, or a build of its own where that is older than the sources. */
function built(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const dist = join(root, 'dist');
  const own = join(root, 'node_modules', '.cache', 'arraysim-properties');
  const newest = newestIn(join(root, 'src'));
  const found = [dist, own].find((folder) => newestIn(folder) >= newest && existsSync(join(folder, 'index.js')));
  mkdirSync(own, { recursive: true });
  if (found === own) return own;
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (found === undefined) {
    // Only what it writes counts here: whether the types are right, `npm run test:types` says.
    spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', own], { cwd: root });
    demand(existsSync(join(own, 'index.js')), () => `nothing was compiled into ${own}`);
    // A folder under node_modules belongs to no package: without its own, Node would take it for CommonJS.
    writeFileSync(join(own, 'package.json'), '{ "type": "module" }');
    return own;
  }
  return dist;
}

/** When the last file in a folder was written; 0 without a folder. */
function newestIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));
  return Math.max(0, ...files.map((name) => statSync(join(folder, name)).mtimeMs));
}
