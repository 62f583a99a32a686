import { expect, test } from 'vitest';
import { pageOf } from '../../../src/report/text/page.js';
import { type Column, renderRows, renderTable } from '../../../src/report/text/table.js';

const columns: readonly Column[] = [
  { head: 'code', cells: ['40002', '0'], align: 'right' },
  { head: 'label', cells: ['There are not enough resources to complete the operation.', 'Success'], least: 12 },
  { head: 'decided at', cells: ['readCapabilities', 'serviceReply'], optional: true },
  { head: 'shown by', cells: ['credentials-expire-between-two-calls', 'copy-within-the-call'], least: 12 },
];
const at = (width: number | undefined) => renderTable(columns, pageOf({ colour: false, columns: width }));

test('where there is no terminal, each row is a line, and nothing is cut off', () => {
  expect(at(undefined)).toEqual([
    ' code  label                                                      decided at        shown by',
    '40002  There are not enough resources to complete the operation.  readCapabilities  credentials-expire-between-two-calls',
    '    0  Success                                                    serviceReply      copy-within-the-call',
  ]);
});

test.each([60, 70, 80, 100, 120])('in a terminal of %i columns it fits, and no word is broken', (width) => {
  const lines = at(width);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  const words = lines.flatMap((line) => line.split(/[\s-]+/)).filter((word) => word !== '');
  const all = columns.flatMap(({ head, cells }) => [head, ...cells]).flatMap((text) => text.split(/[\s-]+/));
  expect(words.filter((word) => !all.includes(word))).toEqual([]);
  for (const word of ['operation.', 'credentials', 'calls', 'Success']) expect(words).toContain(word);
});

test('a column that may be left out is the first to go', () => {
  const wider = columns.map((column) => (column.head === 'label' ? { ...column, least: 24 } : column));
  const text = (width: number) => renderTable(wider, pageOf({ colour: false, columns: width })).join('\n');
  expect(text(60)).not.toContain('serviceReply');
  expect(text(100)).toContain('serviceReply');
});

test('the lines of each row are told apart', () => {
  const rows = renderRows(columns, pageOf({ colour: false, columns: 60 }));
  expect(rows).toHaveLength(3);
  expect(rows[1]?.length).toBeGreaterThan(1);
  expect(rows[2]?.[0]).toMatch(/^ {4}0 {2}Success/);
});

test('a word that is longer than any should be is broken rather than the table', () => {
  const long = [{ head: 'name', cells: ['x'.repeat(200)], least: 10 }];
  const lines = renderTable(long, pageOf({ colour: false, columns: 60 }));
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.slice(1).join('')).toBe('x'.repeat(200));
});
