import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { createArray, type StorageArray } from '../../src/index.js';
import { arrayKind } from './arrayKind.js';
import { play } from './campaign.js';
import type { Command } from './commands.js';
import { type Script, scripts } from './draws.js';
import { seed } from './environment.js';
import { demand } from './transition.js';

const some = scripts({ arrayKinds: arrayKind, longest: 60 });

describe('the simulator', () => {
  test('DETERMINISM: for all arrays and command sequences, a fresh process gives the same trace', () => {
    const texts = fc.sample(some, { numRuns: 12, seed }).map((script) => {
      const { array, commands } = played(script);
      return { run: { options: script.arrayKind.options, commands }, hash: array.trace().hash };
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
});

function played(script: Script): { array: StorageArray; commands: Command[] } {
  const array = createArray(script.arrayKind.options);
  const commands: Command[] = [];
  play(array, script, ({ command }) => commands.push(command));
  return { array, commands };
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
