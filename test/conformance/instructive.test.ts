import { describe, expect, test } from 'vitest';
import { type ReplayByHand, replayByHand } from '../../src/conformance/run/replayByHand.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import type { Tier } from '../../src/conformance/subject/tier.js';
import { mutants } from '../../src/subjects/mutants.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';

const alpha = { method: 'CreateClone', on: 'alpha', with: {} } as const;

interface Story {
  readonly mutant: string;
  readonly property: string;
  readonly tier: Tier;
  readonly tell: (run: ReplayByHand) => Promise<unknown>;
}

/** The five mutants that teach most, each with the few calls that find it out. Its page shows some of these calls. */
const stories: readonly Story[] = [
  {
    mutant: 'half-size-clone',
    property: 'OUT-4096',
    tier: 'roomy',
    tell: async (run) => {
      await run.call(alpha);
      await run.look();
    },
  },
  {
    mutant: 'clone-follows-source',
    property: 'POINT-IN-TIME',
    tier: 'roomy',
    tell: async (run) => {
      await run.call(alpha);
      await run.advance(60_000);
      await run.look();
      await run.act({ do: 'write', volume: 'alpha', offset: 0, length: 512, tag: 'later' });
      await run.look();
    },
  },
  {
    mutant: 'race-for-room',
    property: 'LINEARIZABLE',
    tier: 'tight',
    tell: async (run) => {
      const inTurn = Array.from({ length: 21 }, (_, turn) => turn % 3);
      await run.overlap([alpha, alpha, alpha], inTurn);
    },
  },
  {
    mutant: 'lost-reply-makes-two',
    property: 'LOST-REPLY',
    tier: 'roomy',
    tell: async (run) => {
      await run.probe('LOST-REPLY', [alpha], 0);
    },
  },
  {
    mutant: 'reserves-nothing',
    property: 'RESERVE',
    tier: 'roomy',
    tell: async (run) => {
      await run.probe('RESERVE', [alpha], 0);
    },
  },
];

async function shows({ tier, property, tell }: Story, driver: Driver): Promise<void> {
  const run = await replayByHand(driver, tier);
  await tell(run);
  run.expect(property);
}

describe('the few calls that find it out', () => {
  test.each(stories)('$property: $mutant', async (story) => {
    const mutant = mutants.find(({ name }) => name === story.mutant);
    if (mutant === undefined) throw new Error(`there is no ${story.mutant}`);
    await expect(shows(story, mutant.make())).rejects.toThrow();
    await shows(story, simulatorDriver());
  });
});
