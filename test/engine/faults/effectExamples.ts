import type { EffectKind } from '../../../src/faults/effect.js';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import { NoReplyError, ReadFailedError, type StorageArray } from '../../../src/index.js';

/** A plan, what is done under it, and what is seen then: an example of one effect, on an array with a volume 'db' of 100 GiB
 * in a pool 'gold' of 1 TiB, and with one 'far' of its peer.
 */
interface EffectExample {
  readonly of: EffectKind;
  readonly plan: PlanInput;
  readonly act: (array: StorageArray) => unknown;
  readonly seen: unknown;
}

const gib = 2n ** 30n;

/** The return code, the row, when, and how many volumes there are then; 'no reply' where none came. */
const clone = (array: StorageArray) => {
  try {
    const { ReturnValue, decided } = array.createClone('db');
    return [ReturnValue, decided.because, decided.atMs, array.volumes().length];
  } catch (error) {
    if (!(error instanceof NoReplyError)) throw error;
    return ['no reply', error.decided.because, error.decided.atMs, array.volumes().length];
  }
};

/** State, ErrorCode, percent and the time of the job's end, when all is settled. */
const copy = (array: StorageArray) => {
  const { Job } = array.createClone('db');
  array.settle();
  const { state, errorCode, percentComplete, changedMs } = array.job(Job);
  return [state, errorCode, percentComplete, changedMs, array.volumes().length];
};

