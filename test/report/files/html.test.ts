import { expect, test } from 'vitest';
import { runReport } from '../../../src/report/facts/runReport.js';
import { dataMark, htmlOf } from '../../../src/report/files/html.js';
import { textAtMost } from '../../../src/report/files/plainJson.js';
import { resultWith } from '../results.js';

const page = `<html><body>${dataMark}</body></html>`;

test('data come back from a page as they were, sizes as numbers', () => {
  const result = resultWith();
  const report = runReport([result], [], ({ file }) => `arraysim run ${file}`);
  const read = dataOf(htmlOf(page, report));
  const [run] = read.runs;
  expect(read.summary).toEqual({ scenarios: 1, runs: 1, asExpected: 1, notAsExpected: 0 });
  expect(run.command).toBe('arraysim run two-clones.yaml');
  expect(run.hash).toBe(result.trace.hash);
  expect(run.rows).toEqual(JSON.parse(JSON.stringify(result.rows)));
  const [first] = run.film.frames;
  expect(first.changes.map(([kind]: [string]) => kind)).toEqual(['pool', 'volume']);
  expect(first.changes[0][2]).toMatchObject({ name: 'gold', total: 200 * 2 ** 30, used: 100 * 2 ** 30 });
});

test('no text gets out of the script that holds the data, and none turns the text around it', () => {
  const names = [
    '</script><script>alert(1)</script>',
    '<!-- <script>',
    ']]>',
    '&lt;',
    '\u202emoc.elpmaxe',
    '\u001b]0;title\u0007',
    '\u2028\u2029',
    '\ud800',
    'x'.repeat(1_000_000),
  ];
  for (const name of names) {
    const html = htmlOf(
      page,
      runReport([resultWith({ name })], [], () => name),
    );
    const [, inside = '', rest] = html.split(/<script type="application\/json" id="data">|<\/script>/);
    expect(rest).toBe('</body></html>');
    expect(inside).not.toMatch(/[<>&\u2028\u2029\p{Bidi_Control}]/u);
    expect(JSON.parse(inside).runs[0].name).toHaveLength(
      Math.min(name.length, textAtMost + '… (1000000 characters)'.length),
    );
    expect(html.length).toBeLessThan(100_000);
  }
});

test('runs that were not as expected are shown moment by moment before others', () => {
  const good = Array.from({ length: 40 }, (_, at) => resultWith({ name: `good ${at}` }));
  const [bad] = [
    resultWith({
      name: 'bad',
      failures: [{ number: 2, atMs: 0, field: 'steps[1]', place: null, expected: '0', actual: '1', message: 'no' }],
    }),
  ];
  const { runs } = runReport([...good, ...(bad ? [bad] : [])], [], () => '');
  expect(runs.filter(({ film }) => film !== null).map(({ name }) => name)).toEqual([
    ...Array.from({ length: 23 }, (_, at) => `good ${at}`),
    'bad',
  ]);
});

test('the codes of methods that were called are all there, with how often they were met', () => {
  const { codes } = runReport([resultWith()], [], () => '');
  expect(codes.map(({ method, releases }) => [method, releases])).toEqual([['CreateClone', ['2016']]]);
  const met = codes[0]?.codes.filter(({ counts }) => counts.some(({ byCause, forced }) => byCause + forced > 0));
  expect(met?.map(({ code }) => code)).toEqual([4096, 40002]);
  expect(codes[0]?.codes.filter(({ counts }) => counts[0]?.documented)).toHaveLength(47);
});

test('a page without its mark is none', () => {
  const report = runReport([], [], () => '');
  expect(() => htmlOf('<html></html>', report)).toThrow(dataMark);
  expect(() => htmlOf(`${dataMark}${dataMark}`, report)).toThrow(dataMark);
});

function dataOf(html: string) {
  const [, json = ''] = /id="data">(.*)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json);
}
