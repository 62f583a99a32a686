import { describe, expect, test } from 'vitest';
import { advertisedSchema } from '../../src/conformance/subject/advertised.js';
import { tiers } from '../../src/conformance/subject/tier.js';
import type { Synchronization } from '../../src/store/views.js';
import { type Simulator, simulatorDriver } from '../../src/subjects/simulator.js';
import { subjectNamed } from '../../src/subjects/subjectNamed.js';
import { type ProfileName, profiles } from '../../src/vocabulary/profile/choice.js';
import { versions } from '../../src/vocabulary/versions.js';
import { answer, cloneCall, code, goodCall, pool, targetPool, volume } from './goodCall.js';

const names = Object.keys(profiles) as ProfileName[];
const kinds = names.flatMap((profile) => versions.map((version) => ({ profile, version })));
const subjects = kinds.map(simulatorDriver);
const cloning = subjects.filter((driver) => !driver.name.includes('snapshot-only'));
const MiB = 2 ** 20;

function relationOf({
  copyState,
  syncState,
  syncMaintained,
  percentSynced,
  establishedMs,
  synchronizedMs,
}: Synchronization) {
  return { copyState, syncState, syncMaintained, percentSynced, syncedMs: establishedMs, synchronizedMs };
}

/** All that a client can see. */
function everything(driver: Simulator) {
  const volumes = driver.observe({ kind: 'volumes' });
  return {
    volumes,
    pools: driver.observe({ kind: 'pools' }),
    jobs: driver.observe({ kind: 'jobs' }),
    now: driver.observe({ kind: 'now' }),
    contents: volumes.map(({ id }) => driver.observe({ kind: 'contents', id })),
  };
}

