import type { Query, VolumeSeen } from '../../conformance/subject/observations.js';
import { type Simulator, simulatorDriver } from '../simulator.js';
import { renamed } from './clones.js';
import { type ArrayMutant, isOk, keeping, ofComponents, on, wrapped } from './mutant.js';
import { targetOf } from './replies.js';
import { changed } from './tables.js';
import { callOf, type Overrides, wrapDriver } from './wrapDriver.js';

/** Arrays that are wrong about what several calls, looks or lives have to do with each other. */
export const wrongRelations: readonly ArrayMutant[] = [
  wrapped('id-reused', 'A new clone gets the id of a volume that was deleted.', (inner) => {
    const free: string[] = [];
    const shown = new Map<string, string>();
    const real = new Map<string, string>();
    const show = (id: string) => shown.get(id) ?? id;
    const found = (id: string) => real.get(id) ?? id;
    return {
      of: null,
      asks: (asked) => ({ ...asked, on: found(asked.on) }),
      answers: (reply) => {
        const target = targetOf(reply);
        if (target === null) return reply;
        const old = free.shift();
        if (old !== undefined) {
          shown.set(target, old);
          real.set(old, target);
        }
        return { ...reply, TargetStorageVolume: show(target) };
      },
      query: (query) => ('id' in query ? { ...query, id: found(query.id) } : query) as Query, // the same kind
      volume: (one) => ({ ...one, id: show(one.id), source: one.source === null ? null : show(one.source) }),
      job: (one) => ({ ...one, target: one.target === null ? null : show(one.target) }),
      act: (action, next) => {
        const asked =
          'volume' in action
            ? { ...action, volume: found(action.volume) }
            : 'element' in action
              ? { ...action, element: found(action.element) }
              : action;
        return next(asked);
      },
      deletes: (volume, next) => {
        const done = next();
        if (done && inner.observe({ kind: 'volume', id: found(volume) }) === null) free.push(show(volume));
        return done;
      },
    };
  }),
  wrapped('stale-read', 'A list of its volumes does not show yet what the call before it did.', (inner) => {
    let before: readonly VolumeSeen[] | undefined;
    return {
      call: (asked, next) => {
        before = inner.observe({ kind: 'volumes' });
        return next(asked);
      },
      volumes: (all) => {
        const listed = before ?? all;
        before = undefined;
        return listed;
      },
    };
  }),
  wrapped('clone-unlisted', 'It does not list the youngest of its volumes.', () => ({
    volumes: (all) => (all.at(-1)?.source == null ? all : all.slice(0, -1)),
  })),
  wrapped('lists-twice', 'It lists its last volume twice.', () => ({ volumes: (all) => [...all, ...all.slice(-1)] })),
  wrapped('time-passes-at-looks', 'Time passes when its volumes are listed.', (inner) => ({
    volumes: (all) => {
      inner.advance(1);
      return all;
    },
  })),
  wrapped('looks-leave-a-mark', 'It keeps a record of who looked at its pools.', () => {
    let looks = 0;
    return {
      pool: (one) => {
        looks++;
        return one;
      },
      fingerprint: (print) => `${print} ${looks}`,
    };
  }),
  wrapped('clock-runs-backwards', 'Its clock runs backwards.', () => ({ now: (ms) => 1_000_000_000 - ms })),
  worldly('counts-all-lives', 'It names its clones by how many it has made in all of its lives.', () => {
    let made = 0;
    return () => ({
      asks: (call) =>
        call.with.ElementName === undefined ? { ...call, with: { ...call.with, ElementName: `no-${made++}` } } : call,
    });
  }),
  worldly('fingerprints-differ', 'No two of its lives are alike.', () => {
    let lives = 0;
    return () => {
      const life = lives++;
      return { fingerprint: (print) => `${print} ${life}` };
    };
  }),
  wrapped('fork-is-shared', 'What is done to its fork is done to it, too.', (inner) => ({
    twin: (how, next) => (how === 'fork' ? inner : next(how)),
  })),
  wrapped('fork-is-older', 'Its fork is a millisecond older.', () => ({
    twin: (how, next) => {
      const twin = next(how);
      if (how === 'fork') twin.advance(1);
      return twin;
    },
  })),
  wrapped('restore-forgets-jobs', 'What is restored has forgotten the jobs that ran.', () => ({
    twin: (how, next) => {
      const twin = next(how);
      if (how === 'restore') {
        for (const { id } of twin.observe({ kind: 'jobs' })) twin.act({ do: 'control', job: id, control: 'kill' });
      }
      return twin;
    },
  })),
  wrapped('restore-takes-time', 'What is restored is a millisecond older.', () => ({
    twin: (how, next) => {
      const twin = next(how);
      if (how === 'restore') twin.advance(1);
      return twin;
    },
  })),
  wrapped('capabilities-flap', 'It says something else each time it is asked for its limits.', () => {
    let asked = 0;
    return {
      capabilities: (advertised) => ({
        ...advertised,
        limits: { ...advertised.limits, replicasPerSource: (advertised.limits.replicasPerSource ?? 0) + (asked++ % 2) },
      }),
    };
  }),
  ofComponents(
    'refuses-every-other-volume',
    'It refuses a clone when the number of its volumes is even.',
    changed(['array/executionFailed'], (row) => [{ ...row, when: ({ world }) => world.volumes.size % 2 === 0 }]),
  ),
  ofComponents(
    'dislikes-a-letter',
    'It refuses a name that begins with the wrong letter.',
    changed(['array/executionFailed'], (row) => [
      { ...row, when: ({ request }) => /^[m-r]/.test(request.elementName ?? '') },
    ]),
  ),
  ofComponents(
    'dislikes-large-volumes',
    'It refuses to clone a volume of more than 32 MiB.',
    changed(['array/executionFailed'], (row) => [{ ...row, when: ({ volume }) => (volume?.size ?? 0) > 65_536 }]),
  ),
  ofComponents(
    'dislikes-clones-of-clones',
    'It refuses to clone a clone.',
    changed(['array/executionFailed'], (row) => [
      { ...row, when: ({ volume }) => (volume?.synchronization ?? -1) !== -1 },
    ]),
    keeping,
  ),
  wrapped(
    'delete-does-nothing',
    'It says that a clone is deleted, and keeps it.',
    (inner) => ({
      deletes: (volume, next) => {
        const isClone = inner.observe({ kind: 'volume', id: volume })?.source != null;
        return isClone ? true : next();
      },
    }),
    keeping,
  ),
  wrapped(
    'delete-takes-clones-too',
    'It deletes the clones of a volume with it.',
    (inner) => ({
      deletes: (volume, next) => {
        const clones = inner.observe({ kind: 'volumes' }).filter(({ source }) => source === volume);
        const done = next();
        if (done) for (const { id } of clones) inner.act({ do: 'delete', volume: id });
        return done;
      },
    }),
    keeping,
  ),
  wrapped('deletes-what-is-gone', 'It says that it deletes a volume that is there no more.', (inner) => ({
    deletes: (volume, next) => next() || inner.observe({ kind: 'volume', id: volume }) === null,
  })),
  wrapped(
    'deleted-name-stays-taken',
    'The name of a volume that was deleted is never free again.',
    (inner) => {
      const taken = new Set<string>();
      return {
        deletes: (volume, next) => {
          const gone = inner.observe({ kind: 'volume', id: volume });
          const done = next();
          if (done && gone !== null) taken.add(gone.name);
          return done;
        },
        // A name that is there is refused by itself.
        asks: (call) =>
          renamed(call, (name) => (taken.has(name) ? firstName(inner.observe({ kind: 'volumes' })) : name)),
      };
    },
    on('strict-names'),
  ),
  wrapped('second-of-its-kind-refused', 'It refuses the second clone of a source with 4.', (inner) => {
    const cloned = new Set<string>();
    return {
      call: (asked, next) => {
        if (cloned.has(asked.on)) {
          const twin = inner.twin('fork');
          twin.act({ do: 'setState', element: asked.on, state: 'offline' });
          return callOf(twin, asked);
        }
        const reply = next(asked);
        if (!('noReply' in reply) && isOk(reply)) cloned.add(asked.on);
        return reply;
      },
    };
  }),
];

/** An array that keeps something in mind from one life to the next. */
function worldly(name: string, wrong: string, begin: () => (inner: Simulator) => Overrides): ArrayMutant {
  return { name, wrong, base: {}, make: () => wrapDriver(simulatorDriver({ name }), begin()) };
}

function firstName(volumes: readonly VolumeSeen[]): string {
  return volumes[0]?.name ?? '';
}
