import { expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import { counted } from '../../../src/conformance/subject/counted.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { foreignDriver } from '../../examples/foreign/driver.js';
import { subject } from '../subject.js';

test('each use of a member is a request, those of a twin among them, and the end is none', async () => {
  const made = { made: 0 };
  const driver = counted(subject({ advance: () => {}, twin: () => subject(), close: () => {} }), made);
  expect(Object.keys(driver).toSorted()).toEqual(
    ['advance', 'call', 'capabilities', 'close', 'name', 'observe', 'reset', 'twin'].toSorted(),
  );
  await driver.reset('roomy');
  await driver.observe({ kind: 'now' });
  await driver.advance?.(5);
  const twin = await driver.twin?.('fork');
  await twin?.observe({ kind: 'now' });
  await driver.close?.();
  expect(made.made).toBe(5);
});

test('a report tells how many requests its verdict took', async () => {
  const inner = foreignDriver({});
  let asked = 0;
  const members = ['capabilities', 'reset', 'call', 'observe', 'act', 'overlap', 'advance'] as const;
  const counting: Driver = { ...inner };
  for (const name of members) {
    const member = inner[name]?.bind(inner) as (...given: unknown[]) => unknown;
    const counts = (...given: unknown[]): unknown => {
      asked++;
      return member(...given);
    };
    Object.assign(counting, { [name]: counts });
  }
  const { requests, calls } = await conform(counting, { levels: ['core', 'jobs'], runs: 5 });
  expect(requests).toBe(asked);
  expect(requests).toBeGreaterThan(calls);
});
