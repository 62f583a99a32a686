import { describe, expect, test } from 'vitest';
import { createCloneCodes, type StorageArray } from '../../src/index.js';
import { isAfterEffect } from '../../src/vocabulary/steps.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, causes, keyOf } from './causes.js';
import { answer, type Cause, callWith, decidedBy, standardArray } from './standardArray.js';
import { engineWithout, engineWithoutRows, type Row, rowsOf } from './tables.js';

describe.each(versions)("every row of CreateClone's table in %s", (version) => {
  const rows = rowsOf(version);

  test.each(rows.map((row) => [keyOf(row), row] as const))('%s answers to its cause', (key, row) => {
    const cause = causeOf(row);
    const array = standardArray(version, [cause]);
    const finish = callWith(array, [cause]);
    const before = array.digest('observable');
    const counted = ids(array);
    const reply = finish();
    expect(decidedBy(reply)).toBe(key);
    expect(reply.decided.atMs).toBe(array.now);
    const relays = row.code > 43_000 && row.code < 44_000;
    expect(reply).toMatchObject({
      ReturnValue: row.code,
      TargetStorageVolume: null,
      Job: null,
      ExtendedStatus: {
        Description: Object.values(createCloneCodes).find(({ code }) => code === row.code)?.label,
        Operation: 'MSFT_SMStorageVolume.CreateClone',
        ProviderName: 'arraysim SMI-S provider',
        StatusCode: row.code,
        SMErrorSource: relays || row.step === 'array' ? 2 : 1,
        SMErrorCode: relays ? row.code - 43_000 : row.code,
        SMMessage: expect.stringMatching(!row.natural ? / \(forced\)$/ : /^(?!.*(undefined|null|NaN)).{10,}$/),
        SMDetails: isAfterEffect(row.step) ? expect.stringMatching(/./) : '',
      },
    });
    expect(array.violations()).toEqual([]);
    if (isAfterEffect(row.step)) return;
    // A refusal changes nothing, and mints no id.
    expect(array.digest('observable')).toBe(before);
    expect(ids(array)).toEqual(counted);
  });

  test('none of them can be left out: without the row its example is answered otherwise', () => {
    const superfluous = rows.filter((row) => {
      const cause = causeOf(row);
      // Without its row a forced outcome is unknown, and refused as such.
      if (!row.natural) return false;
      return decidedBy(answer(version, [cause], engineWithout(row))) === keyOf(row);
    });
    expect(superfluous.map(keyOf)).toEqual([]);
  });

  test('none of the forced ones can be left out: without the row, failAt no longer leads there', () => {
    const superfluous = rows.filter((row) => {
      if (row.natural) return false;
      try {
        return decidedBy(answer(version, [causeOf(row)], engineWithout(row))) === keyOf(row);
      } catch (error) {
        if ((error as Error).name === 'BadInputError') return false;
        throw error;
      }
    });
    expect(superfluous.map(keyOf)).toEqual([]);
  });
});

test('every cause is that of a row', () => {
  const known = new Set(versions.flatMap((version) => rowsOf(version).map(keyOf)));
  expect(Object.keys(causes).filter((key) => !known.has(key))).toEqual([]);
});

test('a call without any cause meets no row', () => {
  expect(versions.map((version) => decidedBy(answer(version, [])))).toEqual(Array(3).fill('serviceReply.jobStarted'));
});

describe.each(['2012', '2012R2'] as const)('%s lacks the codes of 2016', (version) => {
  const codes = (cause: Cause) => {
    const reply = answer(version, [cause]);
    return [decidedBy(reply), reply.ReturnValue];
  };
  const causeNamed = (key: string): Cause => {
    const cause = causes[key];
    if (cause === undefined) throw new Error(`no cause ${key}`);
    return cause;
  };

  test.each([
    ['service.sourceUnknown', 'invoke.notFound', 43006],
    ['service.poolUnknown', 'invoke.notFound', 43006],
    ['service.role', 'authenticate.role', 43002],
    ['array.free', 'array.free', 4],
    ['array.replicas', 'array.replicas', 4],
    ['array.volumes', 'array.volumes', 4],
    ['array.metadata', 'array.metadata', 4],
    ['array.queue', 'array.queue', 4],
    // A stale cache is harmless there, and the call goes on.
    ['invoke.sourceStale', 'serviceReply.jobStarted', 4096],
    ['invoke.poolStale', 'serviceReply.jobStarted', 4096],
    ['invoke.capabilitiesStale', 'serviceReply.jobStarted', 4096],
  ] as const)('the cause of %s is answered by %s with %i', (key, row, code) => {
    expect(codes(causeNamed(key))).toEqual([row, code]);
  });

  test('a volume that was deleted before the call is not found', () => {
    expect(codes({ before: (array) => array.outOfBand.delete('db') })).toEqual(['invoke.notFound', 43006]);
  });

  test('the certificate, the role and the rest do not depend on the version', () => {
    const differing = rowsOf(version).filter((row) => {
      const modern = rowsOf('2016').find((other) => keyOf(other) === keyOf(row));
      return modern?.code !== row.code;
    });
    expect(differing.map((row: Row) => `${keyOf(row)} ${row.code}`)).toEqual([
      'authenticate.role 43002',
      'invoke.notFound 43006',
      'array.free 4',
      'array.overcommit 4',
      'array.replicas 4',
      'array.volumes 4',
      'array.metadata 4',
      'array.queue 4',
    ]);
  });
});

/** The ids that the next clone gets, on a copy that refuses nothing. */
function ids(array: StorageArray): unknown {
  const copy = engineWithoutRows.loadArray(array.save());
  copy.set({ limits: { runningJobs: 100 } });
  const { TargetStorageVolume, Job } = copy.createClone('snap');
  return { TargetStorageVolume, Job };
}
