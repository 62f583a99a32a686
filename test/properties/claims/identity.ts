import { password } from '../arrayKind.js';
import { inWords } from '../describe.js';
import { demand, type Glance, inExtents, isFinal, type Property, replyOf, unlistedCopies } from '../transition.js';

/** Names for things, and looking at them. */
export const identity: readonly Property[] = [
  {
    name: 'ID-UNIQUE',
    statement: 'for all command sequences, no id names two elements, at once or one after the other',
    watch: () => {
      const alive = new Map<string, string>();
      const gone = new Set<string>();
      return ({ array, before, after }, seen) => {
        const found = [
          ...[...after.pools.values()].map(({ id, isRemote }) => [id, `pool ${isRemote}`] as const),
          ...array.volumes().map(({ id, pool }) => [id, `volume ${pool}`] as const),
          ...array.jobs().map((job) => [job.id, `${job.method} ${job.submittedMs} ${job.target}`] as const),
          ...array
            .volumes()
            // Whose roles are reversed.
            .flatMap(({ synchronization: one }) =>
              one ? [[one.id, [one.source, one.target].sort().join(' ')] as const] : [],
            ),
        ];
        const now = new Map<string, string>(found);
        demand(now.size === found.length, () => 'two elements have one id');
        for (const [id, what] of now) {
          demand(!gone.has(id), () => `${id} had gone, and is now ${what}`);
          const known = alive.get(id);
          demand(known === undefined || isSame(known, what), () => `${id} was ${known}, and is now ${what}`);
        }
        for (const id of alive.keys()) if (!now.has(id)) gone.add(id);
        alive.clear();
        for (const [id, what] of now) alive.set(id, what);
        if (after.volumes.size !== before.volumes.size) seen();
      };
    },
  },
  {
    name: 'READ-PURE',
    statement: 'for all reads, the failing ones included, the identity digest and the trace are kept',
    watch:
      () =>
      ({ command, array, untouched }, seen) => {
        if (command.do !== 'read') return;
        seen();
        demand(array.digest('identity') === untouched.digest('identity'), () => 'a read changed the array');
        demand(array.trace().hash === untouched.trace().hash, () => 'a read was traced');
      },
  },
  {
    name: 'INPUT-PURE',
    statement: 'for all input that could not be meant, the identity digest and the trace are kept',
    watch:
      () =>
      ({ outcome, array, untouched }, seen) => {
        if (outcome.kind !== 'badInput') return;
        seen();
        demand(
          array.digest('identity') === untouched.digest('identity'),
          () => `refused, but changed: ${outcome.message}`,
        );
        demand(array.trace().hash === untouched.trace().hash, () => `refused, but traced: ${outcome.message}`);
      },
  },
  {
    name: 'STATUS-TELLS',
    statement: 'for all replies and traces, none holds a password; the rest of it the suite holds',
    watch: () => (transition, seen) => {
      const { command, array } = transition;
      const reply = replyOf(transition);
      if (reply !== undefined) {
        seen();
        demand(!inWords(reply).includes(password), () => 'a reply holds a password');
      }
      // It takes long to read a trace: from time to time is enough.
      if (command.do === 'read') demand(!inWords(array.trace()).includes(password), () => 'the trace holds a password');
    },
  },
  {
    name: 'NO-ORPHAN',
    statement:
      'for all command sequences, whatever is allocated has an owner, every relation its two ends, and the parts agree',
    watch: () => {
      const borrowing = new Set<string>();
      return ({ array, after, arrayKind }, seen) => {
        seen();
        const [violation] = array.violations();
        demand(violation === undefined, () => violation ?? '');
        for (const id of borrowingNow(after)) borrowing.add(id);
        demandOwners(after, arrayKind.extent, borrowing);
        const unlisted = unlistedCopies(after);
        for (const { name, id, replicas, synchronization, pool } of after.volumes.values()) {
          const listed = [...after.volumes.values()].filter((one) => one.synchronization?.source === id).length;
          const clones = listed + unlisted.filter(({ source }) => source === id).length;
          demand(replicas === clones, () => `${name} counts ${replicas} replicas, ${clones} exist`);
          demand(after.pools.has(pool), () => `${name} lives in a pool that is not there`);
          if (synchronization === null) continue;
          demand(synchronization.target === id, () => `${name} has the synchronization of ${synchronization.target}`);
          demand(after.volumes.has(synchronization.source), () => `the source of ${name} is not there`);
        }
        for (const { id, state, target } of after.jobs.values()) {
          demand(
            isFinal(state) || target === null || after.volumes.has(target),
            () => `${id} is ${state}, its target is not there`,
          );
        }
      };
    },
  },
];

