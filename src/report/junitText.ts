import junit, { type Builder } from 'junit-report-builder';
import type { ScenarioResult } from '../scenario/result.js';
import { plainText } from './page.js';

/** All runs as a JUnit report: a suite a scenario, a case a step.
 *
 * It carries no times: virtual ones would be taken for real ones.
 */
export function junitText(results: readonly ScenarioResult[]): string {
  // Its types tell of a module with a default export; what is there is `module.exports = builder`, the default import itself.
  const builder = junit as unknown as Builder;
  const report = builder.newBuilder().name('arraysim');
  for (const { name, file, seed, version, profile, rows, failures, trace } of results) {
    const suite = report.testSuite().name(plainText(name));
    const properties = { seed, version, profile: plainText(profile), traceHash: trace.hash };
    for (const [key, value] of Object.entries(properties)) suite.property(key, String(value));
    for (const { number, what } of rows) {
      const testCase = suite
        .testCase()
        .className(plainText(name))
        .name(plainText(`${number} ${what}`));
      if (file !== '') testCase.file(plainText(file));
      const messages = failures.filter((failure) => failure.number === number).map(({ message }) => plainText(message));
      // A case holds one failure: the first, and all of them in its text.
      if (messages.length > 0) testCase.failure(messages[0], 'expectation').stacktrace(messages.join('\n'));
    }
  }
  return `${report.build()}\n`;
}
