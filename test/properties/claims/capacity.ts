import { needOf } from '../causes.js';
import { ask } from '../situation.js';
import { situationsAtArray } from '../situationsOf.js';
import { demand, inExtents, isFinal, type Property, replyOf, type Transition } from '../transition.js';

/** Room, told by arithmetic of its own: whole bytes, nothing of the engine. */
export const capacity: readonly Property[] = [
  {
    name: 'CONSERVE',
    statement: 'for all command sequences, total = free + used + reserved + stolen in every pool',
    watch: () => (transition, seen) => {
      for (const { name, total, free, used, reserved, stolen } of transition.after.pools.values()) {
        seen();
        const sum = free + used + reserved + stolen;
        demand(total === sum, () => `${name}: ${total} is not ${free} + ${used} + ${reserved} + ${stolen}`);
      }
    },
  },
  {
    name: 'BOUNDS',
    statement: 'for all command sequences, 0 <= free, used, reserved, stolen <= total in every pool',
    watch: () => (transition, seen) => {
      for (const pool of transition.after.pools.values()) {
        seen();
        for (const part of [pool.free, pool.used, pool.reserved, pool.stolen]) {
          demand(0n <= part && part <= pool.total, () => `${pool.name}: ${part} of ${pool.total}`);
        }
      }
    },
  },
  {
    name: 'CHARGE',
    statement:
      'for all volumes, the charge is what their kind takes: the size in whole extents, what was written, or nothing; and pools gave up the distinct extents that somebody shows',
    watch: () => (transition, seen) => {
      const { after, arrayKind, observer } = transition;
      const { kind } = arrayKind.profile.allocation;
      for (const { id, name, size, charge, allocated } of after.volumes.values()) {
        seen();
        const shown = observer.allocated(id);
        demand(allocated === shown, () => `${name} has ${allocated} allocated, it shows ${shown}`);
        const whole = inExtents(size, arrayKind.extent);
        if (kind === 'full') demand(charge === whole, () => `${name} is charged ${charge}, its size asks for ${whole}`);
        else if (kind === 'thin') demand(charge === shown, () => `${name} is charged ${charge}, it shows ${shown}`);
        else demand(charge <= shown, () => `${name} is charged ${charge}, more than the ${shown} that it shows`);
      }
      for (const { id, name, used, reserved } of after.pools.values()) {
        const expected = observer.given.get(id) ?? 0n;
        demand(used + reserved === expected, () => `${name} gave up ${used + reserved}, somebody shows ${expected}`);
      }
      demandPrice(transition);
    },
  },
  {
    name: 'RESERVE',
    statement:
      'for all accepted jobs, the pool reserves exactly what is left to copy: no later shortage, but a forced one',
    watch: () => (transition, seen) => {
      const { after, arrayKind, observer } = transition;
      for (const pool of after.pools.values()) {
        let [least, most] = [0n, 0n];
        for (const job of after.jobs.values()) {
          const target = after.volumes.get(job.target);
          const known = observer.volumes.get(job.target);
          if (isFinal(job.state) || target === undefined || known === undefined || target.pool !== pool.id) continue;
          seen();
          const { room, toCopy } = known;
          // A percentage is rounded down, and stays at 99 until the end: the copied part is known within one percent.
          const percent = BigInt(job.percentComplete);
          const from = (toCopy * percent) / 100n;
          const to = percent === 99n ? toCopy : (toCopy * (percent + 1n)) / 100n + 1n;
          most += left(room, inExtents(from, arrayKind.extent));
          least += job.startedMs === null ? room : left(room, inExtents(to, arrayKind.extent));
        }
        const { name, reserved } = pool;
        demand(
          least <= reserved && reserved <= most,
          () => `${name} reserves ${reserved}, between ${least} and ${most} is due`,
        );
      }
    },
  },
  {
    name: 'REFUND',
    statement:
      'for all commands, free changes by exactly what volumes came, grew and went, what the pool grew, and what was stolen',
    watch: () => (transition, seen) => {
      const { before, after, observer } = transition;
      for (const pool of after.pools.values()) {
        const earlier = before.pools.get(pool.id);
        if (earlier === undefined) continue;
        const delta = (observer.given.get(pool.id) ?? 0n) - (observer.givenBefore.get(pool.id) ?? 0n);
        if (delta < 0n) seen();
        const expected = earlier.free - delta + pool.total - earlier.total - (pool.stolen - earlier.stolen);
        demand(pool.free === expected, () => `${pool.name} has ${pool.free} free, ${expected} expected`);
      }
    },
  },
  {
    name: 'SHORTAGE-TIGHT',
    statement: 'for all calls, the answer is a shortage of room only if need > free, and OK only if need <= free',
    watch: () => (transition, seen) => {
      const reply = replyOf(transition);
      const { command, arrayKind, observer } = transition;
      if (reply === undefined || command.do !== 'clone') return;
      const { ReturnValue: code, decided, ExtendedStatus: status } = reply;
      const ok = code === 0 || code === 4096;
      const short = decided.because === 'free' && status?.SMMessage.endsWith('(forced)') === false;
      if (!ok && !short) return;
      seen();
      const asked = ask(observer.before, command);
      const found = situationsAtArray(transition).flatMap(({ view }) => {
        const [source, pool] = [view.volumes.get(asked.source ?? ''), view.pools.get(asked.pool ?? '')];
        return source && pool ? [{ need: needOf(source, pool, arrayKind), free: pool.free }] : [];
      });
      demand(found.length > 0, () => `${code} for a source or pool that is not there`);
      const fits = found.some(({ need, free }) => need > free === short);
      demand(fits, () => `needs ${found[0]?.need}, ${found[0]?.free} are free, the answer is ${code}`);
      const shortage = arrayKind.options.version === '2016' ? 40_002 : 4;
      if (short) demand(code === shortage, () => `a shortage is ${shortage} in this version, not ${code}`);
    },
  },
];

/** A clone that was just accepted has the size of its source, and took from its pool what its kind takes. */
function demandPrice({ before, after, command, outcome, arrayKind, observer }: Transition): void {
  if (outcome.kind !== 'reply' || command.do !== 'clone') return;
  const target = after.volumes.get(outcome.reply.TargetStorageVolume ?? '');
  const source = before.volumes.get(ask(observer.before, command).source ?? '');
  if (target === undefined || source === undefined) return;
  demand(source.size === target.size, () => `the source has ${source.size} bytes, its clone ${target.size}`);
  const [was, is] = [before.pools.get(target.pool), after.pools.get(target.pool)];
  if (before.now !== after.now || was === undefined || is === undefined) return;
  const need = needOf(source, is, arrayKind);
  const took = was.free - is.free - (is.stolen - was.stolen);
  demand(took === need, () => `the clone took ${took} of ${is.name}, not ${need}`);
}

function left(room: bigint, used: bigint): bigint {
  return used > room ? 0n : room - used;
}