describe.each(subjects)('$name', (driver) => {
  test('advertises what the schema takes, in every tier', () => {
    for (const tier of tiers) {
      driver.reset(tier);
      expect(advertisedSchema.parse(driver.capabilities())).toEqual(driver.capabilities());
    }
  });

  test('is arranged as its tiers say', () => {
    driver.reset('roomy');
    const volumes = driver.observe({ kind: 'volumes' });
    expect(new Set(volumes.map(({ size }) => size)).size).toBeGreaterThanOrEqual(3);
    expect(volumes.filter(({ source }) => source !== null)).toEqual([]);
    const size = volumes.reduce((sum, one) => sum + one.size, 0);
    expect(targetPool(driver).free).toBeGreaterThanOrEqual(10 * size);
  });

  test('refuses what it does not advertise', () => {
    driver.reset('roomy');
    const { clones, names, deniedIdentities, targetPool: given } = driver.capabilities();
    if (!clones.local)
      expect(code(driver, { on: volume(driver).id, TargetPool: pool(driver).id })).toBeGreaterThan(4096);
    if (!clones.remote)
      expect(code(driver, { on: volume(driver).id, TargetPool: pool(driver, 'far').id })).toBeGreaterThan(4096);
    if (given.given === 'forbidden')
      expect(code(driver, goodCall(driver, { TargetPool: pool(driver).id }))).toBe(43004);
    if (given.given === 'requiredForRemote' && !clones.local)
      expect(code(driver, { on: volume(driver).id })).toBe(43004);
    expect(code(driver, goodCall(driver, { ElementName: 'x'.repeat((names.longest ?? 0) + 1) }))).toBe(5);
    const refused = clones.local || clones.remote;
    if (refused && names.unique)
      expect([43004, 43011]).toContain(code(driver, goodCall(driver, { ElementName: 'bravo' })));
    if (refused && !clones.ofSnapshots) expect(code(driver, goodCall(driver, {}, 'snap'))).toBe(1);
    if (deniedIdentities.caller !== null)
      expect([40001, 43002, 40308]).toContain(code(driver, goodCall(driver, { caller: deniedIdentities.caller })));
    if (deniedIdentities.account !== null)
      expect([43002, 40308]).toContain(code(driver, goodCall(driver, deniedIdentities.account)));
  });

  test('is after a reset what it was before', () => {
    for (const tier of tiers) {
      driver.reset(tier);
      const [before, print] = [everything(driver), driver.fingerprint()];
      answer(driver, goodCall(driver));
      driver.act({ do: 'delete', volume: volume(driver, 'bravo').id });
      driver.arm('lost = serviceReply 1*: loseReply');
      driver.advance(60_000);
      expect(driver.fingerprint()).not.toBe(print);
      driver.reset(tier);
      expect(everything(driver)).toEqual(before);
      expect(driver.fingerprint()).toBe(print);
    }
  });

  test('shows what the library shows', () => {
    driver.reset('limits');
    answer(driver, goodCall(driver));
    answer(driver, goodCall(driver, {}, 'charlie'));
    driver.advance(240);
    const { array } = driver;
    const { volumes, pools, jobs } = everything(driver);
    expect(volumes).toEqual(
      array
        .volumes()
        .map(
          ({
            id,
            name,
            pool,
            size,
            usable,
            state,
            healthStatus,
            usage,
            isSnapshot,
            isExposed,
            isReadOnly,
            synchronization,
            allocated,
            charge,
          }) => ({
            id,
            name,
            pool,
            usable,
            state,
            healthStatus,
            usage,
            isSnapshot,
            isExposed,
            isReadOnly,
            size: Number(size),
            allocated: Number(allocated),
            charge: Number(charge),
            source: synchronization?.source ?? null,
            relation: synchronization === null ? null : relationOf(synchronization),
          }),
        ),
    );
    expect(pools).toEqual(
      array
        .pools()
        .map(({ id, name, total, free, used, reserved, stolen, state, isPrimordial, madeOf, isRemote, usage }) => ({
          id,
          name,
          state,
          isPrimordial,
          madeOf,
          isRemote,
          usage,
          total: Number(total),
          free: Number(free),
          used: Number(used),
          reserved: Number(reserved),
          stolen: Number(stolen),
        })),
    );
    expect(jobs).toEqual(
      array.jobs().map(({ id, jobState, percentComplete, errorCode, target, submittedMs, startedMs, changedMs }) => ({
        id,
        jobState,
        percentComplete,
        errorCode,
        target,
        submittedMs,
        startedMs,
        changedMs,
      })),
    );
    for (const one of volumes) expect(driver.observe({ kind: 'volume', id: one.id })).toEqual(one);
    for (const one of jobs) expect(driver.observe({ kind: 'job', id: one.id })).toEqual(one);
    for (const { id } of volumes) {
      const tags = array.host
        .read(id)
        .map(({ offset, length, tag }) => ({ offset: Number(offset), length: Number(length), tag }));
      expect(driver.observe({ kind: 'contents', id })).toEqual(tags);
    }
  });

  test('has twins that go their own ways', () => {
    for (const how of ['fork', 'restore'] as const) {
      driver.reset('roomy');
      answer(driver, goodCall(driver));
      const twin = driver.twin(how);
      expect(everything(twin)).toEqual(everything(driver));
      expect(twin.fingerprint()).toBe(driver.fingerprint());
      const before = everything(driver);
      const reply = answer(twin, goodCall(twin, {}, 'bravo'));
      twin.advance(1000);
      expect(everything(driver)).toEqual(before);
      expect(answer(driver, goodCall(driver, {}, 'bravo'))).toEqual(reply);
    }
  });
});

