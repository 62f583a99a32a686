import { inspect } from 'node:util';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { createArray } from '../../../src/engine/createArray.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import {
  type CheckedProfile,
  type ProfileChoice,
  type ProfileName,
  profiles,
  resolveProfile,
} from '../../../src/vocabulary/profile/choice.js';
import { profileSchema } from '../../../src/vocabulary/profile/profile.js';

const shipped = Object.entries(profiles) as [ProfileName, CheckedProfile][]; // the keys of an object literal

test.each(['full', '', 'constructor', 'toString', '__proto__'])('no profile is named %j', (text) => {
  // What no compiler lets pass.
  const name = text as ProfileName;
  expect(() => resolveProfile(name, 'profile')).toThrow(BadInputError);
  expect(() => resolveProfile({ base: name }, 'profile')).toThrow(BadInputError);
});

test('the names are what TypeScript knows, too', () => {
  expectTypeOf<'strict-names' | (typeof profiles)['full-copy'] | { base: 'full-copy' }>().toExtend<ProfileChoice>();
  expectTypeOf<'full_copy'>().not.toExtend<ProfileChoice>();
  expectTypeOf<{ base: 'full_copy' }>().not.toExtend<ProfileChoice>();
  // @ts-expect-error: a misspelt name does not compile
  expect(() => createArray({ profile: 'full_copy' })).toThrow("did you mean 'full-copy'?");
});

describe.each(shipped)('%s', (name, profile) => {
  test('is called what it is found by, and makes sense', () => {
    expect(profile.name).toBe(name);
    expect(resolveProfile({ ...profile }, 'profile')).toEqual(profile);
    expect(resolveProfile({ base: name }, 'profile')).toEqual(profile);
  });

  test('is frozen through and through', () => {
    for (const part of partsOf(profile)) expect(Object.isFrozen(part)).toBe(true);
  });

  test('is plain data when it is spread, written, printed, copied and parsed', () => {
    const data = JSON.parse(JSON.stringify(profile));
    expect(Object.keys(profile).toSorted()).toEqual(Object.keys(profileSchema.shape).toSorted());
    expect({ ...profile }).toStrictEqual(data);
    expect(structuredClone(profile)).toStrictEqual(data);
    expect(profileSchema.parse(profile)).toStrictEqual(data);
    expect(inspect(profile)).not.toMatch(/\bwith:|Function/);
  });

  test('says in its first sentence what it is like, and then what a client does', () => {
    const [first = '', ...rest] = profile.description.split('. ');
    expect(first.length).toBeLessThanOrEqual(59);
    expect(rest.join('. ')).toMatch(/ client .*\.$/);
  });
});

describe('with', () => {
  const profile = profiles['full-copy'];

  test('makes a changed, frozen copy that can be changed again', () => {
    const small = profile.with((draft) => {
      draft.limits.synchronizations = 0;
    });
    const smaller = small.with((draft) => {
      draft.capabilities.features.push(18);
      draft.provider.latency.connect = '2 s';
    });
    expect(smaller).toEqual({
      ...profile,
      limits: { ...profile.limits, synchronizations: 0 },
      capabilities: { ...profile.capabilities, features: [8, 51, 18] },
      provider: { ...profile.provider, latency: { connect: '2 s' } },
    });
    expect([profile.limits.synchronizations, small.capabilities.features]).toEqual([4_000_000, [8, 51]]);
    for (const part of partsOf(smaller)) expect(Object.isFrozen(part)).toBe(true);
  });

  test('needs no braces around an assignment', () => {
    // As `(draft) => (draft.name = 'mine')` does, which returns what it assigns.
    const recipe = (draft: { name: string }) => {
      draft.name = 'mine';
      return draft.name;
    };
    expect(profile.with(recipe).name).toBe('mine');
  });

  test('refuses what makes no sense, and a word that is no member', () => {
    const broken = () =>
      profile.with((draft) => {
        draft.capabilities.maximumReplicasPerSource = 0;
      });
    expect(broken).toThrow('profile.capabilities.maximumReplicasPerSource: got 0, expected at least 1, because');
    expect(() => profile.with((draft) => void Object.assign(draft.limits, { session: 1 }))).toThrow(
      "(did you mean 'sessions'?)",
    );
  });

  test('is what TypeScript knows, too: nothing is written outside of a recipe, and what is spread has no with', () => {
    expect(() => {
      // @ts-expect-error: a profile is read-only
      profile.limits.sessions = 1;
    }).toThrow(TypeError);
    // @ts-expect-error: a spread profile is data
    expect(() => ({ ...profile }).with(() => {})).toThrow(TypeError);
  });

  test('is no member: a profile that is spread or derived inline has the data alone', () => {
    expect('with' in { ...profile }).toBe(false);
    expect(resolveProfile({ ...profile, name: 'mine' }, 'profile').name).toBe('mine');
  });
});

describe('changes on top of a base', () => {
  test('keep the rest of it', () => {
    const base = resolveProfile('full-copy', 'profile');
    const changed = resolveProfile({ limits: { queuedJobs: 0 } }, 'profile');
    expect(changed).toEqual({ ...base, limits: { ...base.limits, queuedJobs: 0 } });
    const slow = resolveProfile({ base: 'slow-provider', provider: { latency: { connect: 0 } } }, 'profile');
    expect(slow.provider.latency).toEqual({ ...profiles['slow-provider'].provider.latency, connect: 0 });
  });

  test.each(['constructor', 'toString', '__proto__'])('have no member %s', (key) => {
    const changes = JSON.parse(`{ "limits": { "${key}": { "volumes": 1 } } }`);
    expect(() => resolveProfile(changes, 'profile')).toThrow(`profile.limits.${key}: got `);
  });
});

/** A profile, and every object and list in it. */
function partsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}
