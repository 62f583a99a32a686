import { dropPlanTimer, editFaults, setPlanTimer } from '../../store/faultEdits.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Carriers, Engine } from '../components.js';
import { loseSessions, moveServer } from '../controls/changes.js';
import { catchUp, share } from '../jobs/copying.js';
import { failBecause } from '../jobs/end.js';
import { onCall, onDetach } from './about.js';

/** Effects after which a client can't know what has happened. */
export const ambiguous: Pick<Carriers, 'loseRequest' | 'loseReply' | 'duplicate' | 'restartProvider'> = {
  loseRequest: (injection) => {
    onDetach(injection, { failsBecause: `its request is lost (fault '${injection.fired.fault.id}')` });
    onCall(injection, { requestLost: true });
  },

  loseReply: (injection) => onCall(injection, { replyLost: true }),

  duplicate: (injection, { times }) => onCall(injection, { deliveries: times }),

  restartProvider: ({ engine, world, fired }, { downMs, loses }) => {
    const forgets = loses ?? world.configuration.profile.provider.forgets;
    const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
    const timers = world.faults?.timers ?? [];
    const up = timers.find(({ kind }) => kind === 'providerUp');
    // If somebody else has stopped it, they start it again.
    const stopsIt = server !== 'stopped' || up !== undefined;
    if (server !== 'stopped') moveServer(engine, world, 'stopped');
    if (forgets.includes('calls')) loseSessions(world);
    if (forgets.includes('subscriptions')) {
      const { indications } = world.settings;
      world.settings = { ...world.settings, indications: { ...indications, subscription: 'none' } };
    }
    if (forgets.includes('jobs')) forgetJobs(engine, world);
    if (!stopsIt) return;
    const upMs = world.nowMs + downMs;
    editFaults(world, { restarts: [...(world.faults?.restarts ?? []), { fault: fired.fault.id, upMs }] });
    if (up !== undefined && up.dueMs >= upMs) return;
    if (up !== undefined) dropPlanTimer(world, up);
    setPlanTimer(world, upMs, 'providerUp', none);
  },
};

/** A provider that has lost its jobs reports that they have failed. */
function forgetJobs(engine: Engine, world: World): void {
  catchUp(world);
  const forgotten = [...jobsOn(world, jobList.waiting), ...jobsOn(world, jobList.active)];
  for (const job of forgotten) failBecause(engine, world, job, 'forgotten');
  share(engine, world);
}