describe.each(cloning)('$name clones', (driver) => {
  test('as it advertises', () => {
    driver.reset('roomy');
    const { clones, allocation, time } = driver.capabilities();
    const reply = answer(driver, goodCall(driver, { ElementName: 'monday' }));
    expect(reply.ReturnValue).toBe(clones.copies === 'withinCall' ? 0 : 4096);
    const target = driver.observe({ kind: 'volume', id: reply.TargetStorageVolume ?? '' });
    expect(target?.name).toBe('monday');
    const usable = clones.copies === 'withinCall' || clones.targetUsable === 'atAcceptance';
    // Where calls take time, the copy may be done when the answer comes.
    if (!time.callsPass) expect(target?.usable).toBe(usable);
    const { size } = volume(driver);
    const takes =
      allocation.kind === 'instant' && target?.pool === volume(driver).pool
        ? 0
        : Math.ceil(size / allocation.extent) * allocation.extent;
    expect(target?.charge).toBe(takes);
  });

  test('twice where it is tight, and no third time', () => {
    driver.reset('tight');
    // Clones that share take no room in their source's pool.
    const { allocation, clones } = driver.capabilities();
    const other = allocation.kind === 'instant' && clones.local;
    const place = other ? { TargetPool: pool(driver, 'silver').id } : {};
    if (other) driver.act({ do: 'leaveFree', pool: pool(driver, 'silver').id, bytes: 8 * MiB });
    const codes = [1, 2, 3].map(() => {
      const reply = code(driver, goodCall(driver, place));
      driver.advance(60_000);
      return reply;
    });
    const ok = clones.copies === 'withinCall' ? 0 : 4096;
    expect(codes).toEqual([ok, ok, driver.capabilities().version === '2016' ? 40002 : 4]);
  });

  test('up to its limits, where they stay associated', () => {
    const { profile: base, version } = kinds[subjects.indexOf(driver)] ?? { profile: 'full-copy', version: '2016' };
    const attaching = simulatorDriver({ profile: { base, service: { detaches: 'never' } }, version });
    attaching.reset('limits');
    const { limits, time } = attaching.capabilities();
    const replicas = limits.replicasPerSource ?? 0;
    const made = (name: string) => {
      const reply = code(attaching, goodCall(attaching, {}, name));
      attaching.advance(time.jobsEndWithinMs);
      return reply === 0 || reply === 4096;
    };
    expect(Array.from({ length: replicas + 1 }, () => made('alpha'))).toEqual([...Array(replicas).fill(true), false]);
    const others = Array.from({ length: 2 * replicas }, (_, turn) => made(turn % 2 === 0 ? 'bravo' : 'charlie'));
    // Four volumes to begin with, and as many clones as that.
    const most = Math.min(3 * replicas, (limits.volumes ?? 0) - 4);
    expect(others.filter(Boolean)).toHaveLength(most - replicas);
    expect(attaching.observe({ kind: 'volumes' })).toHaveLength(4 + most);
  });

  test('within the time it says', () => {
    driver.reset('roomy');
    const { clones, limits, time } = driver.capabilities();
    if (clones.copies === 'withinCall') return expect(driver.charts.job).toBeUndefined();
    const begun = driver.observe({ kind: 'now' });
    const most = Math.min((limits.runningJobs ?? 0) + (limits.queuedJobs ?? 0), limits.replicasPerSource ?? 0, 10);
    for (let turn = 0; turn < most; turn++) expect(code(driver, goodCall(driver, {}, 'charlie'))).toBe(4096);
    if (!time.callsPass) expect(driver.observe({ kind: 'now' })).toBe(begun);
    driver.advance(time.jobsEndWithinMs);
    expect(driver.observe({ kind: 'jobs' }).filter(({ jobState }) => jobState !== 7)).toEqual([]);
    driver.advance(time.finishedJobsStayMs ?? 0);
    expect(driver.observe({ kind: 'jobs' })).toEqual([]);
  });
});

describe('calls that overlap', () => {
  const twoForOne = (order: readonly number[]) => {
    const driver = simulatorDriver();
    driver.reset('tight');
    driver.act({ do: 'leaveFree', pool: pool(driver).id, bytes: 4 * MiB });
    const calls = [goodCall(driver), goodCall(driver)].map(cloneCall);
    const replies = driver.overlap(calls, order, 1000);
    return replies.map((reply) => (typeof reply === 'object' && 'ReturnValue' in reply ? reply.ReturnValue : reply));
  };

  test('are led by the order of turns', () => {
    expect(twoForOne([])).toEqual([4096, 40002]);
    expect(twoForOne(Array(13).fill(1))).toEqual([40002, 4096]);
  });

  test('meet each other at limits that single calls never reach', () => {
    const driver = simulatorDriver({ profile: 'sync-only' });
    driver.reset('roomy');
    const calls = [goodCall(driver), goodCall(driver), goodCall(driver)].map(cloneCall);
    const turns = Array.from({ length: 21 }, (_, turn) => turn % 3);
    const replies = driver.overlap(calls, turns, 1000);
    expect(replies.map((reply) => typeof reply === 'object' && 'ReturnValue' in reply && reply.ReturnValue)).toEqual([
      0, 0, 43027,
    ]);
  });
});

