import { describe, expect, test } from 'vitest';
import { changeOf, filledIn, readObject, readParameters } from '../../../src/console/console/filledForms.js';
import type { FormField, ParameterForm } from '../../../src/server/console/contract/forms.js';

const parameter = (name: string, parts: Partial<ParameterForm> = {}): ParameterForm => ({
  name,
  type: 'string',
  of: null,
  element: null,
  array: false,
  optional: true,
  secret: false,
  size: false,
  values: null,
  since: null,
  ...parts,
});

describe('what is written for a parameter', () => {
  test.each<[string, Partial<ParameterForm>, string, unknown]>([
    ['a text', {}, 'monday', 'monday'],
    ['a text of digits', {}, '5', '5'],
    ['an empty text', {}, '""', ''],
    ['a number', { type: 'uint16' }, '5', 5],
    ['no number where one is meant, for the array to judge', { type: 'uint16' }, 'five', 'five'],
    ['a number that JSON would round', { type: 'uint64' }, '18446744073709551615', '18446744073709551615'],
    ['a size as people write it', { type: 'uint64', size: true }, '10 GiB', '10 GiB'],
    ['a flag', { type: 'boolean' }, 'false', false],
    ['a list', { type: 'uint16', array: true }, '[1, 2]', [1, 2]],
    ['no list where one is meant', { array: true }, 'one', 'one'],
  ])('%s', (_, parts, text, expected) => {
    expect(readParameters([parameter('it', parts)], { it: text })).toEqual({ it: expected });
  });

  test('what is left empty is not given', () => {
    expect(readParameters([parameter('one'), parameter('other')], { one: '' })).toEqual({});
  });
});

const field = (name: string, parts: Partial<FormField> = {}): FormField => ({
  name,
  label: name,
  kind: 'text',
  required: false,
  choices: [],
  initial: '',
  ...parts,
});

test('a form has what stands in it before anybody writes, and nothing for what is empty', () => {
  const fields = [field('size', { initial: 'all' }), field('pool'), field('tag', { initial: 'x' })];
  expect(filledIn(fields, { tag: '' })).toEqual({ size: 'all' });
});

test('a change has numbers and flags as JSON has them, and texts as they are written', () => {
  const fields = [field('jobs', { kind: 'number' }), field('usable', { kind: 'flag' }), field('pool')];
  expect(changeOf(fields, { jobs: '4', usable: 'true', pool: '7' })).toEqual({ jobs: 4, usable: true, pool: '7' });
});

test.each(['', '7', 'null', '[1]', '{'])('%j is no object', (text) => expect(readObject(text)).toBeNull());
test('an object is what it says', () =>
  expect(readObject('{ "limits": { "volumes": 1 } }')).toEqual({ limits: { volumes: 1 } }));
