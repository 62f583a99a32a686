import type { TaggedRange } from '../../engine/controls/host.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { ReadFailedError } from '../../vocabulary/readFailures.js';
import { blockSize } from '../../vocabulary/units/sizes.js';
import { subjectOf } from '../perform/describeStep.js';
import { jobOf, type RunContext, volumeIn } from '../perform/runContext.js';
import { numberOf } from '../read/checkStep.js';
import type { Expectation, ExpectationOf } from '../read/schema.js';
import { compareSize, inUnits } from './compareSize.js';
import { type Comparison, type Mismatch, mismatchesOf, same } from './mismatch.js';

/** Holds an element of the array against what was expected of it. */
export function compareElement(context: RunContext, expected: Expectation): Mismatch[] {
  return mismatchesOf(subjectOf(expected), comparisonsOf(context, expected), whyNot(context, expected));
}

/** What came closest to a fault that has not fired. */
function whyNot({ array }: RunContext, expected: Expectation): string | undefined {
  if (expected.kind !== 'fault') return undefined;
  return array.faults.ledger().find(({ fault }) => fault === expected.fault)?.closest ?? undefined;
}

/** What there is to be compared; where a fault lets the look fail, nothing but that. */
function comparisonsOf(context: RunContext, expected: Expectation): Comparison[] {
  const fails = 'readFails' in expected ? expected.readFails : undefined;
  try {
    return [...same('readFails', fails, 'nothing'), ...comparisonsOfElement(context, expected)];
  } catch (error) {
    if (!(error instanceof ReadFailedError)) throw error;
    return same('readFails', fails ?? 'nothing', error.why);
  }
}

function comparisonsOfElement(context: RunContext, expected: Expectation): Comparison[] {
  switch (expected.kind) {
    case 'volume':
      return ofVolume(context, expected);
    case 'job':
      return ofJob(context, expected);
    case 'pool':
      return ofPool(context, expected);
    case 'drive':
      return ofDrive(context, expected);
    case 'fault':
      return ofFault(context, expected);
    case 'volumes':
      return same('volumes', expected.volumes, context.array.volumes().length);
    case 'sessions':
      return ofSessions(context, expected);
  }
}

function ofSessions({ array }: RunContext, expected: ExpectationOf<'sessions'>): Comparison[] {
  const { state, caller } = expected;
  const meant = array.provider
    .sessions()
    .filter((one) => (state === undefined || one.state === state) && (caller === undefined || one.caller === caller));
  return same('sessions', expected.sessions, meant.length);
}

function ofVolume(context: RunContext, expected: ExpectationOf<'volume'>): Comparison[] {
  const { array } = context;
  const volume = array.findVolume(volumeIn(context, expected.volume));
  if (volume === undefined) return same('exists', expected.exists ?? true, false);
  return [
    ...same('exists', expected.exists, true),
    ...same('name', expected.name, volume.name),
    ...(expected.pool === undefined ? [] : same('pool', expected.pool, array.pool(volume.pool).name)),
    ...compareSize('size', expected.size, volume.size),
    ...same('state', expected.state, volume.state),
    ...same('usable', expected.usable, volume.usable),
    ...same('replicas', expected.replicas, volume.replicas),
    ...same('exposed', expected.exposed, volume.isExposed),
    ...same('readOnly', expected.readOnly, volume.isReadOnly),
    ...compareSize('allocated', expected.allocated, volume.allocated),
    ...compareSize('charge', expected.charge, volume.charge),
    ...Object.entries(expected.reads ?? {}).flatMap(([at, tag]) =>
      same(`reads.${at}`, tag, tagAt(context, volume.id, at)),
    ),
    ...sameContents(context, expected.sameAs, volume.id),
    ...same('synchronization', expected.synchronization, volume.synchronization?.state ?? 'none'),
  ];
}

