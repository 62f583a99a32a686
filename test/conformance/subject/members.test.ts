import { describe, expect, test } from 'vitest';
import { counted } from '../../../src/conformance/subject/counted.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import { neededMembers, optionalMembers } from '../../../src/conformance/subject/members.js';
import { patient } from '../../../src/conformance/subject/patient.js';
import { readDriver } from '../../../src/conformance/subject/readDriver.js';

const names = [...Object.keys(neededMembers), ...optionalMembers];
/** A driver that has all members, each of which just says what it is. */
const full = Object.fromEntries(names.map((name) => [name, () => name])) as unknown as Driver;
const whole: Driver = { ...full, name: 'whole', charts: {} };

describe('a driver in front of another one has all of its members', () => {
  const fronts: readonly [string, (driver: Driver) => Driver][] = [
    ['that counts', (driver) => counted(driver, { made: 0 })],
    ['that guards', (driver) => guarded(driver)],
    ['that waits', (driver) => patient(driver, { declares: { staleForMs: 5 } })],
    ['as it is read', (driver) => readDriver(driver, 'driver')],
  ];
  test.each(fronts)('%s', (_, front) => {
    expect(Object.keys(front(whole)).toSorted()).toEqual(Object.keys(whole).toSorted());
  });
});
