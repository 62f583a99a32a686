import { expect, test } from 'vitest';
import { atLeast, versions } from '../../src/vocabulary/versions.js';

test('releases are ordered from 2012 to 2016', () => {
  expect(versions).toEqual(['2012', '2012R2', '2016']);
  expect(versions.map((version) => atLeast(version, '2012R2'))).toEqual([false, true, true]);
  expect(versions.every((version) => atLeast(version, version))).toBe(true);
});
