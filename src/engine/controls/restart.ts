import { jobList, jobWork } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { endSession } from '../sessions/session.js';

/** What a provider forgets when its server stops, whoever stops it.
 * @param forgets the profile's `provider.forgets`, unless a fault says otherwise
 */
export function forget(world: World, forgets: Profile['provider']['forgets']): void {
  if (forgets.includes('calls')) loseSessions(world);
  if (forgets.includes('subscriptions')) {
    const { indications } = world.settings;
    world.settings = { ...world.settings, indications: { ...indications, subscription: 'none', changes: 'none' } };
  }
  if (forgets.includes('jobs')) forgetJobs(world);
}

/** Nobody is connected to it any more. */
function loseSessions(world: World): void {
  for (const session of [...world.sessions.handles()]) endSession(world, session, 'ended');
  world.settings = { ...world.settings, incarnation: world.settings.incarnation + 1 };
  for (const account of world.accounts.handles()) world.accounts.edit(account).sessions = 0;
  world.connected = 0;
  world.operating = 0;
}

/** The provider reports no job of before any more; what the array does for them goes on. */
function forgetJobs(world: World): void {
  for (const list of [jobList.waiting, jobList.active, jobList.finished] as const)
    for (const job of jobsOn(world, list)) {
      const row = world.jobs.edit(job);
      // A discovery is the storage service's own.
      if (row.work !== jobWork.discover) row.forgotten = 1;
    }
}
