import { describe, expect, test } from 'vitest';
import { codeMatrix } from '../../../src/report/facts/codeMatrix.js';
import { codeMatrixText, gapsText } from '../../../src/report/text/codeMatrixText.js';
import { pageOf } from '../../../src/report/text/page.js';
import { code, resultWith } from '../results.js';

const page = pageOf({ colour: false, columns: 100 });
const forced = resultWith({
  name: 'forced',
  file: 'codes/forced.yaml',
  codes: [code(43001, 'array', 'providerFailed', true), code(40002, 'array', 'free', true)],
});
const old = resultWith({ version: '2012', codes: [code(4, 'array', 'free')] });
const results = [forced, resultWith(), old];
const rowOf = (number: number) => codeMatrix('CreateClone', results).codes.find((row) => row.code === number);

describe('the matrix of codes', () => {
  test('tells what was answered by cause, by force alone, or not at all, version by version', () => {
    expect(codeMatrix('CreateClone', results).codes).toHaveLength(47);
    expect(rowOf(40002)?.versions).toEqual({ '2012': null, '2012R2': null, '2016': 'cause' });
    expect(rowOf(43001)?.versions).toEqual({ '2012': 'missing', '2012R2': 'missing', '2016': 'forced' });
    expect(rowOf(4)?.versions).toEqual({ '2012': 'cause', '2012R2': 'missing', '2016': 'missing' });
  });

  test('counts', () => {
    const { versions } = codeMatrix('CreateClone', results);
    expect(versions['2016']).toMatchObject({ documented: 47, byCause: 2, forced: 1 });
    expect(versions['2016'].missing).toHaveLength(44);
    expect(versions['2012']).toMatchObject({ documented: 43, byCause: 1, forced: 0 });
  });

  test('shows a natural cause rather than a forced one', () => {
    expect(rowOf(40002)).toMatchObject({ shown: { scenario: 'two clones', forced: false }, others: 1 });
    expect(rowOf(51000)).toMatchObject({ shown: null, others: 0 });
  });

  test('is a table in which gaps are loud', () => {
    const lines = codeMatrixText(results, page).split('\n');
    const lineOf = (number: number) => lines.find((line) => line.startsWith(`${number} `));
    expect(lineOf(40002)).toMatch(/ array +– +– +● +two-clones$/);
    expect(lineOf(43001)).toMatch(/ array +GAP +GAP +○ +forced$/);
    expect(lineOf(51000)).toMatch(/Generic Failure +GAP +GAP +GAP$/);
    expect(lines).toContain('2016    3 of 47 documented codes: 2 by cause, 1 forced');
    expect(gapsText(results, page)).toMatch(
      /^GAP: in 2012 no CreateClone of a scenario is answered with 0, 1, 2, 3, 5, 4096, /,
    );
  });

  test.each([80, 100, 120])('stays within %i columns', (columns) => {
    const long = resultWith({ file: `${'long-name-'.repeat(8)}.yaml` });
    const text = codeMatrixText([long, ...results], pageOf({ colour: false, columns }));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });
});