describe('what is done to an array', () => {
  const driver = simulatorDriver({ profile: 'thin-provisioned' });

  test('is done, or is said not to be', () => {
    driver.reset('roomy');
    const { id } = volume(driver, 'charlie');
    const job = answer(driver, goodCall(driver, {}, 'charlie')).Job ?? '';
    expect(driver.act({ do: 'delete', volume: id })).toBe(false);
    driver.advance(203);
    for (const control of ['suspend', 'resume', 'terminate'] as const) {
      expect(driver.act({ do: 'control', job, control })).toBe(true);
      expect(driver.act({ do: 'control', job, control })).toBe(false);
    }
    driver.advance(1000);
    expect(driver.observe({ kind: 'job', id: job })?.jobState).toBe(8);
    expect(driver.act({ do: 'delete', volume: id })).toBe(true);
    expect(driver.act({ do: 'delete', volume: id })).toBe(false);
    expect(driver.act({ do: 'delete', volume: pool(driver, 'silver').id })).toBe(false);
    expect(driver.observe({ kind: 'volume', id })).toBeNull();
    expect(driver.observe({ kind: 'contents', id })).toBeNull();
    expect(code(driver, { on: id })).toBe(8);
  });

  test('counts in bytes', () => {
    driver.reset('roomy');
    const { id } = pool(driver);
    expect(driver.act({ do: 'leaveFree', pool: id, bytes: 12 * MiB })).toBe(true);
    expect(pool(driver).free).toBe(12 * MiB);
    expect(driver.act({ do: 'leaveFree', pool: id, bytes: 511 })).toBe(false);
    const { id: alpha } = volume(driver);
    expect(driver.act({ do: 'write', volume: alpha, offset: 512, length: 1024, tag: 'monday' })).toBe(true);
    expect(driver.act({ do: 'write', volume: alpha, offset: 4 * MiB, length: 512, tag: 'monday' })).toBe(false);
    expect(driver.observe({ kind: 'contents', id: alpha })).toContainEqual({
      offset: 512,
      length: 1024,
      tag: 'monday',
    });
    expect(driver.act({ do: 'setState', element: alpha, state: 'offline' })).toBe(true);
    expect(driver.act({ do: 'setState', element: id, state: 'readOnly' })).toBe(true);
    expect(driver.act({ do: 'setState', element: id, state: 'resizing' })).toBe(false);
    expect([volume(driver).state, volume(driver).usable, pool(driver).state]).toEqual(['offline', false, 'readOnly']);
  });
});

