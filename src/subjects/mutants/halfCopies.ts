import type { Advertised } from '../../conformance/subject/advertised.js';
import type { ContentsRange, VolumeSeen } from '../../conformance/subject/observations.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { controlJob } from '../../engine/jobs/control.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import type { Simulator } from '../simulator.js';
import { failAll } from './faults.js';
import { type ArrayMutant, ofComponents, on, pretending, wrapped } from './mutant.js';
import { ending, without } from './tables.js';

const leaving = on({ base: 'full-copy', jobs: { leavesResidue: true } });
const leavingKilled = on({ base: 'full-copy', jobs: { killLeavesResidue: true } });
const background = on({ base: 'full-copy', clones: { targetUsable: 'atAcceptance' } });
const forgetful = on({ base: 'full-copy', provider: { forgets: ['calls', 'jobs', 'subscriptions'] } });

const { effects } = defaultComponents;
const isTarget = ({ source }: VolumeSeen) => source !== null;
const isCopiedTo = (one: VolumeSeen) => isTarget(one) && one.state === 'starting';
const hasFailed = (one: VolumeSeen) => isTarget(one) && one.state === 'failed';

/** Arrays that are wrong about copies that are not complete, about jobs that are forgotten, and about pools that are offline. */
export const wrongHalves: readonly ArrayMutant[] = [
  holding('half-copy-reads-whole', 'A target holds all of its source from the start.', isCopiedTo, ofSource),
  holding('residue-reads-whole', 'What a failed copy leaves holds all of its source.', hasFailed, ofSource, leaving),
  holding(
    'residue-of-another',
    'What a failed copy leaves holds data that its source never held.',
    hasFailed,
    (all) => all.map((range) => ({ ...range, tag: `${range.tag}!` })),
    leaving,
  ),
  holding(
    'killed-residue-reads-whole',
    'What a killed copy leaves holds all of its source.',
    hasFailed,
    ofSource,
    leavingKilled,
  ),
  holding(
    'background-copy-reads-half',
    'A target that hosts may use shows them nothing but what was copied.',
    (one) => isTarget(one) && one.usable,
    (all, inner, { id }) => (isUnderWay(inner, id) ? [] : all),
    background,
  ),
  holding(
    'host-data-lost',
    'What a failed copy leaves has lost what hosts wrote to it.',
    hasFailed,
    (all) => all.filter(({ tag }) => tag !== 'meanwhile'),
    background,
  ),
  hiding('used-target-vanishes', 'A target that hosts use goes when its job fails.', background),
  hiding(
    'killed-target-vanishes',
    'A job that is killed takes its target along, although it says that it leaves it.',
    leavingKilled,
  ),
  pretending(
    'keeps-forgotten-jobs',
    'It says that a restart forgets its jobs, and knows them still.',
    {},
    (advertised: Advertised) => ({
      ...advertised,
      forgetsJobs: true,
    }),
  ),
  restarting('forgotten-copy-stops', 'The copy of a job that is forgotten stops.', (moment) => {
    const { engine, world } = moment;
    for (const job of [...jobsOn(world, jobList.waiting), ...jobsOn(world, jobList.active)])
      controlJob(engine, world, job, 'KILL');
  }),
  restarting('forgotten-job-fails', 'The copy of a job that is forgotten fails.', failAll),
  wrapped('offline-pool-volumes-usable', 'The volumes of a pool that is offline are usable.', (inner) => ({
    volume: (one) =>
      isOffline(inner, one.pool) && one.state === 'offline' ? { ...one, usable: true, state: 'online' } : one,
  })),
  ofComponents(
    'offline-pool-source-cloned',
    'It clones a volume whose pool is offline into another pool.',
    without('array/sourcePoolOffline'),
  ),
  ofComponents(
    'offline-pool-copy-goes-on',
    'A copy goes on when the pool of its source goes offline.',
    ending('sourcePoolLost', () => []),
  ),
  wrapped('locks-while-copied', 'It says that it locks a volume which is copied.', (inner) => ({
    act: (action, next) =>
      next(action) ||
      (action.do === 'setState' &&
        ['resizing', 'restoring'].includes(action.state) &&
        inner.observe({ kind: 'volume', id: action.element })?.usable === true),
  })),
];

/** What is found on some volumes is something else. */
function holding(
  name: string,
  wrong: string,
  concerns: (one: VolumeSeen) => boolean,
  change: (all: readonly ContentsRange[], inner: Simulator, one: VolumeSeen) => readonly ContentsRange[],
  base = on('full-copy'),
): ArrayMutant {
  const override = (inner: Simulator) => ({
    contents: (all: readonly ContentsRange[], id: string) => {
      const one = inner.observe({ kind: 'volume', id });
      return one !== null && concerns(one) ? change(all, inner, one) : all;
    },
  });
  return wrapped(name, wrong, override, base);
}

function ofSource(all: readonly ContentsRange[], inner: Simulator, { source }: VolumeSeen): readonly ContentsRange[] {
  return (source === null ? null : inner.observe({ kind: 'contents', id: source })) ?? all;
}

/** What is left of copies that ended before they were complete is not listed. */
function hiding(name: string, wrong: string, base: ReturnType<typeof on>): ArrayMutant {
  return wrapped(name, wrong, () => ({ volume: (one) => (hasFailed(one) ? null : one) }), base);
}

/** Something happens to its jobs when its provider restarts, which then forgets them. */
function restarting(
  name: string,
  wrong: string,
  before: (moment: Parameters<typeof effects.restartProvider>[0]) => void,
): ArrayMutant {
  const restartProvider: typeof effects.restartProvider = (moment, effect) => {
    before(moment);
    effects.restartProvider(moment, effect);
  };
  return ofComponents(name, wrong, { effects: { ...effects, restartProvider } }, forgetful);
}

function isUnderWay(inner: Simulator, volume: string): boolean {
  return inner.observe({ kind: 'jobs' }).some(({ target, jobState }) => target === volume && jobState < 7);
}

function isOffline(inner: Simulator, pool: string): boolean {
  return inner.observe({ kind: 'pools' }).some(({ id, state }) => id === pool && state === 'offline');
}