export const effectExamples = {
  'return answers in the place of its code': {
    of: 'return',
    plan: 'array: return 40002',
    act: clone,
    seen: [40002, 'free', 0, 1],
  },
  'deny refuses the caller at the service': {
    of: 'deny',
    plan: 'service: deny',
    act: clone,
    seen: [40001, 'role', 0, 1],
  },
  'badCredential makes the password wrong': {
    of: 'badCredential',
    plan: 'authenticate: badCredential',
    act: clone,
    seen: [51005, 'wrongCredentials', 0, 1],
  },
  'tls breaks the handshake': { of: 'tls', plan: 'tls: tls expired', act: clone, seen: [51010, 'certificate', 0, 1] },
  'failJob fails a job at a percent, and its room comes back': {
    of: 'failJob',
    plan: 'jobPercent@50: failJob 40002',
    act: (array) => [...copy(array), array.pool('gold').free / gib],
    seen: ['exception', 40002, 50, 50_204, 1, 924n],
  },
  'failJob leaves the target where it says so': {
    of: 'failJob',
    plan: { faults: [{ id: 'late', at: 'jobStart', do: { failJob: { atPercent: 73, code: 4, residue: 'target' } } }] },
    act: copy,
    seen: ['exception', 4, 73, 73_206, 2],
  },
  'return of a timeout comes when the operation timeout has passed': {
    of: 'return',
    plan: 'connect: return 3',
    act: clone,
    seen: [3, 'noAnswer', 60_000, 1],
  },
  'return waits its turn until its code decides': {
    of: 'return',
    plan: { faults: [{ id: 'once', at: 'array', when: { decides: 43001 }, fire: { max: 1 }, do: { return: 43001 } }] },
    act: (array) => {
      array.set({ pool: 'gold', state: 'readOnly' });
      const before = clone(array);
      array.set({ pool: 'gold', state: 'online' });
      return [before, clone(array), clone(array)];
    },
    seen: [
      [4, 'poolReadOnly', 0, 1],
      [43001, 'providerFailed', 0, 1],
      [4096, 'jobStarted', 0, 2],
    ],
  },
  'failJob takes any error code, as providers have their own': {
    of: 'failJob',
    plan: 'jobEnd: failJob 32768',
    act: (array) => [...copy(array), array.jobs()[0]?.errorDescription],
    seen: ['exception', 32_768, 99, 100_208, 1, "the provider reports error 32768 (fault 'failJob')"],
  },
  'return that lasts ends with its time, and does not begin anew': {
    of: 'return',
    plan: 'invoke for 5 min: return 43016',
    act: (array) =>
      ['0 s', '299 s', '1 s', '1 h'].map((span) => {
        array.advance(span);
        return array.createClone('db').ReturnValue;
      }),
    seen: [43016, 43016, 4096, 4096],
  },
  'failJob says what it is reported to': {
    of: 'failJob',
    plan: { faults: [{ id: 'late', at: 'jobEnd', do: { failJob: { code: 4, message: 'a disk broke' } } }] },
    act: (array) => {
      const { Job } = array.createClone('db');
      array.settle();
      return array.job(Job).errorDescription;
    },
    seen: 'a disk broke',
  },
  'partial leaves half a target': {
    of: 'partial',
    plan: { faults: [{ id: 'half', at: 'array', do: { partial: { fraction: 0.5, code: 40002 } } }] },
    act: (array) => [...clone(array), array.pool('gold').used / gib],
    seen: [40002, 'free', 0, 2, 150n],
  },
  'LOST-REQUEST: loseRequest at invoke is a timeout, and no clone': {
    of: 'loseRequest',
    plan: 'invoke: loseRequest',
    act: clone,
    seen: [3, 'noAnswer', 60_000, 1],
  },
  'LOST-REQUEST: loseRequest at service is silence, and no clone': {
    of: 'loseRequest',
    plan: 'service: loseRequest',
    act: clone,
    seen: ['no reply', 'requestLost', 0, 1],
  },
  'LOST-REPLY: loseReply at serviceReply is silence, and one clone': {
    of: 'loseReply',
    plan: 'serviceReply: loseReply',
    act: clone,
    seen: ['no reply', 'replyLost', 0, 2],
  },
  'loseReply at invokeReply is a timeout, after which the service cleans up': {
    of: 'loseReply',
    plan: 'invokeReply: loseReply',
    act: clone,
    seen: [3, 'replyLate', 60_000, 1],
  },
  'DUPLICATE: duplicate makes as many clones as requests arrive': {
    of: 'duplicate',
    plan: 'invoke: duplicate 3',
    act: clone,
    seen: [4096, 'jobStarted', 0, 4],
  },
  'restartProvider forgets the call, is down for a while, and comes back': {
    of: 'restartProvider',
    plan: 'array 1*: restartProvider 10 s',
    act: (array) => {
      const first = [clone(array), clone(array)];
      array.advance('10 s');
      return [...first, clone(array)];
    },
    seen: [
      [40300, 'providerGone', 0, 1],
      [40300, 'unreachable', 0, 1],
      [4096, 'jobStarted', 10_000, 2],
    ],
  },
  'RESTART: restartProvider that loses jobs has nobody find them, and their copies go on': {
    of: 'restartProvider',
    plan: {
      faults: [
        { id: 'crash', at: 'jobPercent', when: { jobPercent: 20 }, do: { restartProvider: { loses: ['jobs'] } } },
      ],
    },
    act: (array) => {
      array.createClone('db');
      array.settle();
      return [array.jobs().length, array.volumes().length, array.volume('db-clone-1').state, array.now];
    },
    seen: [0, 2, 'online', 100_208],
  },
  'delay makes a step longer': {
    of: 'delay',
    plan: 'invoke: delay 5 s',
    act: clone,
    seen: [4096, 'jobStarted', 5_000, 2],
  },
  'delay beyond the operation timeout is a timeout': {
    of: 'delay',
    plan: 'invoke: delay 2 min',
    act: clone,
    seen: [3, 'noAnswer', 60_000, 1],
  },
  'delay of a job makes it start later': {
    of: 'delay',
    plan: 'jobStart: delay 1 min',
    act: copy,
    seen: ['completed', 0, 100, 160_208, 2],
  },
  'slowLink makes every step longer that asks the provider something': {
    of: 'slowLink',
    plan: 'service: slowLink 5 s',
    act: clone,
    seen: [4096, 'jobStarted', 30_000, 2],
  },
  'stallJob stands still for a while, and keeps its room': {
    of: 'stallJob',
    plan: 'jobPercent@73: stallJob 1 h',
    act: (array) => {
      const { Job } = array.createClone('db');
      array.advance('30 min');
      const stalled = array.job(Job).percentComplete;
      array.settle();
      return [stalled, array.job(Job).changedMs];
    },
    seen: [73, 3_700_208],
  },
  'slowJob copies at half its speed': {
    of: 'slowJob',
    plan: 'jobStart: slowJob 0.5',
    act: copy,
    seen: ['completed', 0, 100, 200_310, 2],
  },
  'stealCapacity takes what is free, and gives it back': {
    of: 'stealCapacity',
    plan: { faults: [{ id: 'thief', at: 'array', do: { stealCapacity: 'all' }, lasts: { ms: '1 min' } }] },
    act: (array) => {
      const under = [...clone(array), array.pool('gold').stolen / gib, array.pool('gold').free];
      array.advance('1 min');
      return [...under, array.pool('gold').stolen];
    },
    seen: [40002, 'free', 0, 1, 924n, 0n, 0n],
  },
  'stealCapacity takes what was promised to a job, which fails for want of room': {
    of: 'stealCapacity',
    plan: 'jobPercent@30: stealCapacity 900 GiB',
    act: (array) => [...copy(array), array.pool('gold').stolen / gib],
    seen: ['exception', 40002, 30, 30_203, 1, 900n],
  },
  'poolState takes a pool offline': {
    of: 'poolState',
    plan: 'array: poolState offline',
    act: clone,
    seen: [4, 'poolOffline', 0, 1],
  },
  'linkState partitions the link to the peer': {
    of: 'linkState',
    plan: 'time@5 ms: linkState partitioned',
    act: (array) => {
      array.set({ capabilities: { cloneRemote: true, replicationTypes: [11, 13], features: [8, 42, 51] } });
      array.advance(10);
      const { ReturnValue, decided } = array.createClone('db', { TargetPool: 'far' });
      return [ReturnValue, decided.because, decided.atMs, array.volumes().length];
    },
    seen: [4, 'linkPartitioned', 10, 1],
  },
  'setCapability changes what the array offers': {
    of: 'setCapability',
    plan: 'service: setCapability name=cloneLocal to=false',
    act: clone,
    seen: [40308, 'noClones', 0, 1],
  },
  'staleCache lets the service miss a change': {
    of: 'staleCache',
    plan: 'time@5 ms: staleCache 1',
    act: (array) => {
      array.advance(10);
      array.set({ volume: 'db', state: 'degraded' });
      return clone(array);
    },
    seen: [40003, 'sourceStale', 10, 1],
  },
  'expireCredential expires the account of the configuration provider': {
    of: 'expireCredential',
    plan: 'connect: expireCredential',
    act: clone,
    seen: [51005, 'credentialsExpired', 0, 1],
  },
  'clockSkew lets an account expire that is good for another hour': {
    of: 'clockSkew',
    plan: 'service: clockSkew 2 h',
    act: (array) => {
      array.set({ account: { name: 'service', expiresIn: '1 h' } });
      return clone(array);
    },
    seen: [51005, 'credentialsExpired', 0, 1],
  },
  'hold parks a call before its effect, and others go on': {
    of: 'hold',
    plan: 'array 1*: hold here',
    act: (array) => {
      const call = array.begin('db', 'CreateClone');
      while (array.step(call).phase === 'ready');
      const held = [array.progress(call).step, array.volumes().length, clone(array)];
      array.faults.release('here');
      return [...held, array.finish(call).ReturnValue, array.volumes().length];
    },
    seen: ['array', 1, [4096, 'jobStarted', 0, 2], 4096, 3],
  },
  'hold parks a job at its end': {
    of: 'hold',
    plan: 'jobEnd: hold end',
    act: (array) => {
      const held = copy(array);
      array.advance('1 h');
      array.faults.release('end');
      return [held.slice(0, 3), array.jobs()[0]?.state];
    },
    seen: [['running', 0, 99], 'completed'],
  },
  'release lets go on what is held': {
    of: 'release',
    plan: 'array 1*: hold here\ntime@8 s: release here',
    act: (array) => {
      try {
        return clone(array);
      } catch (error) {
        return (error as Error).message;
      }
    },
    seen: [4096, 'jobStarted', 8_000, 2],
  },
  'reportCapability makes the service believe a lie': {
    of: 'reportCapability',
    plan: 'time@1 ms: reportCapability name=cloneLocal as=false',
    act: (array) => {
      array.advance(1);
      return clone(array);
    },
    seen: [40308, 'noClones', 1, 1],
  },
  'failRead lets a read time out, and the next one answer': {
    of: 'failRead',
    plan: 'read 1*: failRead timedOut',
    act: (array) => {
      try {
        return array.volumes().length;
      } catch (error) {
        if (!(error instanceof ReadFailedError)) throw error;
        return [error.why, error.status, array.now, array.volumes().length];
      }
    },
    seen: ['timedOut', null, 60_000, 1],
  },
  'staleReads shows what was deleted, and not what is new': {
    of: 'staleReads',
    plan: 'time@1 s for 5 min: staleReads',
    act: (array) => {
      array.advance('1 s');
      const made = array.createClone('db', { ElementName: 'new' }).TargetStorageVolume;
      const names = () => array.volumes().map(({ name }) => name);
      array.advance('4 min');
      array.outOfBand.delete('db');
      const stale = [names(), array.jobs().length];
      array.advance('1 min');
      return [...stale, made !== null, names(), array.jobs().length];
    },
    seen: [['db'], 0, true, ['new'], 1],
  },
  'wrongState shows a failed job as running': {
    of: 'wrongState',
    plan: 'fails = jobPercent@50: failJob 4\nlie = read 1*: wrongState running',
    act: (array) => {
      const { Job } = array.createClone('db');
      array.settle();
      return [array.job(Job), array.job(Job)].map(({ state, jobState, errorCode, percentComplete, removedAtMs }) => [
        ...[state, jobState, errorCode, percentComplete, removedAtMs === null],
      ]);
    },
    seen: [
      ['running', 4, 0, 50, true],
      ['exception', 10, 4, 50, false],
    ],
  },
  'wrongContents leaves something else in an extent of the target': {
    of: 'wrongContents',
    plan: 'jobEnd: wrongContents',
    act: (array) => {
      array.host.write('db', { offset: '1 GiB', length: '3 MiB', tag: 'monday' });
      return [...copy(array), array.host.read('db-clone-1').map(({ length, tag }) => [tag, length / 2n ** 20n])];
    },
    seen: [
      'completed',
      0,
      100,
      100_208,
      2,
      [
        ['wrong contents', 1n],
        ['monday', 2n],
      ],
    ],
  },
  'wrongProgress tells another percent': {
    of: 'wrongProgress',
    plan: 'read: wrongProgress 90',
    act: (array) => {
      const { Job } = array.createClone('db');
      array.advance('2 s');
      const reported = array.job(Job).percentComplete;
      array.settle();
      return [reported, array.job(Job).percentComplete];
    },
    seen: [90, 100],
  },
  'wrongProgress may tell 100 of a job that still runs': {
    of: 'wrongProgress',
    plan: 'read: wrongProgress 100',
    act: (array) => {
      const { Job } = array.createClone('db');
      array.advance('2 s');
      const { state, percentComplete } = array.job(Job);
      return [state, percentComplete];
    },
    seen: ['running', 100],
  },
  'reportCompletedEarly tells that a running job is done': {
    of: 'reportCompletedEarly',
    plan: 'read: reportCompletedEarly',
    act: (array) => {
      const { Job, TargetStorageVolume } = array.createClone('db');
      array.advance('2 s');
      const { state, percentComplete } = array.job(Job);
      return [state, percentComplete, array.volume(TargetStorageVolume ?? '').state];
    },
    seen: ['completed', 100, 'starting'],
  },
  'wrongSize tells another size': {
    of: 'wrongSize',
    plan: 'read volume=db: wrongSize 0.5',
    act: (array) => array.volume('db').size / gib,
    seen: 50n,
  },
} as const satisfies Readonly<Record<string, EffectExample>>;