function ofFault({ array }: RunContext, expected: ExpectationOf<'fault'>): Comparison[] {
  const ledger = array.faults.ledger();
  const entry = ledger.find(({ fault }) => fault === expected.fault);
  if (entry === undefined) {
    const among = ledger.map(({ fault }) => fault);
    badInput({ field: 'fault', value: expected.fault, expected: 'the id of a fault of the plan', among });
  }
  return [...same('matched', expected.matched, entry.matched), ...same('fired', expected.fired, entry.fired)];
}

function ofJob({ array, calls }: RunContext, expected: ExpectationOf<'job'>): Comparison[] {
  const labelled = calls.get(expected.job);
  const id = labelled !== undefined && 'reply' in labelled ? jobOf(labelled.reply) : expected.job;
  // A finished job is removed after a while.
  const job = array.findJob(id);
  if (job === undefined) return same('exists', expected.exists ?? true, false);
  const error =
    expected.error === undefined ? undefined : expected.error === 0 ? 0 : numberOf(expected.error, job.method);
  return [
    ...same('exists', expected.exists, true),
    ...same('state', expected.state, job.state),
    ...same('percent', expected.percent, job.percentComplete),
    ...same('error', error, job.errorCode).map((one) => ({
      ...one,
      expected: errorInWords(error ?? 0, job.method),
      actual: errorInWords(job.errorCode, job.method),
    })),
  ];
}

function ofPool({ array }: RunContext, expected: ExpectationOf<'pool'>): Comparison[] {
  const pool = array.pool(expected.pool);
  return [
    ...same('state', expected.state, pool.state),
    ...compareSize('total', expected.total, pool.total),
    ...compareSize('free', expected.free, pool.free),
    ...compareSize('used', expected.used, pool.used),
    ...compareSize('reserved', expected.reserved, pool.reserved),
    ...compareSize('stolen', expected.stolen, pool.stolen),
    ...compareSize('subscribed', expected.subscribed, pool.subscribed),
    ...same('lowOnSpace', expected.lowOnSpace, pool.lowOnSpace),
    ...same('volumes', expected.volumes, pool.volumes),
    ...(expected.madeOf === undefined ? [] : same('madeOf', expected.madeOf, poolNamed(array, pool.madeOf))),
  ];
}

function ofDrive({ array }: RunContext, expected: ExpectationOf<'drive'>): Comparison[] {
  const drive = array.drives().find(({ id, name }) => id === expected.drive || name === expected.drive);
  if (drive === undefined) {
    const among = array.drives().map(({ name }) => name);
    return badInput({ field: 'drive', value: expected.drive, expected: 'the id or the name of a disk drive', among });
  }
  return [
    ...same('state', expected.state, drive.state),
    ...compareSize('size', expected.size, drive.size),
    ...(expected.pool === undefined ? [] : same('pool', expected.pool, poolNamed(array, drive.pool))),
    ...same('spare', expected.spare, drive.isSpare),
    ...same('available', expected.available, drive.isAvailable),
  ];
}

function poolNamed(array: RunContext['array'], pool: string | null): string {
  return pool === null ? 'none' : array.pool(pool).name;
}

function tagAt({ array }: RunContext, volume: string, offset: string): string {
  return array.host.read(volume, { offset, length: blockSize })[0]?.tag ?? '';
}

function sameContents(context: RunContext, other: string | undefined, volume: string): Comparison[] {
  if (other === undefined) return [];
  const { host } = context.array;
  const [theirs, ours] = [host.read(volumeIn(context, other)), host.read(volume)].map((ranges) => inRanges(ranges));
  return [{ what: 'sameAs', expected: theirs ?? '', actual: ours ?? '', holds: theirs === ours }];
}

function inRanges(ranges: readonly TaggedRange[]): string {
  const written = ranges.map(({ offset, length, tag }) => `${inUnits(length)} of '${tag}' at ${inUnits(offset)}`);
  return written.join(', ') || 'nothing written';
}

function errorInWords(code: number, method: MethodName): string {
  return code === 0 ? '0 (no error)' : `${code} ${labelOf(method, code) ?? ''}`.trimEnd();
}
