import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { methodNames } from '../vocabulary/methods/index.js';
import { computeCodes } from './computeCodes.js';
import { shippedScenarios } from './shipped.js';
import { writtenCodes } from './shippedCodes.js';

// A step of the build: what `arraysim explain` reads instead of running all scenarios. It is left as it is where neither the program
// nor a scenario has changed since.

const dist = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../codes', import.meta.url));
const stamp = join(folder, 'of');

const of = digestOf([...filesIn(join(dist, 'cli')), ...filesIn(join(dist, 'common')), ...filesIn(shippedScenarios)]);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== of) {
  rmSync(folder, { recursive: true, force: true });
  const codes = await computeCodes();
  mkdirSync(folder);
  for (const method of methodNames) writeFileSync(writtenCodes(method), JSON.stringify(codes[method]));
  writeFileSync(stamp, of);
}

function filesIn(path: string): string[] {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).toSorted();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
