import { expect, test } from 'vitest';
import { conformPage } from '../../../src/report/facts/conformPage.js';
import { mutantsPage } from '../../../src/report/facts/mutantsPage.js';
import { failure } from '../../conformance/failures.js';
import { matrix, property, reportWith } from '../conformanceReports.js';

const driverModule = { from: './driver.mjs', as: 'default', made: false } as const;
const pageOf = (changes: Parameters<typeof reportWith>[0] = {}) =>
  conformPage(reportWith(changes), driverModule, 'arraysim conform ./driver.mjs');

test('the codes of each method stand together, ascending, with what they mean', () => {
  const { methods } = pageOf().coverage;
  expect(methods.map(({ method }) => method)).toEqual(['CreateClone', 'Pool.Delete']);
  const [clone] = methods;
  expect(clone?.codes.slice(0, 2)).toEqual([
    { code: 0, label: expect.stringMatching(/success/i), count: 0 },
    { code: 4096, label: expect.stringMatching(/job/i), count: 7 },
  ]);
  const codes = clone?.codes.map(({ code }) => code) ?? [];
  expect(codes).toEqual(codes.toSorted((one, other) => one - other));
});

test('a chart is what its transitions say, and what was answered is told by the state of what was called on', () => {
  const cells = (...counts: readonly (readonly [string, number])[]) => counts.map(([name, count]) => ({ name, count }));
  const { coverage } = pageOf({
    coverage: {
      parts: [
        { title: 'method x code', cells: cells(['Pool.Delete 0', 2], ['Pool.Delete 15', 1]) },
        { title: 'element state x code', cells: cells(['offline x Pool.Delete 15', 1], ['online x Pool.Delete 0', 2]) },
        { title: 'transitions of job', cells: cells(['new -> running', 3], ['running -> done', 0]) },
        { title: 'transition pairs of job', cells: cells(['new -> running -> done', 0]) },
        { title: 'fault class x job phase', cells: cells(['refuse x new', 0], ['refuse x over', 2], ['lie x new', 1]) },
      ],
    },
  });
  expect(coverage.charts).toEqual([
    {
      chart: {
        name: 'job',
        initial: 'new',
        finals: ['done'],
        states: ['new', 'running', 'done'],
        arrows: [
          { from: 'new', to: 'running', events: [] },
          { from: 'running', to: 'done', events: [] },
        ],
      },
      counts: { 'new running': 3, 'running done': 0 },
      pairs: { reached: 0, of: 1, missing: ['new -> running -> done'] },
    },
  ]);
  expect(coverage.methods[0]?.states).toEqual([
    { state: 'offline', codes: [{ code: 15, count: 1 }] },
    { state: 'online', codes: [{ code: 0, count: 2 }] },
  ]);
  expect(coverage.phases).toEqual({
    columns: ['new', 'over'],
    rows: [
      { name: 'refuse', counts: [0, 2] },
      { name: 'lie', counts: [1, 0] },
    ],
  });
});

test('each step of a failure, and of its probes, leads to the pictures before and after it', () => {
  const picture = (nowMs: number) => ({ nowMs, elements: [], left: 0 });
  const moment = (step: number, inner: number | null, seen: number) => ({ step, inner, seen, model: null });
  const pictures = {
    shows: true,
    moments: [moment(0, null, 0), moment(1, null, 1), moment(2, 2, 2), moment(2, null, 2)],
    pictures: [picture(0), picture(1), picture(2)],
    left: 0,
  };
  const inside = [
    [],
    [
      { step: { do: 'look' }, answer: '' },
      { step: { do: 'advance', ms: 5 }, answer: '' },
      { step: { do: 'look' }, answer: 'twice', where: 'a twin' },
    ],
  ] as const;
  const run = { tier: 'tight', steps: [{ do: 'look' }, { do: 'probe', property: 'X', calls: [], number: 0 }] } as const;
  const told = { ...failure, run, inside, answers: ['seen', 'more'], pictures };
  const [broken] = pageOf({ properties: [property('X', { verdict: 'fail', failure: told })] }).properties;
  expect(broken?.failure?.steps.map(({ number, where, before, after }) => [number, where, before, after])).toEqual([
    ['1', null, 0, 1],
    ['2', null, 1, 3],
    ['2.1', null, 1, 1],
    ['2.2', null, 1, 2],
    ['2.3', 'a twin', null, null],
  ]);
  expect(broken?.failure?.steps.map(({ answer }) => answer)).toEqual(['seen', '', '', '', 'twice']);
});

test('a failure brings its test, and what replays it, line by line, with nothing that can not be seen', () => {
  const hostile = { ...failure, message: 'a \u202e name' };
  const [broken] = pageOf({ properties: [property('X', { verdict: 'fail', failure: hostile })] }).properties;
  const { test: lines, recorded } = broken?.failure ?? { test: [], recorded: [] };
  expect(lines.join('\n')).toContain("import driver from './driver.mjs';");
  expect(JSON.parse(recorded.join('\n'))).toMatchObject({ property: 'X', message: hostile.message, run: hostile.run });
  expect([...lines, ...recorded].join('')).not.toMatch(/\p{Bidi_Control}|\p{Cc}/u);
});

test('properties are in the order of what they are worth: how many mutants nobody else has found', () => {
  const page = mutantsPage(matrix());
  expect(page.summary.alive).toEqual(['forgets-the-third-job']);
  expect(page.byProperty[0]).toEqual({
    property: 'NO-LEAK',
    killed: ['refund-off-by-one-extent'],
    first: 1,
    only: ['refund-off-by-one-extent'],
  });
  expect(page.byProperty.map(({ property: name, first }) => [name, first])).toEqual([
    ['NO-LEAK', 1],
    ['CHARGE', 1],
    ['CLONE-CHAIN', 0],
    ['SHORTAGE-TIGHT', 0],
  ]);
});
