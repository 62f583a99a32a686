import { expect, test } from 'vitest';
import { BadInputError } from '../../src/vocabulary/badInput.js';
import { resolveProfile } from '../../src/vocabulary/profile.js';

test.each(['full', '', 'constructor', 'toString', '__proto__'])('no profile is named %j', (name) => {
  expect(() => resolveProfile(name, 'profile')).toThrow(BadInputError);
  expect(() => resolveProfile({ base: name }, 'profile')).toThrow(BadInputError);
});

test('a profile that is changed keeps the rest of its base', () => {
  const base = resolveProfile('full-copy', 'profile');
  const changed = resolveProfile({ base: 'full-copy', limits: { queuedJobs: 0 } }, 'profile');
  expect(changed).toEqual({ ...base, limits: { ...base.limits, queuedJobs: 0 } });
});
