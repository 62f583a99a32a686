import { dropPlanTimer, editFaults, providerUp, setPlanTimer } from '../../store/faultEdits.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Carriers } from '../components.js';
import { moveServer } from '../controls/changes.js';
import { forget } from '../controls/restart.js';
import { onCall, onDetach } from './about.js';

/** Effects after which a client can't know what has happened. */
export const ambiguous: Pick<Carriers, 'loseRequest' | 'loseReply' | 'duplicate' | 'restartProvider'> = {
  loseRequest: (injection, { as }) => {
    onDetach(injection, { failsBecause: `its request is lost (fault '${injection.fired.fault.id}')` });
    onCall(injection, { requestLost: true, lostAs: as });
  },

  loseReply: (injection, { as }) => onCall(injection, { replyLost: true, lostAs: as }),

  duplicate: (injection, { times }) => onCall(injection, { deliveries: times }),

  restartProvider: ({ engine, world, fired }, { downMs, loses }) => {
    const forgets = loses ?? world.configuration.profile.provider.forgets;
    const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
    const up = providerUp(world);
    // If somebody else has stopped it, they start it again.
    const stopsIt = server !== 'stopped' || up !== undefined;
    if (server !== 'stopped') moveServer(engine, world, 'stopped');
    forget(world, forgets);
    if (!stopsIt) return;
    const upMs = world.nowMs + downMs;
    editFaults(world, { restarts: [...(world.faults?.restarts ?? []), { fault: fired.fault.id, upMs }] });
    if (up !== undefined && up.dueMs >= upMs) return;
    if (up !== undefined) dropPlanTimer(world, up);
    setPlanTimer(world, upMs, 'providerUp', none);
  },
};
