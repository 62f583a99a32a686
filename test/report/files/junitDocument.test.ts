import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { junitDocument } from '../../../src/report/files/junitDocument.js';

/** The texts and the attributes of a document. @throws when it is no XML */
function read(xml: string): { readonly texts: readonly string[]; readonly values: readonly string[] } {
  const texts: string[] = [];
  const values: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => texts.push(text));
  parser.on('opentag', ({ attributes }) => values.push(...Object.values(attributes)));
  parser.write(xml).close();
  return { texts, values };
}

/** A document in which each text has its place. */
function documentWith(text: string): string {
  const breach = { type: text, message: text, text };
  return junitDocument(text, [
    { name: text, properties: { key: text }, cases: [{ name: text, file: text, failure: breach, output: text }] },
    { name: text, cases: [{ name: text, skipped: text }, { name: text, error: breach }, { name: 'passed' }] },
  ]);
}

describe('a JUnit report', () => {
  test('is XML for all texts, half characters and what no XML can carry among them', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(']]>', '<', '&', '"', "'", '\r', '\n', '\0', '\ud800', '\uffff', '\u{1f600}', '<![CDATA['),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 20 }), (units) => {
        expect(() => read(documentWith(units.join('')))).not.toThrow();
      }),
      { seed: 20161, numRuns: 300 },
    );
  });

  test("says 'a]]>b]]>c' as it stands, and nothing that a terminal would obey", () => {
    const { texts, values } = read(documentWith('a]]>b]]>c'));
    expect(texts.filter((text) => text.trim() !== '')).toEqual(Array(3).fill('a]]>b]]>c'));
    expect(values.filter((value) => value === 'a]]>b]]>c')).toHaveLength(17);
    expect(read(documentWith('\u009b31m\u202e')).values).toContain('\ufffd31m\ufffd');
  });

  test('counts what it has, as a whole and by suite', () => {
    const told = documentWith('x').match(/ tests="\d+" failures="\d+" errors="\d+" skipped="\d+"/g);
    expect(told).toEqual([
      ' tests="4" failures="1" errors="1" skipped="1"',
      ' tests="1" failures="1" errors="0" skipped="0"',
      ' tests="3" failures="0" errors="1" skipped="1"',
    ]);
  });

  test('has no element without what it would hold', () => {
    expect(junitDocument('empty', [{ name: 'a', cases: [{ name: 'b', file: '' }] }])).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="empty" tests="1" failures="0" errors="0" skipped="0">
  <testsuite name="a" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="a" name="b"/>
  </testsuite>
</testsuites>
`,
    );
  });
});
