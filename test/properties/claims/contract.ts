import { createCloneCodes, parseBytes } from '../../../src/index.js';
import { isAfterEffect } from '../../../src/vocabulary/steps.js';
import { atLeast } from '../../../src/vocabulary/versions.js';
import { password } from '../arrayKind.js';
import { needOf } from '../causes.js';
import { demand, isFinal, type Property, replyOf, type Transition } from '../transition.js';

const codes = Object.values(createCloneCodes);

/** What a reply says, whatever the array did. */
export const contract: readonly Property[] = [
  {
    name: 'CODE-DOMAIN',
    statement: "for all calls, the code is documented for CreateClone and available in the array's version",
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined) return;
      seen();
      const version = transition.arrayKind.options.version ?? '2016';
      const entry = codes.find(({ code }) => code === reply.ReturnValue);
      demand(entry !== undefined, () => `${reply.ReturnValue} is not documented for CreateClone`);
      const since = entry !== undefined && 'since' in entry ? entry.since : '2012';
      demand(atLeast(version, since), () => `${reply.ReturnValue} exists since ${since}, the array is a ${version}`);
    },
  },
  {
    name: 'OUT-0',
    statement: 'for all calls that answer 0, the target exists and no job does',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply?.ReturnValue !== 0) return;
      seen();
      demand(reply.Job === null, () => `0 came with job ${reply.Job}`);
      demand(reply.TargetStorageVolume !== null, () => '0 came without a target');
      if (transition.command.do !== 'clone') return;
      const target = transition.after.volumes.get(reply.TargetStorageVolume ?? '');
      demand(target !== undefined, () => `target ${reply.TargetStorageVolume} does not exist`);
      demand(target?.usable === true, () => `target ${reply.TargetStorageVolume} is ${target?.state}`);
      const job = [...transition.after.jobs.values()].find((one) => one.target === reply.TargetStorageVolume);
      demand(job === undefined, () => `job ${job?.id} works on the target`);
    },
  },
  {
    name: 'OUT-4096',
    statement: 'for all calls that answer 4096, the job can be resolved at once and names the target',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply?.ReturnValue !== 4096) return;
      seen();
      demand(reply.Job !== null && reply.TargetStorageVolume !== null, () => '4096 came without job or target');
      // Of a call that took its time on purpose, the job may be over and removed.
      if (transition.command.do !== 'clone') return;
      const job = transition.after.jobs.get(reply.Job ?? '');
      demand(job !== undefined, () => `job ${reply.Job} cannot be resolved`);
      demand(job?.target === reply.TargetStorageVolume, () => `job ${reply.Job} works on ${job?.target}`);
      const there = transition.after.volumes.has(reply.TargetStorageVolume ?? '');
      demand(
        there || isFinal(job?.state ?? ''),
        () => `${reply.TargetStorageVolume} is missing, its job ${job?.state}`,
      );
    },
  },
  {
    name: 'OUT-ERR',
    statement: 'for all calls that answer an error, there is neither target nor job, and SMDetails names what is left',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined || reply.ReturnValue === 0 || reply.ReturnValue === 4096) return;
      seen();
      demand(reply.TargetStorageVolume === null && reply.Job === null, () => 'an error came with a target or a job');
      const details = reply.ExtendedStatus?.SMDetails ?? '';
      demand(
        isAfterEffect(reply.decided.step) === (details !== ''),
        () => `SMDetails after an error of ${reply.decided.step}: '${details}'`,
      );
      if (transition.command.do !== 'clone') return;
      for (const id of transition.after.volumes.keys()) {
        if (transition.before.volumes.has(id)) continue;
        demand(details.includes(id), () => `volume ${id} is left, SMDetails says '${details}'`);
      }
    },
  },
  {
    name: 'STATUS-TELLS',
    statement: 'for all errors, ExtendedStatus names code and source, and the numbers that decided; never a password',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      if (reply === undefined) return;
      demand(!JSON.stringify(reply).includes(password), () => 'a reply holds a password');
      const status = reply.ExtendedStatus;
      const ok = reply.ReturnValue === 0 || reply.ReturnValue === 4096;
      demand(ok === (status === null), () => `${reply.ReturnValue} came ${ok ? 'with' : 'without'} an ExtendedStatus`);
      if (status === null) return;
      seen();
      demand(
        status.StatusCode === reply.ReturnValue,
        () => `StatusCode ${status.StatusCode} with ${reply.ReturnValue}`,
      );
      const relayed = reply.ReturnValue > 43_000 && reply.ReturnValue < 44_000;
      const error = relayed ? reply.ReturnValue - 43_000 : reply.ReturnValue;
      demand(status.SMErrorCode === error, () => `SMErrorCode ${status.SMErrorCode} with ${reply.ReturnValue}`);
      const byProvider = relayed || reply.decided.step === 'array';
      demand(status.SMErrorSource === (byProvider ? 2 : 1), () => `SMErrorSource ${status.SMErrorSource}`);
      const { SMMessage: message } = status;
      demand(message !== '' && !/undefined|NaN|null/.test(message), () => `SMMessage is '${message}'`);
      if (/ \((forced|fault '.*')\)$/.test(message)) return;
      const counts = [
        'free',
        'replicas',
        'volumes',
        'metadata',
        'queue',
        'overcommit',
        'sessions',
        'operations',
        'accountSessions',
      ];
      if (counts.includes(reply.decided.because)) demand(/\d/.test(message), () => `no number in '${message}'`);
      if (reply.decided.because === 'free') tellsRoom(transition, message);
    },
  },
];

/** The message of a shortage says, exactly, what is needed and what is free. */
function tellsRoom(transition: Transition, message: string): void {
  const { command, before, after } = transition;
  if (command.do !== 'clone' || before.now !== after.now) return;
  // What moves while jobs copy is said for a glance: '~1.23 GiB'.
  const said = [...message.matchAll(/(?<![~\d.])\d+(?:\.\d+)? (?:[KMGTPE]i)?B/g)].map(([size]) =>
    parseBytes(size, 'message'),
  );
  const source = [...before.volumes.values()].find(({ id, name }) => id === command.on || name === command.on);
  if (source === undefined) return;
  const { TargetPool } = command.with;
  const wanted = typeof TargetPool === 'string' ? TargetPool : source.pool;
  const pool = [...before.pools.values()].find(({ id, name }) => id === wanted || name === wanted);
  // A thief may have come in the very call.
  if (pool === undefined || after.pools.get(pool.id)?.stolen !== pool.stolen) return;
  const need = needOf(source, pool, transition.arrayKind);
  demand(said.includes(need), () => `needs ${need} B, the message says '${message}'`);
  demand(said.includes(pool.free), () => `${pool.free} B are free, the message says '${message}'`);
}
