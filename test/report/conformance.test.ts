import { describe, expect, test } from 'vitest';
import { runStepText } from '../../src/conformance/failures/stepText.js';
import type { Shrinking } from '../../src/conformance/report.js';
import { median } from '../../src/report/facts/conformanceSummary.js';
import { conformanceJson, conformanceJunit, matrixJson } from '../../src/report/files/conformanceFiles.js';
import { brokenLines } from '../../src/report/text/brokenLines.js';
import { conformanceText } from '../../src/report/text/conformanceText.js';
import { matrixText } from '../../src/report/text/matrixText.js';
import { pageOf } from '../../src/report/text/page.js';
import { suiteText } from '../../src/report/text/suiteText.js';
import { clone } from '../conformance/clone.js';
import { failure } from '../conformance/failures.js';
import { entries, goodReport, matrix, property, reportWith } from './conformanceReports.js';

const page = pageOf({ colour: false, columns: 100 });
const narrow = pageOf({ colour: false, columns: 80 });
const golden = (name: string) => `../golden/conformance/${name}.txt`;
const widestOf = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('a run of the suite for people', () => {
  test('has properties by level, what is broken with its run, skips, coverage and the verdict', async () => {
    await expect(conformanceText(reportWith(), page)).toMatchFileSnapshot(golden('broken'));
    await expect(conformanceText(goodReport(), page)).toMatchFileSnapshot(golden('conforms'));
  });

  test.each([60, 80, 100])('fits into %i columns', (columns) => {
    const many = Array.from({ length: 30 }, (_, at) => property(`PROPERTY-NUMBER-${at}`));
    const pairs = ['new -> shuttingDown -> killed', 'new -> shuttingDown -> terminated'].map((name) => ({
      name,
      count: 0,
    }));
    const coverage = { parts: [{ title: 'transition pairs of volume', cells: pairs }] };
    const report = reportWith({ properties: [...many, ...reportWith().properties], coverage });
    // A command stays on one line, to be copied.
    const text = conformanceText(report, pageOf({ colour: false, columns })).replaceAll(/^ {2}Again: .*$/gm, '');
    expect(widestOf(text)).toBeLessThanOrEqual(columns);
  });

  test.each<[Shrinking['ended'], string]>([
    ['shortest', 'the shortest run that shows it has 1 call, tier roomy:'],
    ['budget', 'within 300 runs that were tried, the shortest run that was found to show it has 1 call, tier roomy:'],
    ['time', 'until the time ended, the shortest run that was found to show it has 1 call, tier roomy:'],
    ['off', 'the run as it was found has 1 call, tier roomy:'],
    ['not-again', 'the run as it was found has 1 call, tier roomy, and did not show it when it was done again:'],
    ['broke-down', 'the run as it was found has 1 call, tier roomy, since the driver broke down before'],
  ])('says what kind of run a failure has: %s', (ended, words) => {
    const run = { tier: 'roomy', steps: [{ do: 'call', ...clone('db') }] } as const;
    const property = reportWith().properties.find(({ name }) => name === 'JOB-100');
    if (property === undefined) throw new Error('the report has a property that warns');
    const broken = { ...property, failure: { ...failure, run, shrinking: { ended, runs: 300 } } };
    const text = brokenLines(broken, page).join(' ').replace(/\s+/g, ' ');
    expect(text).toContain(`Seen after 57 calls; ${words}`);
  });

  test('says as which property it was found, where another one was broken before it', () => {
    const blamed = { ...property('CHARGE'), failure: { ...failure, foundAs: 'CAP-YES' } };
    const text = brokenLines(blamed, page).join('\n');
    expect(text).toContain('  Found as CAP-YES; with a look after each step, this is broken before.\n');
  });

  test.each([
    [[0, 1, 0, 1, 0], '0 1 again and again'],
    [[0, 1, 1, 0], '0 1 1 0'],
    [[2, 2, 2, 2], '2 again and again'],
  ])('says whose turn it was: %j', (order, words) => {
    const [first] = runStepText({ do: 'overlap', calls: [clone('db')], order }).split(': ');
    expect(first).toBe(`at once, taking turns ${words}`);
  });

  test('says which properties were chosen and left out', () => {
    const text = conformanceText(reportWith({ only: ['OUT-0', 'OUT-ERR'], except: ['OUT-ERR'] }), page);
    expect(text).toContain(' · only OUT-0, OUT-ERR · without OUT-ERR · ');
  });

  test('says why it is inconclusive', () => {
    const text = conformanceText(
      reportWith({ verdict: 'inconclusive', why: 'every property was skipped', properties: [] }),
      page,
    );
    expect(text).toMatch(/\nsmall array is inconclusive \(every property was skipped\): of 0 properties 0 hold\n$/);
  });

  test('says that the time ended, and after how many of all runs', () => {
    const timeEnded = { afterMs: 1000, runs: 483, of: 500_000 };
    const text = conformanceText({ ...goodReport(), timeEnded }, page);
    expect(text).toMatch(/ · 483 of 500,000 runs, then the time ended · /);
    expect(text.replaceAll('\n', ' ')).toContain(
      'conforms (as far as it was judged: the time ended after 483 of 500,000 runs): of 5 properties',
    );
    expect(JSON.parse(conformanceJson({ ...goodReport(), timeEnded })).timeEnded).toEqual(timeEnded);
    expect(conformanceJunit({ ...goodReport(), timeEnded })).toContain(
      '<property name="timeEnded" value="after 483 of 500,000 runs"/>',
    );
  });

  test('is coloured where colours are taken, and says the same', () => {
    const coloured = conformanceText(reportWith(), pageOf({ colour: true, columns: 100 }));
    expect(coloured).toContain('\u001b[31m✗ SHORTAGE-TIGHT');
    // biome's rule is against control characters in patterns.
    const plain = coloured.split('\u001b').map((part, at) => (at === 0 ? part : part.replace(/^\[\d+m/, '')));
    expect(plain.join('')).toBe(conformanceText(reportWith(), page));
  });

  test('lets no text of a subject move the cursor', () => {
    const evil = 'evil \u001b[2J\nname';
    const texts = { subject: evil, why: evil };
    const broken = property('X', {
      verdict: 'fail',
      failure: { ...failure, message: evil, again: evil, answers: [evil] },
    });
    const text = conformanceText(reportWith({ ...texts, properties: [broken] }), page);
    expect(text).not.toContain('\u001b');
  });
});

test('each kind of step is told in words', () => {
  const call = clone('db', { ElementName: 'x', TargetPool: 'gold', username: 'u', password: 'p' });
  expect(runStepText({ do: 'call', ...call, caller: 'ann' })).toBe(
    "CreateClone of db with ElementName 'x', TargetPool 'gold', username 'u', a password by ann",
  );
  expect(
    (
      [
        { do: 'write', volume: 'db', offset: 512, length: 1024, tag: 'monday' },
        { do: 'control', job: 'job1', control: 'suspend' },
        { do: 'leaveFree', pool: 'gold', bytes: 5 },
        { do: 'setState', element: 'db', state: 'offline' },
      ] as const
    ).map((action) => runStepText({ do: 'act', action })),
  ).toEqual(["write 'monday' to db, 1024 B at 512", 'suspend job1', 'leave 5 B of gold free', 'set db offline']);
});

describe('a run of the suite as a file', () => {
  test('is one JSON document, with counts', () => {
    const { summary, ...report } = JSON.parse(conformanceJson(reportWith()));
    expect(report).toEqual(reportWith());
    expect(summary).toEqual({
      pass: 2,
      fail: 1,
      warn: 1,
      skip: 3,
      skippedFor: { 'not-advertised': 1, 'no-control': 1, unreached: 1 },
      requestsPerCall: 9.4,
      callsPerSecond: 3259,
    });
  });

  test('is a JUnit report with a case a property', async () => {
    await expect(conformanceJunit(reportWith())).toMatchFileSnapshot('../golden/conformance/junit.xml');
  });

  test('is a JUnit report that fails when nothing was judged', () => {
    const nothing = reportWith({ verdict: 'inconclusive', why: 'every property was skipped', properties: [] });
    expect(conformanceJunit(nothing)).toContain('<failure message="every property was skipped" type="inconclusive"/>');
    const besides = reportWith({ why: 'besides, close threw' });
    expect(conformanceJunit(besides)).toContain('<failure message="besides, close threw" type="does not conform"/>');
    expect(conformanceJunit(goodReport())).toMatch(/tests="5" failures="0" errors="0" skipped="3"/);
  });
});

describe('the matrix of mutants', () => {
  test('has a line a mutant, which survive and which would', async () => {
    await expect(matrixText(matrix(), page)).toMatchFileSnapshot(golden('matrix'));
    expect(widestOf(matrixText(matrix(), narrow))).toBeLessThanOrEqual(80);
  });

  test('counts the killed, and as JSON names who lives', () => {
    const { summary, ...rest } = JSON.parse(matrixJson(matrix()));
    expect(rest).toEqual(matrix());
    expect(summary).toEqual({
      mutants: 4,
      killed: 2,
      equivalent: 1,
      alive: ['forgets-the-third-job'],
      complained: [],
      medianCalls: 16,
    });
  });

  test('tells when somebody complains about what nobody can tell apart', () => {
    const all = matrix();
    const complaint = { property: 'CHARGE', afterCalls: 3 };
    const mutants = all.mutants.map((row) => (row.equivalent === null ? row : { ...row, killedBy: [complaint] }));
    expect(matrixText({ ...all, mutants }, page)).toContain('complaints about other-ids, which should be equivalent');
  });
});

describe('the list of the suite', () => {
  test('has each property with what it says, needs and comes from', async () => {
    await expect(suiteText(entries, page)).toMatchFileSnapshot(golden('suite'));
    expect(widestOf(suiteText(entries, narrow))).toBeLessThanOrEqual(80);
  });
});

test.each([
  [[], null],
  [[3], 3],
  [[9, 1], 5],
  [[10, 9, 100], 10],
])('the median of %j is %s', (numbers, middle) => expect(median(numbers)).toBe(middle));
