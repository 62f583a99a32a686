import { expect, test } from 'vitest';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { type ProfileName, profiles } from '../../../src/vocabulary/profile/choice.js';
import { versions } from '../../../src/vocabulary/versions.js';
import { overTheWire } from './overTheWire.js';
import { compared, verdictOf, wrongInside } from './verdicts.js';

// What verdicts.test.ts leaves out.

const paths = ['/cimom', '/wsman'] as const;
const swapped = wrongInside.map((mutant, at) => ({ mutant, name: mutant.name, path: paths[(at + 1) % 2] ?? '/cimom' }));

test.each(swapped)('$name is found out by the same properties at $path', async ({ mutant, path }) => {
  const { served, missed } = await compared(mutant, path);
  expect(served.verdict).toBe('does not conform');
  expect(missed).toEqual([]);
});

// The names of the profiles are its keys.
const subjects = (Object.keys(profiles) as ProfileName[]).flatMap((profile) =>
  versions.flatMap((version) => paths.map((path) => ({ profile, version, path }))),
);

test.each(subjects)('nothing is held against $profile of $version at $path', async ({ profile, version, path }) => {
  const simulator = simulatorDriver({ profile, version });
  const driver = await overTheWire(simulator, simulator, path);
  const { broken } = await verdictOf(driver, { levels: ['core', 'capacity', 'jobs'], runs: 6 });
  expect(broken).toEqual([]);
});
