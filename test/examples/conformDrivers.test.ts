import { describe, expect, test } from 'vitest';
import { readDriverFile } from '../../src/cli/conform/driverFile.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { SubjectError } from '../../src/conformance/subject/subjectError.js';

const driverOf = async (name: string): Promise<Driver> =>
  (await readDriverFile(`conform/${name}.mjs`, new URL('.', import.meta.url).pathname)).driver;

describe('the example driver', () => {
  test('sets up what the tiers describe', async () => {
    const driver = await driverOf('driver');
    for (const [tier, room] of [
      ['tight', 2],
      ['roomy', 10],
    ] as const) {
      await driver.reset(tier);
      const smallest = (await driver.observe({ kind: 'volumes' })).toSorted((one, other) => one.size - other.size)[0];
      const codes: number[] = [];
      for (let clones = 0; clones <= room; clones++) {
        const reply = await driver.call('CreateClone', smallest?.id ?? '', {}, { deadlineMs: 1000 });
        if ('ReturnValue' in reply) codes.push(reply.ReturnValue);
      }
      const last = tier === 'tight' ? 40002 : 4096;
      expect(codes).toEqual([...Array(room).fill(4096), last]);
    }
  });

  test('makes clones that are usable when their jobs have completed', async () => {
    const driver = await driverOf('driver');
    await driver.reset('roomy');
    const reply = await driver.call('CreateClone', 'volume-1', { ElementName: 'copy' }, { deadlineMs: 1000 });
    expect(reply).toMatchObject({ ReturnValue: 4096, TargetStorageVolume: 'volume-4', Job: 'job-1' });
    await driver.advance?.(3);
    expect(await driver.observe({ kind: 'job', id: 'job-1' })).toMatchObject({ jobState: 4, percentComplete: 75 });
    expect(await driver.observe({ kind: 'volume', id: 'volume-4' })).toMatchObject({ usable: false, name: 'copy' });
    await driver.advance?.(1);
    expect(await driver.observe({ kind: 'job', id: 'job-1' })).toMatchObject({ jobState: 7, percentComplete: 100 });
    expect(await driver.observe({ kind: 'volume', id: 'volume-4' })).toMatchObject({
      usable: true,
      source: 'volume-1',
    });
    expect(await driver.act?.({ do: 'delete', volume: 'volume-4' })).toBe(true);
    expect(await driver.observe({ kind: 'volume', id: 'volume-4' })).toBeNull();
  });
});

describe('the bad example', () => {
  test('throws breaks down at its third look', async () => {
    const driver = await driverOf('throws');
    await driver.reset('roomy');
    await driver.observe({ kind: 'now' });
    await driver.observe({ kind: 'now' });
    await expect(driver.observe({ kind: 'now' })).rejects.toMatchObject({ kind: 'threw', member: 'observe' });
  });

  test('hangs answers no call, and does what it was asked for', async () => {
    const driver = await driverOf('hangs');
    await driver.reset('roomy');
    expect(await driver.call('CreateClone', 'volume-1', {}, { deadlineMs: 10 })).toEqual({ noReply: 'timeout' });
    expect(await driver.observe({ kind: 'volumes' })).toHaveLength(4);
  });

  test('garbage is found out at the first look', async () => {
    const driver = await driverOf('garbage');
    await driver.reset('roomy');
    const look = driver.observe({ kind: 'volumes' });
    await expect(look).rejects.toThrow(SubjectError);
    await expect(look).rejects.toThrow("observe({ kind: 'volumes' })[0].size: got '4194304 B', expected a number");
  });

  test('dropsReplies loses the same replies in every run, but not their effects', async () => {
    const driver = await driverOf('dropsReplies');
    const lost = async () => {
      await driver.reset('roomy');
      const replies: boolean[] = [];
      for (let calls = 0; calls < 30; calls++) {
        replies.push('noReply' in (await driver.call('CreateClone', 'volume-1', {}, { deadlineMs: 1000 })));
      }
      expect(await driver.observe({ kind: 'volumes' })).toHaveLength(33);
      return replies;
    };
    const once = await lost();
    expect(new Set(once)).toEqual(new Set([true, false]));
    expect(await lost()).toEqual(once);
  });
});
