import { describe, expect, test } from 'vitest';
import { tiers } from '../../src/conformance/subject/tier.js';
import { wrongAccess } from '../../src/subjects/mutants/access.js';
import { wrongCreations } from '../../src/subjects/mutants/creations.js';
import { wrongDeletions } from '../../src/subjects/mutants/deletions.js';
import { wrongDiagnoses } from '../../src/subjects/mutants/diagnoses.js';
import { wrongDiscoveries } from '../../src/subjects/mutants/discoveries.js';
import { wrongDrives } from '../../src/subjects/mutants/drives.js';
import type { ArrayMutant } from '../../src/subjects/mutants/mutant.js';
import { wrongPoolMaking } from '../../src/subjects/mutants/poolMaking.js';
import { wrongPools } from '../../src/subjects/mutants/pools.js';
import { wrongAnswers } from '../../src/subjects/mutants/questions.js';
import { wrongResizes } from '../../src/subjects/mutants/resizes.js';
import { wrongSizes } from '../../src/subjects/mutants/sizes.js';
import { wrongSnapshots } from '../../src/subjects/mutants/snapshots.js';
import { mutants } from '../../src/subjects/mutants.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { Life, SeenOtherwise, stories } from './stories.js';
import { storiesOfChanges } from './storiesOfChanges.js';

/** What is seen of a driver in a story.
 * @throws SeenOtherwise for the first line that is not what is `right`
 */
async function seen(
  driver: ReturnType<ArrayMutant['make']>,
  name: string,
  { base }: ArrayMutant,
  right?: readonly string[],
): Promise<string[]> {
  const story = stories[name];
  if (story === undefined) throw new Error(`there is no story ${name}`);
  const life = new Life(driver, isRemote(base) ? { TargetPool: 'far' } : {}, right);
  await life.begin(story.tier);
  await story.tell(life);
  return life.seen;
}

/** Stories of other methods than CreateClone, which show at once what is wrong with these. */
const ofOthers = [
  'what is deleted',
  'what becomes of pools',
  'what pools are made of',
  'what becomes of drives',
  'what sizes there are',
  'what replication can do',
  'what becomes of snapshots',
  ...Object.keys(storiesOfChanges),
  'what is created',
  'what snapshots replicas are',
];
const isOfOthers = new Set(
  [
    ...wrongDeletions,
    ...wrongPools,
    ...wrongSizes,
    ...wrongAnswers,
    ...wrongSnapshots,
    ...wrongDiscoveries,
    ...wrongDiagnoses,
    ...wrongAccess,
    ...wrongResizes,
    ...wrongPoolMaking,
    ...wrongDrives,
    ...wrongCreations,
  ].map(({ name }) => name),
);

/** The first thing that is seen otherwise than of an array that is correct, and in which story. */
async function difference(mutant: ArrayMutant): Promise<string | undefined> {
  for (const name of isOfOthers.has(mutant.name) ? [...ofOthers, ...Object.keys(stories)] : Object.keys(stories)) {
    const right = await base(mutant, name);
    const what = await seen(mutant.make(), name, mutant, right).then(
      (wrong) => (wrong.length === right.length ? undefined : 'less'),
      (error: unknown) => {
        if (error instanceof SeenOtherwise) return error.message;
        throw error;
      },
    );
    if (what !== undefined) return `${name}: ${what}`;
  }
  return undefined;
}

const known = new Map<string, Promise<string[]>>();

function base(mutant: ArrayMutant, name: string): Promise<string[]> {
  const key = `${name} ${JSON.stringify(mutant.base)}`;
  const before = known.get(key) ?? seen(simulatorDriver(mutant.base), name, mutant);
  known.set(key, before);
  return before;
}

function isRemote({ profile }: ArrayMutant['base']): boolean {
  return (typeof profile === 'object' && 'base' in profile ? profile.base : profile) === 'remote-only';
}

describe('mutants', () => {
  test('are many, and each has a name and a sentence of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(80);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ wrong }) => wrong)).size).toBe(mutants.length);
    for (const { name, wrong } of mutants) {
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(wrong).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('are made afresh, reset, and answer', async () => {
    for (const { name, make, base } of mutants) {
      const driver = make();
      expect(driver.name).toBe(name);
      const pristine = JSON.stringify(await make().observe({ kind: 'pools' }));
      for (const tier of tiers) {
        await driver.reset(tier);
        const [alpha] = await driver.observe({ kind: 'volumes' });
        const far = (await driver.observe({ kind: 'pools' })).find(({ isRemote }) => isRemote);
        const place = isRemote(base) && far !== undefined ? { TargetPool: far.id } : {};
        const reply = await driver.call('CreateClone', alpha?.id ?? '', place, { deadlineMs: 1000 });
        expect(reply).toHaveProperty('ReturnValue', expect.any(Number));
      }
      expect(JSON.stringify(await make().observe({ kind: 'pools' }))).toBe(pristine);
    }
  });

  test('are none in disguise: a correct array is like itself', async () => {
    const healthy = { name: 'healthy', wrong: '', base: {}, make: () => simulatorDriver() };
    expect(await difference(healthy)).toBeUndefined();
  });

  test('each is seen to be wrong in a story', async () => {
    const lines = [];
    for (const mutant of mutants) lines.push(`${mutant.name.padEnd(34)} ${(await difference(mutant)) ?? 'NEVER'}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../golden/mutants.txt');
    expect(lines.filter((line) => line.endsWith('NEVER'))).toEqual([]);
  }, 300_000);
});
