import type { NotRun, ScenarioResult } from '../../scenario/perform/result.js';
import { plainText } from '../text/page.js';
import { type JunitCase, junitDocument } from './junitDocument.js';

/** All runs as a JUnit report: a suite a run, a case a step; a scenario that can't be run is a suite of one case, in error.
 * Where a scenario ran in several versions, its suites' names say in which.
 */
export function junitText(results: readonly ScenarioResult[], notRun: readonly NotRun[] = []): string {
  const all = [...results, ...notRun];
  return junitDocument('arraysim', [
    ...results.map((result) => {
      const { seed, version, profile, trace } = result;
      const properties = { seed, version, profile, traceHash: trace.hash };
      return { name: suiteName(result, all), properties, cases: casesOf(result) };
    }),
    ...notRun.map((one) => {
      const error = { message: one.message, type: 'bad input' };
      return { name: suiteName(one, all), cases: [{ name: 'can be run', file: one.file, error }] };
    }),
  ]);
}

function casesOf({ file, rows, failures }: ScenarioResult): JunitCase[] {
  return rows.map(({ number, what }) => {
    const messages = failures.filter((failure) => failure.number === number).map(({ message }) => plainText(message));
    const [message] = messages;
    // A case holds one failure: the first, and all of them in its text.
    const failed =
      message === undefined ? {} : { failure: { message, type: 'expectation', text: messages.join('\n') } };
    return { name: `${number} ${what}`, file, ...failed };
  });
}

type Named = Pick<NotRun, 'name' | 'file' | 'version'>;

function suiteName({ name, file, version }: Named, all: readonly Named[]): string {
  const others = all.some((one) => one.name === name && one.file === file && one.version !== version);
  return others ? `${name} (${version})` : name;
}
