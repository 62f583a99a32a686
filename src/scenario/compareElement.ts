import { labelOf } from '../vocabulary/returnCodes.js';
import { formatSize, parseBytes, parseSize } from '../vocabulary/sizes.js';
import { numberOf } from './checkStep.js';
import { subjectOf } from './describeStep.js';
import { type Comparison, type Mismatch, mismatchesOf, same } from './mismatch.js';
import type { Expectation, ExpectationOf } from './schema.js';
import { type Stage, volumeIn } from './stage.js';

/** Holds an element of the array against what was expected of it. */
export function compareElement(stage: Stage, expected: Expectation): Mismatch[] {
  return mismatchesOf(subjectOf(expected), comparisonsOf(stage, expected));
}

function comparisonsOf(stage: Stage, expected: Expectation): Comparison[] {
  switch (expected.kind) {
    case 'volume':
      return ofVolume(stage, expected);
    case 'job':
      return ofJob(stage, expected);
    case 'pool':
      return ofPool(stage, expected);
    case 'volumes':
      return same('volumes', expected.volumes, stage.array.volumes().length);
  }
}

function ofVolume(stage: Stage, expected: ExpectationOf<'volume'>): Comparison[] {
  const { array } = stage;
  const volume = array.findVolume(volumeIn(stage, expected.volume));
  if (volume === undefined) return same('exists', expected.exists ?? true, false);
  const pool = array.pool(volume.pool).name;
  return [
    ...same('exists', expected.exists, true),
    ...same('name', expected.name, volume.name),
    ...same('pool', expected.pool, pool),
    ...sizes('size', expected.size, volume.size),
    ...same('state', expected.state, volume.state),
    ...same('usable', expected.usable, volume.usable),
    ...same('replicas', expected.replicas, volume.replicas),
    ...same('synchronization', expected.synchronization, volume.synchronization?.state ?? 'none'),
  ];
}

function ofJob({ array, calls }: Stage, expected: ExpectationOf<'job'>): Comparison[] {
  const labelled = calls.get(expected.job);
  const id = labelled !== undefined && 'reply' in labelled ? labelled.reply?.Job : expected.job;
  // A finished job is removed after a while.
  const job = array.jobs().find((one) => one.id === id);
  if (job === undefined) return same('exists', expected.exists ?? true, false);
  const error = expected.error === undefined ? undefined : numberOf(expected.error);
  return [
    ...same('exists', expected.exists, true),
    ...same('state', expected.state, job.state),
    ...same('percent', expected.percent, job.percentComplete),
    ...same('error', error, job.errorCode).map((one) => ({
      ...one,
      expected: errorInWords(error ?? 0),
      actual: errorInWords(job.errorCode),
    })),
  ];
}

function ofPool({ array }: Stage, expected: ExpectationOf<'pool'>): Comparison[] {
  const pool = array.pool(expected.pool);
  return [
    ...same('state', expected.state, pool.state),
    ...sizes('total', expected.total, pool.total),
    ...sizes('free', expected.free, pool.free),
    ...sizes('used', expected.used, pool.used),
    ...sizes('reserved', expected.reserved, pool.reserved),
    ...same('volumes', expected.volumes, pool.volumes),
  ];
}

/** Sizes are the same to the byte, or they are not the same. */
function sizes(what: string, written: string | number | bigint | undefined, actual: bigint): Comparison[] {
  if (written === undefined) return [];
  const expected = parseBytes(written, what);
  return [{ what, expected: inUnits(expected), actual: inUnits(actual), holds: expected === actual }];
}

/** The array counts in blocks, and a scenario's sizes were checked to be whole ones. */
function inUnits(bytes: bigint): string {
  return formatSize(parseSize(bytes, 'size'));
}

function errorInWords(code: number): string {
  return code === 0 ? '0 (no error)' : `${code} ${labelOf('CreateClone', code) ?? ''}`.trimEnd();
}
