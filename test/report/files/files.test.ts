import { describe, expect, test } from 'vitest';
import { codeCoverage } from '../../../src/report/facts/codeCoverage.js';
import { resultsJson } from '../../../src/report/files/json.js';
import { junitText } from '../../../src/report/files/junit.js';
import { readTraces, traceText } from '../../../src/report/files/trace.js';
import { codeCoverageText } from '../../../src/report/text/codeCoverageText.js';
import { pageOf } from '../../../src/report/text/page.js';
import { summaryText } from '../../../src/report/text/summary.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import { code, failure, resultWith } from '../results.js';

const page = pageOf({ colour: false });
const good = resultWith();
const bad = resultWith({ name: 'bad', failures: [failure(2), failure(2, { message: 'and <more> & ]]> \u0007' })] });

describe('the JSON report', () => {
  test('has everything but the entries of traces, with sizes as digits', () => {
    const { summary, scenarios } = JSON.parse(resultsJson([good, bad]));
    expect(summary).toEqual({ scenarios: 2, runs: 2, asExpected: 1, notAsExpected: 1 });
    expect(scenarios[0].trace).toEqual({ hash: good.trace.hash, events: good.trace.entries.length });
    expect(scenarios[0].pools[0].total).toBe('214748364800');
    expect(scenarios[0].asExpected).toBe(true);
    expect(scenarios[1].failures).toHaveLength(2);
  });
});

describe('the JUnit report', () => {
  test('has a suite a scenario, a case a step, and valid XML whatever the texts', () => {
    const xml = junitText([good, bad]);
    expect(xml).toContain('<testsuites name="arraysim" tests="6" failures="1"');
    expect(xml).toContain('<testcase classname="bad" name="2 CreateClone db" file="two-clones.yaml">');
    expect(xml).not.toContain('\u0007');
    expect(xml).toContain('and &lt;more&gt; &amp; ]]&gt; \ufffd</failure>');
  });

  test('tells the versions of one scenario apart', () => {
    const names = (...results: Parameters<typeof junitText>[0]) =>
      [...junitText(results).matchAll(/<testsuite name="([^"]*)"/g)].map(([, name]) => name);
    expect(names(good, resultWith({ version: '2012' }))).toEqual(['two clones (2016)', 'two clones (2012)']);
    expect(names(good, bad)).toEqual(['two clones', 'bad']);
  });

  test('tells of what could not be run, as an error', () => {
    const xml = junitText(
      [good],
      [{ name: good.name, file: good.file, version: '2012', message: 'steps[0]: got <1>' }],
    );
    expect(xml).toContain('<testsuites name="arraysim" tests="4" failures="0" errors="1"');
    expect(xml).toContain('<testcase classname="two clones (2012)" name="can be run" file="two-clones.yaml">');
    expect(xml).toContain('steps[0]: got &lt;1&gt;');
  });

  test('is the same twice', () => {
    expect(junitText([good, bad])).toBe(junitText([good, bad]));
  });
});

describe('the codes that were reached', () => {
  const lost = resultWith({
    name: 'lost',
    codes: [code(null, 'serviceReply', 'replyLost', true), code(40002, 'array', 'free')],
  });

  test('are told apart by code, step, cause and force, in order of the code', () => {
    expect(codeCoverage([good, lost]).map((reached) => [reached.code, reached.forced, reached.scenarios])).toEqual([
      [4096, false, ['two clones']],
      [40002, false, ['two clones', 'lost']],
      [null, true, ['lost']],
    ]);
  });

  test('are a table that counts them', () => {
    expect(codeCoverageText([good, lost], page)).toBe(
      `Codes reached: 2 of the 47 of CreateClone
 code  decided at    because             label                                                      in  first in
 4096  serviceReply  jobStarted          Method Parameters Checked - Job Started                     1  two clones
40002  array         free                There are not enough resources to complete the operation.   2  two clones
 lost  serviceReply  replyLost (forced)                                                              1  lost
`,
    );
  });

  test('are told with their versions where these are several', () => {
    const old = resultWith({ version: '2012', codes: [code(4, 'array', 'free')] });
    const several = codeCoverage([good, old, resultWith({ version: '2012R2' })]);
    expect(several.map((reached) => [reached.code, reached.versions])).toEqual([
      [4, ['2012']],
      [4096, ['2012R2', '2016']],
      [40002, ['2012R2', '2016']],
    ]);
    expect(codeCoverageText([good, old], page)).toMatch(/ 4 {2}array .* 2012 {7}1 {2}two clones\n/);
    expect(codeCoverageText([good], page)).not.toContain('versions');
  });
});

test('the summary counts', () => {
  expect(summaryText([good, bad], page)).toBe('2 scenarios, 1 as expected, 1 not\n');
  expect(summaryText([good], page)).toBe('1 scenario, 1 as expected, 0 not\n');
  const inBoth = [good, resultWith({ version: '2012' })];
  expect(summaryText(inBoth, page)).toBe('1 scenario in 2 runs, 2 as expected, 0 not\n');
});

describe("a trace's file", () => {
  const text = traceText(good) + traceText(bad);
  const lines = text.split('\n');

  test('reads back, several traces in one', () => {
    const traces = readTraces(text, 'a.trace');
    expect(traces.map(({ scenario, hash }) => [scenario, hash])).toEqual([
      ['two clones', good.trace.hash],
      ['bad', bad.trace.hash],
    ]);
    expect(traces[0]?.entries).toEqual(good.trace.entries);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['is empty', '', /^a\.trace:1: got '', expected a trace's header/],
    ['begins with an entry', lines.slice(1).join('\n'), /^a\.trace:1: got .*, expected a trace's header/],
    ['has a line that is no JSON', `${lines[0]}\n{"number":`, /^a\.trace:2: got .* expected a line of JSON/],
    ['lacks an entry', [lines[0], ...lines.slice(2)].join('\n'), /^a\.trace:2\.number: got 2, expected 1/],
    ['is cut off', lines.slice(0, 4).join('\n'), /^a\.trace:1\.hash: .* entries of 'two clones' are missing/],
    ['is cut off behind the header', `${lines[0]}`, /^a\.trace:1\.hash: /],
    [
      'is of an older array',
      `${lines[0]}`.replace('"version":2', '"version":1'),
      /^a\.trace:1\.version: got 1, expected 2/,
    ],
    ['is of another format', '{"format":"x"}', /^a\.trace:1\.format: got 'x', expected 'arraysim-trace'/],
    [
      'has an event without a kind',
      `${lines[0]}\n{"number":1,"event":{"atMs":0},"hash":""}`,
      /^a\.trace:2\.event\.kind/,
    ],
  ];
  test.each(broken)('is refused with the line when it %s', (_, wrong, message) => {
    expect(() => readTraces(wrong, 'a.trace')).toThrow(BadInputError);
    expect(() => readTraces(wrong, 'a.trace')).toThrow(message);
  });
});
