import { expect, test } from 'vitest';
import { reasonText } from '../../../src/conformance/checks/reasonText.js';
import { judge } from '../../../src/conformance/model/judge.js';
import { initialState } from '../../../src/conformance/model/state.js';
import type { Call, Given } from '../../../src/conformance/subject/call.js';
import { clone } from '../clone.js';
import { advertised, seen } from '../subject.js';

const state = initialState(seen.pools, seen.volumes);
const words = (call: Call) => {
  const declares = { halfCredentials: 'refused', emptyNames: 'refused' } as const;
  const { input, certain } = judge({ ...advertised, declares }, state, call, undefined);
  return certain.map((rule) => reasonText(rule, input));
};

test.each<[Given, string]>([
  [{ password: 'x' }, "'malformed' (password without username)"],
  [{ username: 'x' }, "'malformed' (username without password)"],
  [{ ElementName: '' }, "'malformed' (ElementName is '')"],
  [{ ElementName: 'n'.repeat(65) }, "'malformed' (ElementName has 65 characters, and the longest has 64)"],
  [{ TargetPool: '' }, "'malformed' (TargetPool is '')"],
  [{ TargetPool: 'v1' }, "'malformed' (TargetPool is the id of a volume, v1)"],
])('a clone with %j is refused for %s', (given, expected) => expect(words(clone('v1', given))[0]).toBe(expected));

test('other methods say which of their arguments is malformed', () => {
  expect(words({ method: 'GetSizesInfo', on: 'p1', with: {} })).toContain(
    "'malformed' (PoolSettingObjectId is not given)",
  );
  const features = (given: Given): Call => ({
    method: 'GetSupportedFeatures',
    on: 'MSFT_SMReplicationCapabilities',
    with: given,
  });
  expect(words(features({}))).toContain("'malformed' (ReplicationType is not given)");
  expect(words(features({ ReplicationType: 99 }))).toContain("'malformed' (ReplicationType is 99)");
});

test('a shortage says how much there is', () => {
  const tight = { ...advertised, limits: { ...advertised.limits, replicasPerSource: 0 } };
  const { input, certain } = judge(
    tight,
    initialState(
      seen.pools.map((pool) => ({ ...pool, free: 1024 })),
      seen.volumes,
    ),
    clone('v1'),
    undefined,
  );
  expect(certain.map((rule) => reasonText(rule, input))).toEqual([
    "'free' (2048 B are needed, and p1 has 1024 B free)",
    "'replicas' (limits.replicasPerSource is 0)",
  ]);
});

test('a reason that says it all goes by its name', () => {
  expect(words(clone('nobody'))).toContain("'sourceUnknown'");
});
