import { expect, test } from 'vitest';
import type { ReplayByHand } from '../../src/conformance/run/replayByHand.js';
import { replayByHand } from '../../src/conformance/run/replayByHand.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import type { profiles } from '../../src/vocabulary/profile/choice.js';
import { clone } from './clone.js';

/** What the suite once held against an array that had done nothing wrong. */
const alarms: readonly {
  readonly about: string;
  readonly profile: keyof typeof profiles;
  readonly property: string;
  readonly tell: (run: ReplayByHand) => Promise<string>;
  /** What the last step answers. */
  readonly ends: RegExp;
}[] = [
  {
    about: 'a clone of what a killed job made keeps the extents that both share',
    profile: 'instant-clone',
    property: 'JOBFAIL-ATOMIC',
    tell: async (run) => {
      await run.call(clone('alpha', { TargetPool: 'silver' }));
      await run.call(clone('clone1'));
      await run.act({ do: 'control', job: 'job1', control: 'kill' });
      return run.look();
    },
    ends: /^$/,
  },
  {
    about: 'the last who shows them gives back extents of a source that was deleted before',
    profile: 'instant-clone',
    property: 'JOBFAIL-ATOMIC',
    tell: async (run) => {
      await run.call(clone('alpha', { TargetPool: 'silver' }));
      await run.call(clone('clone1'));
      await run.act({ do: 'control', job: 'job1', control: 'kill' });
      await run.look();
      await run.advance(600_000);
      return run.look();
    },
    ends: /^$/,
  },
  {
    about: 'a snapshot of a snapshot shows extents of the volume that both are of, which are in another pool',
    profile: 'instant-clone',
    property: 'CHARGE',
    tell: async (run) => {
      await run.call({ method: 'CreateSnapshot', on: 'charlie', with: { TargetPool: 'silver' } });
      await run.call({ method: 'CreateSnapshot', on: 'snapshot1', with: {} });
      expect(await run.call(clone('snapshot2'))).toBe('4096: clone3, job3');
      await run.advance(150_000);
      return run.look();
    },
    ends: /^$/,
  },
  {
    about: 'a job that a fault ends between two calls in flight gives its room to the second',
    profile: 'full-copy',
    property: 'LINEARIZABLE',
    tell: async (run) => {
      const inTurn = Array.from({ length: 24 }, (_, turn) => turn % 3);
      await run.call(clone('bravo'));
      await run.overlap([clone('snap'), clone('snap'), clone('snap')], inTurn);
      await run.advance(1000);
      const delay = { id: 'slow', fire: { max: 3 }, at: 'invoke', do: { delay: '2 s' } } as const;
      const fail = { id: 'fails', fire: { max: 3 }, at: 'jobEnd', do: { failJob: 'failed' } } as const;
      await run.arm({ version: 1, faults: [delay, fail] });
      await run.act({ do: 'leaveFree', pool: 'gold', bytes: 47 * 2 ** 20 });
      const first = [0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1];
      await run.overlap([clone('clone2'), clone('clone3')], first);
      const second = [0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 0, 0, 1];
      return run.overlap([clone('clone4'), clone('clone4')], second);
    },
    ends: /^40002: needs 24 MiB, pool gold has 23 MiB free.*, 4096$/,
  },
  {
    about: 'a call that is held makes its clone when it is released, though a look between has not shown one',
    profile: 'full-copy',
    property: 'ERR-ATOMIC',
    tell: async (run) => {
      await run.call(clone('charlie'));
      await run.arm({ version: 1, faults: [{ id: 'held', at: 'array', do: { hold: 'gate' } }] });
      expect(await run.call(clone('snap'))).toBe('no reply (timeout)');
      await run.look();
      await run.heal();
      return run.look();
    },
    ends: /^$/,
  },
  {
    about: 'a deletion that a fault holds may come after calls that found the volume there',
    profile: 'sync-only',
    property: 'MONOTONE-READ',
    tell: async (run) => {
      const held = { id: 'held', at: 'array', do: { hold: 'gate' }, fire: { max: 1 } } as const;
      await run.arm({ version: 1, faults: [held] });
      expect(await run.call({ method: 'StorageVolume.Delete', on: 'bravo', with: {} })).toBe('no reply (timeout)');
      expect(await run.call(clone('bravo'))).toMatch(/^0/);
      await run.heal();
      return run.look();
    },
    ends: /^$/,
  },
  {
    about: 'what one plan leaves behind says nothing of jobs that fail under the next',
    profile: 'full-copy',
    property: 'READ-YOUR-WRITES',
    tell: async (run) => {
      for (const residue of [{ residue: 'target' }, {}] as const) {
        const failing = { id: 'failing', at: 'jobStart', do: { failJob: { code: 'failed', ...residue } } } as const;
        await run.arm({ version: 1, faults: [failing] });
        await run.call(clone('alpha'));
        await run.advance(60_000);
        await run.heal();
      }
      return run.look();
    },
    ends: /^$/,
  },
];

test.each(alarms)('$property: $about', async ({ profile, property, tell, ends }) => {
  const run = await replayByHand(simulatorDriver({ profile }), 'roomy');
  expect(await tell(run)).toMatch(ends);
  run.expect(property);
});

test('calls in flight at once that all succeed leave one state, in whatever order they came', async () => {
  const run = await replayByHand(simulatorDriver(), 'roomy');
  const inTurn = Array.from({ length: 24 }, (_, turn) => turn % 3);
  // Six orders each time: by the third, more states than anybody follows.
  for (let times = 0; times < 4; times++) await run.overlap([clone('snap'), clone('snap'), clone('snap')], inTurn);
  expect(await run.call(clone('alpha'))).toMatch(/^4096/);
});
