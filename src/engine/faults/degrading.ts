import { free } from '../../store/capacity.js';
import { jobsOn, percentNow } from '../../store/progress.js';
import { jobList } from '../../store/rows.js';
import { sharing } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import { setPoolState } from '../controls/changes.js';
import { failShort } from '../jobs/jobs.js';
import type { Engine } from '../parts.js';
import { delayJob, isFresh, lengthOf, note, onCall, onJob, onJobAt, poolOf } from './about.js';
import type { Carriers } from './moment.js';

/** Effects that change time and what is available, and nothing else. */
export const degrading: Pick<
  Carriers,
  | 'delay'
  | 'slowLink'
  | 'stallJob'
  | 'slowJob'
  | 'stealCapacity'
  | 'poolState'
  | 'setCapability'
  | 'staleCache'
  | 'expireCredential'
  | 'clockSkew'
> = {
  delay: (moment, { span }) => {
    const ms = lengthOf(span, () => moment.fired.draw('delay'));
    const { call, job } = moment;
    if (call !== null) onCall(moment, { delayMs: call.strike.delayMs + ms });
    if (job !== null) delayJob(job, moment.fired.fault.id, ms);
  },

  slowLink: (moment, { span }) => {
    if (isFresh(moment)) note(moment, { what: 'slowLink', span });
  },

  stallJob: (moment, effect) => {
    const { job, world, fired } = moment;
    if (job === null) return;
    if (effect.atPercent !== null && percentNow(world, world.jobs.read(job.handle)) < effect.atPercent) {
      onJobAt(moment, effect.atPercent, effect);
    } else if (effect.ms === null) onJob(moment, { stalled: true });
    else delayJob(job, fired.fault.id, effect.ms);
  },

  slowJob: (moment, { factor }) => onJob(moment, { speed: factor }),

  stealCapacity: (moment, { pool: name, size }) => {
    const pool = poolOf(moment, name);
    if (pool === none || !isFresh(moment)) return;
    const { engine, world } = moment;
    const wanted = size === 'all' ? free(world.pools.read(pool)) : size;
    makeRoom(engine, world, pool, wanted);
    const row = world.pools.edit(pool);
    const taken = Math.min(wanted, free(row)) as Blocks; // the smaller of two numbers of blocks
    row.stolen = (row.stolen + taken) as Blocks; // no more than was free
    note(moment, { what: 'stolen', pool, size: taken });
  },

  poolState: (moment, { pool: name, state }) => {
    const pool = poolOf(moment, name);
    if (pool === none || !isFresh(moment)) return;
    const { engine, world } = moment;
    const from = world.pools.read(pool).state;
    note(moment, { what: 'poolState', pool, from, to: setPoolState(engine, world, pool, state) });
  },

  setCapability: (moment, { name, to }) => {
    if (!isFresh(moment)) return;
    const { world } = moment;
    const { settings } = world;
    note(moment, { what: 'capability', name, from: settings.capabilities[name], to });
    const capabilities = { ...settings.capabilities, [name]: to };
    const isFreshCache = settings.discovered === settings.capabilities;
    world.settings = sharing({ ...settings, capabilities, ...(isFreshCache ? { discovered: capabilities } : {}) });
  },

  staleCache: (moment, { changes }) => {
    if (isFresh(moment)) note(moment, { what: 'staleCache', left: changes });
  },

  expireCredential: (moment, { account: name }) => {
    const { world } = moment;
    const username = name ?? world.settings.credential?.username;
    if (username === undefined || !isFresh(moment)) return;
    const [handle] = world.accountNames.find(world.accounts, username);
    if (handle === undefined) return;
    const account = world.accounts.payload(handle);
    note(moment, { what: 'account', name: username, from: account.expiresAtMs, to: world.nowMs });
    world.accounts.setPayload(handle, { ...account, expiresAtMs: world.nowMs });
    world.ownAccount = 'not looked up';
  },

  clockSkew: (moment, { ms }) => {
    if (isFresh(moment)) note(moment, { what: 'clockSkew', ms });
  },
};

/** A thief that wants more than is free gets what was promised to jobs: the youngest of them fail for want of room. */
function makeRoom(engine: Engine, world: World, pool: PoolHandle, wanted: Blocks): void {
  const jobs: JobHandle[] = [...jobsOn(world, jobList.active), ...jobsOn(world, jobList.waiting)]
    .filter((job) => world.jobs.read(job).pool === pool && world.jobs.read(job).room > 0)
    .sort((left, right) => right - left);
  for (const job of jobs) {
    if (free(world.pools.read(pool)) >= wanted) return;
    // One that got its slot from another that failed is still unfinished.
    if (world.jobs.read(job).list !== jobList.finished) failShort(engine, world, job);
  }
}
