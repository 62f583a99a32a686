import { SmallArray } from './array.mjs';

const MiB = 2 ** 20;
const sizes = { small: 4 * MiB, middle: 8 * MiB, large: 12 * MiB + 512 };

/** Drives the small array: a new one after each reset, on a clock that only `advance` moves.
 * @returns {import('arraysim/conformance').Driver}
 */
export default function makeDriver() {
  let now = 0;
  let array = new SmallArray({ clock: () => now, total: 0 });

  const call = (method, on, given) => {
    const { ElementName: name, TargetPool: pool, username, password } = given;
    const { code, refused, target, job } = array.clone({ on, name, pool, username, password });
    if (refused === undefined)
      return { ReturnValue: 4096, TargetStorageVolume: target, Job: job, ExtendedStatus: null };
    const ExtendedStatus = {
      Operation: method,
      StatusCode: code,
      SMErrorSource: code === 40002 ? 2 : 1,
      SMErrorCode: code,
      SMMessage: refused,
      SMDetails: '',
    };
    return { ReturnValue: code, TargetStorageVolume: null, Job: null, ExtendedStatus };
  };

  const act = (action) => action.do === 'delete' && array.delete(action.volume);
  const volumes = () => array.volumes().map((one) => ({ ...one, pool: 'pool-1', allocated: one.charge }));
  const jobs = () =>
    array.jobs().map(({ id, target, percent, running, beganMs }) => ({
      id,
      jobState: running ? 4 : 7,
      percentComplete: percent,
      target,
      submittedMs: beganMs,
      startedMs: beganMs,
    }));
  const looks = {
    volumes,
    jobs,
    pools: () => {
      const { total, free, taken } = array.pool();
      const room = { total, free, used: taken, reserved: 0 };
      return [{ id: 'pool-1', name: 'gold', ...room, isPrimordial: false, isRemote: false }];
    },
    now: () => now,
    volume: ({ id }) => volumes().find((one) => one.id === id) ?? null,
    job: ({ id }) => jobs().find((one) => one.id === id) ?? null,
    contents: () => null,
  };

  return {
    name: 'small array',
    capabilities: () => ({
      version: '2016',
      tiers: ['roomy', 'tight'],
      clones: {
        local: true,
        remote: false,
        copies: 'byJob',
        synchronousUpTo: 0,
        targetUsable: 'atCompletion',
        ofSnapshots: false,
        source: 'online',
        detaches: false,
      },
      targetPool: { given: 'optional', ofSourceOnly: false },
      names: { longest: 64, unique: false, given: 'byClient' },
      allocation: { kind: 'full', extent: SmallArray.extent, overcommitLimit: 100 },
      limits: { replicasPerSource: null, volumes: null, synchronizations: null, runningJobs: null, queuedJobs: null },
      time: { virtual: true, callsPass: false, jobsEndWithinMs: 1000, finishedJobsStayMs: null },
      deniedIdentities: { caller: null, account: null },
      actions: ['delete'],
      jobControls: [],
      faults: [],
      deduplicates: false,
      leaves: { afterFailedCall: false, afterFailedJob: false },
      forgetsJobs: false,
      declares: {},
    }),
    reset: (tier) => {
      now = 0;
      const all = Object.values(sizes).reduce((sum, size) => sum + Math.ceil(size / MiB) * MiB, 0);
      array = new SmallArray({ clock: () => now, total: all + (tier === 'tight' ? 2 * sizes.small : 10 * all) });
      for (const [name, size] of Object.entries(sizes)) array.createVolume(name, size);
    },
    call,
    overlap: (calls) => calls.map((one) => ('do' in one ? act(one) : call(one.method, one.on, one.with))),
    observe: (query) => looks[query.kind](query),
    act,
    advance: (ms) => {
      now += ms;
    },
  };
}
