import junit, { type Builder } from 'junit-report-builder';
import type { NotRun, ScenarioResult } from '../../scenario/perform/result.js';
import { plainText } from '../text/page.js';

/** All runs as a JUnit report: a suite a run, a case a step; a scenario that can't be run is a suite of one case, in error.
 * Where a scenario ran in several versions, its suites' names say in which.
 *
 * It carries no times: virtual ones would be taken for real ones.
 */
export function junitText(results: readonly ScenarioResult[], notRun: readonly NotRun[] = []): string {
  // Its types tell of a module with a default export; what is there is `module.exports = builder`, the default import itself.
  const builder = junit as unknown as Builder;
  const report = builder.newBuilder().name('arraysim');
  for (const result of results) {
    const { file, seed, version, profile, rows, failures, trace } = result;
    const name = suiteName(result, [...results, ...notRun]);
    const suite = report.testSuite().name(name);
    const properties = { seed, version, profile: plainText(profile), traceHash: trace.hash };
    for (const [key, value] of Object.entries(properties)) suite.property(key, String(value));
    for (const { number, what } of rows) {
      const testCase = suite
        .testCase()
        .className(name)
        .name(plainText(`${number} ${what}`));
      if (file !== '') testCase.file(plainText(file));
      const messages = failures.filter((failure) => failure.number === number).map(({ message }) => plainText(message));
      // A case holds one failure: the first, and all of them in its text.
      if (messages.length > 0) testCase.failure(messages[0], 'expectation').stacktrace(messages.join('\n'));
    }
  }
  for (const one of notRun) {
    const name = suiteName(one, [...results, ...notRun]);
    const testCase = report.testSuite().name(name).testCase().className(name).name('can be run');
    if (one.file !== '') testCase.file(plainText(one.file));
    testCase.error(plainText(one.message), 'bad input');
  }
  return `${report.build()}\n`;
}

type Named = Pick<NotRun, 'name' | 'file' | 'version'>;

function suiteName({ name, file, version }: Named, all: readonly Named[]): string {
  const others = all.some((one) => one.name === name && one.file === file && one.version !== version);
  return plainText(others ? `${name} (${version})` : name);
}
