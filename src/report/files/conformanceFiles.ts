import junit, { type Builder, type TestCase } from 'junit-report-builder';
import type { MutantMatrix } from '../../conformance/mutants/mutant.js';
import { type ConformanceReport, levels, type PropertyReport } from '../../conformance/report.js';
import { conformanceSummary } from '../facts/conformanceSummary.js';
import { brokenLines } from '../text/brokenLines.js';
import { runsDone } from '../text/conformanceText.js';
import { matrixSummary } from '../text/matrixText.js';
import { pageOf, plainText } from '../text/page.js';
import { jsonText } from './json.js';

/** A run of the suite as one JSON document: the report, and how many properties came to which verdict. */
export function conformanceJson(report: ConformanceReport): string {
  return jsonText({ summary: conformanceSummary(report), ...report });
}

/** The matrix of mutants as one JSON document. */
export function matrixJson(matrix: MutantMatrix): string {
  return jsonText({ summary: matrixSummary(matrix), ...matrix });
}

/** A run of the suite as a JUnit report: a suite a level, a case a property. One that only advises passes, with its complaint
 * in the output; one that is inconclusive is an error. Where all hold and the subject does not conform, the reason is a case
 * of its own, so that nobody takes a run that skipped everything for a good one.
 */
export function conformanceJunit(report: ConformanceReport): string {
  // Its types tell of a module with a default export; what is there is `module.exports = builder`, the default import itself.
  const builder = junit as unknown as Builder;
  const document = builder.newBuilder().name('arraysim conform');
  const { subject, seed, requests, properties, verdict, why, timeEnded } = report;
  for (const level of levels) {
    const mine = properties.filter((one) => one.level === level);
    if (mine.length === 0) continue;
    const name = plainText(`${subject}: ${level}`);
    const suite = document.testSuite().name(name).property('seed', String(seed)).property('requests', String(requests));
    if (timeEnded !== null) suite.property('timeEnded', `after ${runsDone(timeEnded)}`);
    for (const property of mine) {
      tell(suite.testCase().className(name).name(property.name), property);
    }
  }
  const failsAlready = properties.some((one) => one.verdict === 'fail');
  if (verdict !== 'conforms' && (!failsAlready || why !== null)) {
    const name = plainText(subject);
    document
      .testSuite()
      .name(name)
      .testCase()
      .className(name)
      .name('verdict')
      .failure(plainText(why ?? verdict), verdict);
  }
  return `${document.build()}\n`;
}

function tell(testCase: TestCase, property: PropertyReport): void {
  const { verdict, skipped, failure, statement } = property;
  const text = brokenLines(property, pageOf({ colour: false })).join('\n');
  if (verdict === 'skip') {
    // A skipped case of this library has no message.
    testCase.skipped().standardOutput(skipped === null ? '' : plainText(`${skipped.reason}: ${skipped.why}`));
  } else if (verdict === 'fail') {
    testCase.failure(plainText(failure?.message ?? statement), 'property').stacktrace(text);
  } else if (verdict === 'warn') {
    testCase.standardOutput(text);
  }
}
