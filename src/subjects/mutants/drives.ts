import { defaultComponents } from '../../engine/defaultComponents.js';
import type { AnyOperation } from '../../operations/operation.js';
import type { Change } from '../../operations/plan.js';
import { blocks } from '../../vocabulary/units/sizes.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { operating, without } from './tables.js';

const byJob = on({ base: 'full-copy', poolCreation: { by: 'job', takes: '2 s' } });
const half = ({ size }: { readonly size: number }) => ({ size: blocks(Math.floor(size / 2)) });

/** Arrays that are wrong about what becomes of disk drives, and of pools that are made of them. */
export const wrongDrives: readonly ArrayMutant[] = [
  ofComponents(
    'hot-spare-in-a-pool',
    'It makes a pool of a hot spare.',
    without('CreatePool service/hotSpare', 'CreatePool array/drivesTaken'),
  ),
  ofComponents(
    'drive-in-two-pools',
    'It makes a pool of a drive that another pool has.',
    without('CreatePool service/drivesHeld', 'CreatePool array/drivesTaken'),
  ),
  wrapped('drive-named-twice', 'It takes a drive that is named twice for one.', () => ({
    of: 'CreatePool',
    asks: (call) => {
      const { DiskDriveObjectIds: drives } = call.with;
      return Array.isArray(drives)
        ? { ...call, with: { ...call.with, DiskDriveObjectIds: [...new Set(drives)] } }
        : call;
    },
  })),
  ofComponents(
    'drive-of-a-pool-added',
    'It gives a pool a drive that another pool has.',
    without('AddDiskDrives array/drivesHeld'),
  ),
  ofComponents('spare-added-as-any-drive', 'It adds a hot spare to a pool.', without('AddDiskDrives array/hotSpare')),
  ofComponents(
    'pool-of-half-its-drives',
    'A pool that it makes is half as large as its drives.',
    changing('CreatePool', (change) => ({ ...change, ...half(change) })),
  ),
  ofComponents(
    'drive-adds-half',
    'A pool grows by half of the drive that is added to it.',
    changing('AddDiskDrives', (change) => ({ ...change, ...half(change) })),
  ),
  ofComponents(
    'growth-without-a-drive',
    'A pool grows, and the drive that was added to it is still free.',
    changing('AddDiskDrives', (change) => ({ ...change, drives: [] })),
  ),
  ofComponents(
    'growth-in-words-alone',
    'It says that a pool has grown, which it has not.',
    operating('AddDiskDrives', (operation) => ({
      ...operation,
      plan: (facts) => ({ ...operation.plan(facts), change: null }),
    })),
  ),
  wrapped('grown-pool-misnamed', 'It names the primordial pool as that which has grown.', (inner) => ({
    of: 'AddDiskDrives',
    answers: (reply) => {
      const home = inner.observe({ kind: 'pools' }).find(({ id }) => id === reply.Pool)?.madeOf;
      return isOk(reply) ? { ...reply, Pool: home ?? null } : reply;
    },
  })),
  wrapped('drives-of-a-pool-shown-free', 'It shows a drive as free that a pool has.', () => ({
    drive: (one) => ({ ...one, pool: null }),
  })),
  wrapped(
    'larger-before-the-drives',
    'A pool has the room of a drive before the job is done that adds it.',
    (inner) => ({
      pool: (one) => {
        const isGrowing = inner.array.jobs().some(({ state }) => state === 'running' || state === 'starting');
        const isOfDrives = inner.drives().some(({ pool }) => pool === one.id);
        const more = isGrowing && isOfDrives && one.total > 0 ? 2 ** 20 : 0;
        return { ...one, total: one.total + more, free: one.free + more };
      },
    }),
    byJob,
  ),
];

type Made = Extract<Change, { readonly kind: 'poolCreation' }>;
type Grown = Extract<Change, { readonly kind: 'poolGrowth' }>;

/** A method with another plan of the pool that it makes, or that grows. */
function changing(method: 'CreatePool' | 'AddDiskDrives', change: <Of extends Made | Grown>(planned: Of) => Of) {
  const own: AnyOperation = defaultComponents.operations[method];
  return operating(method, (operation) => ({
    ...operation,
    plan: (facts) => {
      const plan = own.plan(facts);
      const { change: planned } = plan;
      const isPools = planned?.kind === 'poolCreation' || planned?.kind === 'poolGrowth';
      return isPools ? { ...plan, change: change(planned) } : plan;
    },
  }));
}
