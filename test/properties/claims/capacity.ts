import { demand, type Glance, inExtents, isFinal, type Property, replyOf } from '../moment.js';

/** Room, told by arithmetic of its own: whole bytes, nothing of the engine. */
export const capacity: readonly Property[] = [
  {
    name: 'CONSERVE',
    statement: 'for all command sequences, total = free + used + reserved in every pool',
    floor: 2000,
    watch: () => (moment, seen) => {
      for (const { name, total, free, used, reserved } of moment.after.pools.values()) {
        seen();
        demand(total === free + used + reserved, () => `${name}: ${total} is not ${free} + ${used} + ${reserved}`);
      }
    },
  },
  {
    name: 'BOUNDS',
    statement: 'for all command sequences, 0 <= free, used, reserved <= total in every pool',
    floor: 2000,
    watch: () => (moment, seen) => {
      for (const pool of moment.after.pools.values()) {
        seen();
        for (const part of [pool.free, pool.used, pool.reserved]) {
          demand(0n <= part && part <= pool.total, () => `${pool.name}: ${part} of ${pool.total}`);
        }
      }
    },
  },
  {
    name: 'CHARGE',
    statement:
      'for all volumes, the charge is the size in whole extents, and what a pool gave up is the sum of the charges',
    floor: 2000,
    watch: () => (moment, seen) => {
      const { after, variety } = moment;
      const given = sums(after);
      for (const volume of after.volumes.values()) {
        seen();
        const charge = inExtents(volume.size, variety.extent);
        demand(
          volume.charge === charge,
          () => `${volume.name} is charged ${volume.charge}, its size asks for ${charge}`,
        );
      }
      for (const { id, name, used, reserved } of after.pools.values()) {
        const expected = given.get(id) ?? 0n;
        demand(
          used + reserved === expected,
          () => `${name} gave up ${used + reserved}, its volumes are worth ${expected}`,
        );
      }
      const reply = replyOf(moment);
      const target = after.volumes.get(reply?.TargetStorageVolume ?? '');
      if (target === undefined || moment.command.do !== 'clone') return;
      const { on } = moment.command;
      const source = [...moment.before.volumes.values()].find(({ id, name }) => id === on || name === on);
      demand(source?.size === target.size, () => `the source has ${source?.size} bytes, its clone ${target.size}`);
    },
  },
  {
    name: 'RESERVE',
    statement:
      'for all accepted jobs, the pool reserves exactly what is left to copy: no later shortage, but a forced one',
    floor: 300,
    watch: () => (moment, seen) => {
      const { after, variety } = moment;
      for (const pool of after.pools.values()) {
        let [least, most] = [0n, 0n];
        for (const job of after.jobs.values()) {
          const target = after.volumes.get(job.target);
          if (isFinal(job.state) || target === undefined || target.pool !== pool.id) continue;
          seen();
          // A percentage is rounded down, and stays at 99 until the end: the copied part is known within one percent.
          const percent = BigInt(job.percentComplete);
          const from = (target.size * percent) / 100n;
          const to = percent === 99n ? target.size : (target.size * (percent + 1n)) / 100n + 1n;
          most += target.charge - inExtents(from, variety.extent);
          const copied = inExtents(to, variety.extent);
          if (job.startedMs === null) least += target.charge;
          else least += copied > target.charge ? 0n : target.charge - copied;
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
    statement: 'for all commands, free changes by exactly what volumes came, went, and what the pool grew',
    floor: 30,
    watch: () => (moment, seen) => {
      const { before, after } = moment;
      const [was, is] = [sums(before), sums(after)];
      for (const pool of after.pools.values()) {
        const earlier = before.pools.get(pool.id);
        if (earlier === undefined) continue;
        const delta = (is.get(pool.id) ?? 0n) - (was.get(pool.id) ?? 0n);
        if (delta < 0n) seen();
        const expected = earlier.free - delta + pool.total - earlier.total;
        demand(pool.free === expected, () => `${pool.name} has ${pool.free} free, ${expected} expected`);
      }
    },
  },
  {
    name: 'SHORTAGE-TIGHT',
    statement: 'for all calls, the answer is a shortage of room only if need > free, and OK only if need <= free',
    floor: 100,
    watch: () => (moment, seen) => {
      const reply = replyOf(moment);
      const { before, after, command, variety } = moment;
      if (reply === undefined || command.do !== 'clone' || before.now !== after.now) return;
      const { ReturnValue: code, decided, ExtendedStatus: status } = reply;
      const ok = code === 0 || code === 4096;
      const short = decided.because === 'free' && status?.SMMessage.endsWith('(forced)') === false;
      if (!ok && !short) return;
      seen();
      const source = [...before.volumes.values()].find(({ id, name }) => id === command.on || name === command.on);
      const wanted = command.with.TargetPool ?? source?.pool;
      const pool = [...before.pools.values()].find(({ id, name }) => id === wanted || name === wanted);
      if (source === undefined || pool === undefined) throw new Error(`${code} for a source or pool that is not there`);
      const need = inExtents(source.size, variety.extent);
      demand(need > pool.free === short, () => `needs ${need}, ${pool.free} are free, the answer is ${code}`);
      const shortage = variety.options.version === '2016' ? 40_002 : 4;
      if (short) demand(code === shortage, () => `a shortage is ${shortage} in this version, not ${code}`);
    },
  },
];

/** What the volumes of each pool are worth. */
function sums(view: Glance): ReadonlyMap<string, bigint> {
  const sum = new Map<string, bigint>();
  for (const { pool, charge } of view.volumes.values()) sum.set(pool, (sum.get(pool) ?? 0n) + charge);
  return sum;
}
