import { describe, expect, test } from 'vitest';
import { BadInputError, type Job, type MethodName, type Outcome, type StorageArray } from '../../src/index.js';
import { type CompiledEnd, rowAskedFor } from '../../src/operations/compile.js';
import type { Version } from '../../src/vocabulary/versions.js';
import { examplesOf, methodsWithExamples, tables } from './causes/index.js';
import { callWith, shipped, standardArray } from './standardArray.js';
import { endsOf, engineWith } from './tables.js';

const starting = tables.filter(({ method }) => examplesOf(method).startsJob !== null);

describe.each(starting)('every end of a job of $method in $version', ({ method, version }) => {
  const ends = endsOf(method, version);

  test.each(ends)('$because answers to its cause', (end) => {
    const { array, job, before } = running(method, version, end);
    const untilMs = array.now + 60_000;
    endIt(array, method, end);
    array.settle();
    const { state, jobState, errorCode, errorDescription, changedMs } = job();
    expect({ state, jobState, errorCode }).toEqual({ state: 'exception', jobState: 10, errorCode: end.code });
    // What happens to the elements ends it at once, unless nobody looks before its work is done.
    expect(changedMs).toBeLessThanOrEqual(untilMs);
    if (end.when === undefined) expect(errorDescription?.replace(/ \(.+\)$/, '')).toBe(end.cause);
    else expect(errorDescription).toMatch(/^(?!.*(undefined|null|NaN)).{10,}$/);
    expect(array.violations()).toEqual([]);
    // What has not come about is taken back: the array is what it was before the call.
    if (end.when === undefined) expect(observed(array, method)).toEqual(before);
  });

  test('none of them can be left out: without it, its cause ends no job, or ends it otherwise', () => {
    const superfluous = ends.filter((end) => {
      const without = engineWith(method, (operation) => ({
        ...operation,
        ends: operation.ends.filter(({ because }) => because !== end.because),
      }));
      const { array, job } = running(method, version, end, without);
      try {
        endIt(array, method, end);
      } catch (error) {
        if (error instanceof BadInputError || /no job of method \d+ fails/.test(String(error))) return false;
        throw error;
      }
      array.settle();
      const { state, errorDescription } = job();
      if (end.when !== undefined) return state === 'exception';
      return errorDescription?.startsWith(end.cause) === true;
    });
    expect(superfluous.map(({ because }) => because)).toEqual([]);
  });
});

test.each(methodsWithExamples)('what ends the jobs of %s by itself is an end of it', (method) => {
  const natural = endsOf(method, '2016').filter(({ when }) => when !== undefined);
  expect(Object.keys(examplesOf(method).ends)).toEqual(natural.map(({ because }) => because));
});

test('a pool that went offline is told before the volumes that it has got', () => {
  const { array, job } = running('Pool.Delete', '2016', undefined);
  array.createClone('db', { TargetPool: 'silver' });
  array.set({ pool: 'silver', state: 'offline' });
  expect(job()).toMatchObject({
    errorCode: 41000,
    errorDescription: 'the pool went offline or away while it was deleted',
  });
});

/** A standard array on which a job of the method runs, shaped for an end of it. */
function running(method: MethodName, version: Version, end: CompiledEnd | undefined, maker: typeof shipped = shipped) {
  const { startsJob, ends } = examplesOf(method);
  const causes = [startsJob ?? {}, ends[end?.because ?? ''] ?? {}];
  const array = standardArray(version, causes, maker, method);
  const before = observed(array, method);
  const reply = callWith(array, method, causes)();
  if (!('Job' in reply) || reply.Job === null) throw new Error(`${method} started no job`);
  const id = reply.Job;
  array.advance('1 s');
  return { array, before, job: (): Job => array.job(id) };
}

function endIt(array: StorageArray, method: MethodName, end: CompiledEnd): void {
  const { because, code, outcome, when } = end;
  if (when !== undefined) return examplesOf(method).ends[because]?.by(array);
  const ends = endsOf(method, array.trace().header.options?.version ?? '2016');
  if (rowAskedFor(ends, code, null)?.because === because) return array.provider.failAt('jobEnd', code, { method });
  // An end is one of a method's outcomes, or one that all share.
  array.faults.add({ id: because, at: 'jobEnd', do: { failJob: outcome as Outcome } });
}

/** All that readers see, but for finished jobs, and for relations where those break. */
function observed(array: StorageArray, method: MethodName): unknown {
  const hidden = examplesOf(method).breaksRelations ? { synchronization: null } : {};
  return { volumes: array.volumes().map((volume) => ({ ...volume, ...hidden })), pools: array.pools() };
}