describe('fault plans', () => {
  const driver = simulatorDriver();

  test('replace each other, and heal', () => {
    driver.reset('roomy');
    driver.arm({ seed: 3, budget: { fires: 1 }, faults: [{ id: 'lost', at: 'serviceReply', do: 'loseReply' }] });
    expect(driver.call('CreateClone', volume(driver).id, {}, { deadlineMs: 1000 })).toEqual({ noReply: 'timeout' });
    expect(driver.fired()).toEqual({ lost: 1 });
    driver.arm({ seed: 4, faults: [{ id: 'lost', at: 'array', do: { return: 4 } }] });
    expect([code(driver, goodCall(driver)), code(driver, goodCall(driver))]).toEqual([4, 4]);
    expect(driver.fired()).toEqual({ lost: 2 });
    driver.arm(null);
    expect(code(driver, goodCall(driver))).toBe(4096);
    expect(driver.fired()).toEqual({ lost: 2 });
  });

  test('lie to a reader', () => {
    driver.reset('roomy');
    const { Job: job, TargetStorageVolume: id } = answer(driver, goodCall(driver));
    driver.arm({
      faults: [
        { id: 'percent', at: 'read', when: { job: {} }, do: { wrongProgress: 50 } },
        { id: 'size', at: 'read', when: { volume: {} }, do: { wrongSize: 2 } },
      ],
    });
    expect(driver.observe({ kind: 'job', id: job ?? '' })?.percentComplete).toBe(50);
    expect(driver.observe({ kind: 'volume', id: id ?? '' })?.size).toBe(8 * MiB);
    expect(driver.observe({ kind: 'volumes' }).at(-1)?.size).toBe(8 * MiB);
    driver.arm(null);
    expect(driver.observe({ kind: 'volume', id: id ?? '' })?.size).toBe(4 * MiB);
  });

  test('show a reader what was so, and hosts what is', () => {
    driver.reset('roomy');
    driver.arm('stale = read 1*: staleReads');
    const before = driver.observe({ kind: 'volumes' });
    const id = answer(driver, goodCall(driver)).TargetStorageVolume ?? '';
    expect(driver.observe({ kind: 'volumes' })).toEqual(before);
    expect(driver.observe({ kind: 'volume', id })).toBeNull();
    expect(driver.observe({ kind: 'jobs' })).toEqual([]);
    expect(driver.observe({ kind: 'contents', id })).not.toBeNull();
    driver.arm(null);
    expect(driver.observe({ kind: 'volumes' })).toHaveLength(before.length + 1);
  });

  test('that let a read fail let it be done again, and not for ever', () => {
    driver.reset('roomy');
    driver.arm('fails = read 3*: failRead');
    expect(driver.observe({ kind: 'volumes' })).toHaveLength(4);
    expect(driver.fired()).toEqual({ fails: 3 });
    driver.arm('fails = read: failRead');
    expect(() => driver.observe({ kind: 'volumes' })).toThrow('the read failed: CIM_ERR_FAILED (1)');
    driver.arm(null);
  });

  test('that change what an array can do change what it advertises', () => {
    driver.reset('roomy');
    driver.arm('flip = service 1*: setCapability name=maximumReplicasPerSource to=1');
    answer(driver, goodCall(driver));
    expect(driver.capabilities().limits.replicasPerSource).toBe(1);
    driver.arm(null);
    expect(driver.capabilities().limits.replicasPerSource).toBe(64);
  });

  test('that hold a call leave it without a reply, and let it go when they heal', () => {
    driver.reset('roomy');
    driver.arm({ faults: [{ id: 'hold', at: 'array', do: { hold: 'here' } }] });
    expect(driver.call('CreateClone', volume(driver).id, {}, { deadlineMs: 1000 })).toEqual({ noReply: 'timeout' });
    expect(driver.observe({ kind: 'volumes' })).toHaveLength(4);
    driver.arm(null);
    expect(driver.observe({ kind: 'volumes' })).toHaveLength(5);
  });
});

test('references are ids, and nothing else', () => {
  const driver = simulatorDriver();
  expect(driver.observe({ kind: 'volume', id: 'alpha' })).toBeNull();
  expect(driver.observe({ kind: 'job', id: 'alpha' })).toBeNull();
});

test('a chart has a way through each of its states', () => {
  const { job } = simulatorDriver().charts;
  expect(job?.initial).toBe('new');
  expect(job?.transitions.running).toMatchObject({ COMPLETE: 'completed', SUSPEND: 'suspended', KILL: 'killed' });
  expect(job?.transitions.completed).toEqual({});
});

test('what is traced has a fingerprint of all that happened', () => {
  const [one, other] = [simulatorDriver({ trace: true }), simulatorDriver({ trace: true })];
  answer(one, goodCall(one));
  expect(one.fingerprint()).not.toBe(other.fingerprint());
  answer(other, goodCall(other));
  expect(one.fingerprint()).toBe(other.fingerprint());
});

describe('a subject is named', () => {
  test('sim, by a profile, or both', () => {
    expect(subjectNamed('sim').name).toBe('sim:full-copy');
    expect(subjectNamed('legacy-2012').name).toBe('sim:legacy-2012');
    expect(subjectNamed('sim:sync-only', { version: '2012R2' }).name).toBe('sim:sync-only 2012R2');
  });

  test('or else the nearest name is suggested', () => {
    expect(() => subjectNamed('thin-provisionde')).toThrow("did you mean 'thin-provisioned'?");
    expect(() => subjectNamed('sim:full-coppy')).toThrow("did you mean 'sim:full-copy'?");
    expect(() => subjectNamed('sim:')).toThrow('expected sim, or one of full-copy');
  });
});
