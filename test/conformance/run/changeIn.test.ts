import { expect, test } from 'vitest';
import { changeIn } from '../../../src/conformance/run/changeIn.js';

test.each<[unknown, unknown, string]>([
  [{ limits: { volumes: 10 } }, { limits: { volumes: 12 } }, 'limits.volumes was 10, and is 12'],
  [{ limits: { volumes: null } }, { limits: { volumes: 12 } }, 'limits.volumes was null, and is 12'],
  [{ tiers: ['roomy', 'tight'] }, { tiers: ['roomy', 'limits'] }, 'tiers[1] was "tight", and is "limits"'],
  [{ tiers: ['roomy'] }, { tiers: ['roomy', 'tight'] }, 'tiers was ["roomy"], and is ["roomy","tight"]'],
  [{ a: 1 }, { a: 1, methods: ['CreateClone'] }, 'methods was not there, and is ["CreateClone"]'],
  [{ account: { username: 'a' } }, { account: null }, 'account was {"username":"a"}, and is null'],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, 'its members come in another order'],
])('from %j to %j: %s', (before, after, words) => expect(changeIn(before, after)).toBe(words));
