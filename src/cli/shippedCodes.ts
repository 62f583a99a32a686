import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeFacts } from '../report/facts/codeFacts.js';
import type { MethodName } from '../vocabulary/methods/index.js';
import { shippedScenarios, shortened } from './shipped.js';

/** Of each code of a method. */
type Codes = Readonly<Record<number, CodeFacts>>;

/** What is known of each code of a method, by the shipped scenarios: as the build wrote it down, or, where nobody has
 * built it, by running them all.
 * @param folder where relative paths of scenarios begin
 */
export async function shippedCodes(method: MethodName, folder: string): Promise<Codes> {
  const written = writtenCodes(method);
  const codes: Codes = existsSync(written) ? JSON.parse(readFileSync(written, 'utf8')) : await computed(method);
  const from = (file: string) => shortened(join(shippedScenarios, file), folder);
  return Object.fromEntries(
    Object.entries(codes).map(([code, facts]) => [
      code,
      { ...facts, runs: facts.runs.map((run) => ({ ...run, file: from(run.file) })) },
    ]),
  );
}

/** Where the build writes down what is known of a method's codes. */
export function writtenCodes(method: MethodName): URL {
  return new URL(`../../dist/codes/${method}.json`, import.meta.url);
}

async function computed(method: MethodName): Promise<Codes> {
  const { computeCodes } = await import('./computeCodes.js');
  return (await computeCodes())[method];
}
