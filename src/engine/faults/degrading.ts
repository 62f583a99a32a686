import { free } from '../../store/capacity.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn, percentNow } from '../../store/progress.js';
import { sharing } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Carriers, Engine } from '../components.js';
import { setLink } from '../controls/link.js';
import { setPoolState } from '../controls/states.js';
import { catchUp, share } from '../jobs/copying.js';
import { failBecause } from '../jobs/end.js';
import { delayJob, isFresh, lengthOf, note, onCall, onDetach, onJob, onJobAt, poolOf } from './about.js';

/** Effects that change time and what is available, and nothing else. */
export const degrading: Pick<
  Carriers,
  | 'delay'
  | 'slowLink'
  | 'stallJob'
  | 'slowJob'
  | 'stealCapacity'
  | 'poolState'
  | 'linkState'
  | 'setCapability'
  | 'staleCache'
  | 'expireCredential'
  | 'clockSkew'
> = {
  delay: (injection, { span }) => {
    const ms = lengthOf(span, () => injection.fired.draw('delay'));
    const { call, job, detach } = injection;
    if (detach !== undefined) onDetach(injection, { delayMs: detach.delayMs + ms });
    if (call !== null) onCall(injection, { delayMs: call.injected.delayMs + ms });
    if (job !== null) delayJob(job, injection.fired.fault.id, ms);
  },

  slowLink: (injection, { span }) => {
    if (isFresh(injection)) note(injection, { what: 'slowLink', span });
  },

  stallJob: (injection, effect) => {
    const { job, world, fired } = injection;
    if (job === null) return;
    if (effect.atPercent !== null && percentNow(world, world.jobs.read(job.handle)) < effect.atPercent) {
      onJobAt(injection, effect.atPercent, effect);
    } else if (effect.ms === null) onJob(injection, { stalled: true });
    else delayJob(job, fired.fault.id, effect.ms);
  },

  slowJob: (injection, { factor }) => onJob(injection, { speed: factor }),

  stealCapacity: (injection, { pool: name, size }) => {
    const pool = poolOf(injection, name);
    if (pool === none || !isFresh(injection)) return;
    const { engine, world } = injection;
    const wanted = size === 'all' ? free(world.pools.read(pool)) : size;
    makeRoom(engine, world, pool, wanted);
    const row = world.pools.edit(pool);
    const taken = Math.min(wanted, free(row)) as Blocks; // the smaller of two numbers of blocks
    row.stolen = (row.stolen + taken) as Blocks; // no more than was free
    note(injection, { what: 'stolen', pool, size: taken });
  },

  poolState: (injection, { pool: name, state }) => {
    const pool = poolOf(injection, name);
    if (pool === none || !isFresh(injection)) return;
    const { engine, world } = injection;
    const from = world.pools.read(pool).state;
    note(injection, { what: 'poolState', pool, from, to: setPoolState(engine, world, pool, state) });
  },

  linkState: (injection, { state }) => {
    if (!isFresh(injection)) return;
    const { engine, world } = injection;
    const from = world.settings.replicationLink;
    const to = engine.lifecycles.replicationLink.stateIndex(state);
    note(injection, { what: 'link', from, to });
    setLink(engine, world, to);
  },

  setCapability: (injection, { name, to }) => {
    if (!isFresh(injection)) return;
    const { world } = injection;
    const { settings } = world;
    note(injection, { what: 'capability', name, from: settings.capabilities[name], to });
    const capabilities = { ...settings.capabilities, [name]: to };
    const isFreshCache = settings.discovered === settings.capabilities;
    world.settings = sharing({ ...settings, capabilities, ...(isFreshCache ? { discovered: capabilities } : {}) });
  },

  staleCache: (injection, { changes }) => {
    if (isFresh(injection)) note(injection, { what: 'staleCache', left: changes });
  },

  expireCredential: (injection, { account: name }) => {
    const { world } = injection;
    const username = name ?? world.settings.credential?.username;
    if (username === undefined || !isFresh(injection)) return;
    const [handle] = world.accountNames.find(world.accounts, username);
    if (handle === undefined) return;
    const account = world.accounts.payload(handle);
    note(injection, { what: 'account', name: username, from: account.expiresAtMs, to: world.nowMs });
    world.accounts.setPayload(handle, { ...account, expiresAtMs: world.nowMs });
    world.ownAccount = 'not looked up';
  },

  clockSkew: (injection, { ms }) => {
    if (isFresh(injection)) note(injection, { what: 'clockSkew', ms });
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
    if (world.jobs.read(job).list !== jobList.finished) {
      catchUp(world);
      failBecause(engine, world, job, 'ranOut');
      share(engine, world);
    }
  }
}