/** Whether it can be the same element. A job names what it makes only when that is listed. */
function isSame(was: string, is: string): boolean {
  return was === is || (/^\S+ \d+ null$/.test(was) && is.startsWith(was.slice(0, -'null'.length)));
}

/** The pools of snapshots of what is in another pool: these show extents that are there, and so do clones of them. */
function borrowingNow({ volumes }: Glance): readonly string[] {
  return [...volumes.values()].flatMap(({ isSnapshot, pool, synchronization }) => {
    const source = volumes.get(synchronization?.source ?? '');
    return isSnapshot && source !== undefined && source.pool !== pool ? [pool] : [];
  });
}

/** What pools gave up, from their volumes alone: at least what one of them shows, unless it may be in another pool, at most what all of them show. Targets that are
 * not listed yet have their room, too; in which pool nobody tells, but how much all pools together have for them.
 */
function demandOwners(glance: Glance, extent: bigint, borrowing: ReadonlySet<string>): void {
  const { pools, volumes } = glance;
  const sizes = unlistedCopies(glance).map(({ source }) => volumes.get(source ?? '')?.size ?? 0n);
  const total = (numbers: readonly bigint[]) => numbers.reduce((sum, one) => sum + one, 0n);
  const unlisted = { count: 0, size: 0n };
  const open = [...glance.jobs.values()].filter(({ state }) => !isFinal(state));
  const growing = new Set<string | null>(
    open.flatMap(({ method, target }) => (method === 'StorageVolume.ModifySize' ? [target] : [])),
  );
  for (const pool of pools.values()) {
    const members = [...volumes.values()].filter((volume) => volume.pool === pool.id);
    const sum = (key: 'allocated' | 'charge' | 'size') => members.reduce((total, one) => total + one[key], 0n);
    const largest = members.reduce((most, { allocated }) => (allocated > most ? allocated : most), 0n);
    const hidden = pool.volumes - members.length;
    const most = total(sizes.map((size) => inExtents(size, extent)));
    // What other pools are made of is theirs; what a primordial pool reserves is for those that are being made of it.
    const made = [...pools.values()].filter(({ madeOf }) => madeOf === pool.id);
    const given = pool.used + (pool.isPrimordial ? 0n : pool.reserved) - total(made.map((one) => one.total));
    demand(
      (given >= largest || borrowing.has(pool.id)) &&
        given >= sum('charge') &&
        given <= sum('allocated') + (hidden > 0 ? most : 0n),
      () => `${pool.name} gave up ${given}, its volumes show ${sum('allocated')} and have ${sum('charge')} alone`,
    );
    demand(hidden >= 0 && hidden <= sizes.length, () => `${pool.name} counts ${pool.volumes} volumes`);
    // What a volume grows by is promised before its job is over; how much that is nobody tells.
    if (members.some(({ id }) => growing.has(id))) continue;
    const promised = pool.subscribed - sum('size');
    demand(
      hidden > 0 ? promised > 0n : promised === 0n,
      () => `${pool.name} promised ${pool.subscribed}, not ${sum('size')}`,
    );
    unlisted.count += hidden;
    unlisted.size += promised;
  }
  if (growing.size > 0) return;
  demand(unlisted.count === sizes.length, () => `pools count ${unlisted.count} unlisted volumes, not ${sizes.length}`);
  demand(
    unlisted.size === total(sizes),
    () => `pools promised ${unlisted.size} to unlisted volumes, not ${total(sizes)}`,
  );
}
