import { expect, test } from 'vitest';
import { createClone } from '../../src/operations/createClone.js';
import { isNatural } from '../../src/operations/operation.js';
import { steps } from '../../src/vocabulary/steps.js';
import { causes } from './causes.js';
import { endings } from './endings.js';

// What the tables say is not asked here, only whether somebody outside of them knows of each row.
const rows = steps.flatMap((step) =>
  (createClone.checks[step] ?? []).filter(isNatural).map(({ because }) => `${step}.${because}`),
);

test('CAUSE-SOUND knows of every row that has a cause, and of no other', () => {
  expect(causes.map(({ step, because }) => `${step}.${because}`).sort()).toEqual([...rows].sort());
});

test('JOB-CAUSE knows of every settlement that has a cause, and of no other', () => {
  const settlements = createClone.settle.filter(({ when }) => when !== undefined).map(({ because }) => because);
  expect(endings.map(({ because }) => because).sort()).toEqual([...settlements].sort());
});
