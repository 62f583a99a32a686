import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../../src/report/text/page.js';
import { failuresText, scenarioText } from '../../../src/report/text/scenarioText.js';
import { failure, resultWith, row } from '../results.js';

const plain = pageOf({ colour: false });
const failed = resultWith({
  rows: [
    row(1, 'CreateClone db', 4096, 'serviceReply', 'jobStarted'),
    { ...row(2, 'CreateClone db', 40002), ok: false },
  ],
  failures: [failure(2)],
});

describe('the text of a scenario', () => {
  test('has a heading, a line a step, and the pools', () => {
    expect(scenarioText(resultWith(), plain)).toBe(
      `two clones
two-clones.yaml · seed 0 · Windows Server 2016 · full-copy
time          step  what             code  decided at    because     label
00:00:00.000     1  CreateClone db   4096  serviceReply  jobStarted  Method Parameters Checked - Job Started
00:00:00.000     2  CreateClone db  40002  array         free        There are not enough resources to complete the operation.
01:00:00.000     3  advance 1 h

gold  [████████████▓▓▓▓▓▓▓▓▓▓▓▓] used 100 GiB, reserved 100 GiB, free 0 B of 200 GiB
`,
    );
  });

  test('has a failure right below its step', () => {
    const lines = scenarioText(failed, plain).split('\n');
    const at = lines.findIndex((line) => line.includes('✗ 2'));
    expect(lines[at + 1]).toBe(
      '              ✗ At 00:00:00.000 in step 2, CreateClone db: expected code 0, got 40002. [two-clones.yaml:4:3]',
    );
  });

  test('is the same in colours but for the colours', () => {
    const coloured = scenarioText(failed, pageOf({ colour: true }));
    expect(coloured).not.toBe(scenarioText(failed, plain));
    expect(stripVTControlCharacters(coloured)).toBe(scenarioText(failed, plain));
  });

  test.each([60, 80, 100, 120, 300])('stays within a terminal of %i columns, and within 120', (columns) => {
    const long = resultWith({
      name: 'a name of words '.repeat(20),
      rows: [
        row(1, `set capabilities ${'x'.repeat(300)}`),
        row(2, 'CreateClone db', 40308, 'readCapabilities', 'clonesWithdrawn'),
      ],
      failures: [failure(1, { message: 'many words '.repeat(60) })],
    });
    const lines = scenarioText({ ...long, name: 'long' }, pageOf({ colour: false, columns })).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(columns, 120));
  });

  test('cuts nothing off: in a terminal a text takes several lines, and elsewhere one', () => {
    const text = `set capabilities ${'several words '.repeat(20)}`.trim();
    const long = resultWith({ rows: [row(1, text)] });
    expect(scenarioText(long, plain)).toContain(`${text}\n`);
    const lines = scenarioText(long, pageOf({ colour: false, columns: 60 })).split('\n');
    const from = lines.findIndex((line) => line.includes('set capabilities'));
    const words = lines
      .slice(from, lines.indexOf('', from))
      .map((line) => line.slice('00:00:00.000     1  '.length).trim());
    expect(words.join(' ')).toBe(text);
  });

  test('sends no control characters of a file to the terminal', () => {
    const odd = resultWith({ name: 'red\u001b[31m', rows: [row(1, 'set\u0007 volume\na')] });
    const text = scenarioText(odd, plain);
    expect(text).toContain('red\u{fffd}[31m');
    expect(text).toContain('set\u{fffd} volume a');
  });

  test('says when a reply was lost', () => {
    const lost = resultWith({ rows: [row(1, 'CreateClone db', null, 'serviceReply', 'replyLost')] });
    expect(scenarioText(lost, plain)).toMatch(/CreateClone db {2}lost {2}serviceReply {2}replyLost/);
  });

  test('can be its failures alone', () => {
    expect(failuresText(failed, plain)).toBe(
      `two clones
two-clones.yaml · seed 0 · Windows Server 2016 · full-copy
  ✗ At 00:00:00.000 in step 2, CreateClone db: expected code 0, got 40002. [two-clones.yaml:4:3]
`,
    );
  });
});
