import { expect, test } from 'vitest';
import {
  countCharacters,
  firstCharacters,
  isLongerThan,
  unwritable,
} from '../../../src/vocabulary/input/characters.js';

const emoji = '😀';

test.each([
  ['', 0],
  ['abc', 3],
  [emoji.repeat(16), 16],
  // A letter and its accent are two characters; half of a pair is one.
  ['e\u0301', 2],
  ['\ud83d', 1],
])('%j has %i characters', (text, count) => {
  expect(countCharacters(text)).toBe(count);
  expect(isLongerThan(text, count)).toBe(false);
  if (count > 0) expect(isLongerThan(text, count - 1)).toBe(true);
});

test('a text is cut between two characters', () => {
  expect(firstCharacters(`a${emoji}b`, 1)).toBe('a');
  expect(firstCharacters(`a${emoji}b`, 2)).toBe(`a${emoji}`);
  expect(firstCharacters(`a${emoji}b`, 3)).toBe(`a${emoji}b`);
});

test.each([
  ['\0', 'U+0000'],
  ['a\u0001b', 'U+0001'],
  ['\u001f', 'U+001F'],
  ['\ud800', 'U+D800'],
  ['\udc00\ud800', 'U+DC00'],
  [`${emoji}\ufffe`, 'U+FFFE'],
  ['\uffff', 'U+FFFF'],
  ['tab\t, line\n, return\r', undefined],
  ['\u007f\u0085\ue000\ufffd', undefined],
  [`${emoji} <a & "b"> Kopié`, undefined],
])('of %j XML cannot carry %s', (text, found) => {
  expect(unwritable(text)).toBe(found);
});
