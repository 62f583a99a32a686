import type { MutantMatrix } from '../../conformance/mutants/mutant.js';
import { type ConformanceReport, levels, type PropertyReport } from '../../conformance/report.js';
import { conformanceSummary } from '../facts/conformanceSummary.js';
import { matrixSummary } from '../facts/matrixSummary.js';
import { brokenLines } from '../text/brokenLines.js';
import { runsDone } from '../text/conformanceText.js';
import { pageOf } from '../text/page.js';
import { jsonText } from './jsonText.js';
import { type JunitCase, junitDocument } from './junitDocument.js';

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
  const { subject, seed, requests, properties, verdict, why, timeEnded } = report;
  const ended = timeEnded === null ? {} : { timeEnded: `after ${runsDone(timeEnded)}` };
  const suites = levels.map((level) => ({
    name: `${subject}: ${level}`,
    properties: { seed, requests, ...ended },
    cases: properties.filter((one) => one.level === level).map(caseOf),
  }));
  const failsAlready = properties.some((one) => one.verdict === 'fail');
  const failure = { message: why ?? verdict, type: verdict };
  const ofItsOwn = verdict !== 'conforms' && (!failsAlready || why !== null);
  return junitDocument('arraysim conform', [
    ...suites.filter(({ cases }) => cases.length > 0),
    ...(ofItsOwn ? [{ name: subject, cases: [{ name: 'verdict', failure }] }] : []),
  ]);
}

function caseOf(property: PropertyReport): JunitCase {
  const { name, verdict, skipped, failure, statement } = property;
  const text = () => brokenLines(property, pageOf({ colour: false })).join('\n');
  switch (verdict) {
    case 'skip':
      return { name, skipped: skipped === null ? '' : `${skipped.reason}: ${skipped.why}` };
    case 'fail':
      return { name, failure: { message: failure?.message ?? statement, type: 'property', text: text() } };
    case 'warn':
      return { name, output: text() };
    default:
      return { name };
  }
}
