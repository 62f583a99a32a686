import type { FaultInput } from '../../faults/planSchema.js';
import type { Version } from '../../vocabulary/versions.js';
import { planOf } from '../generate/plans.js';
import { modelOf } from '../model/methods/index.js';
import { nobody } from '../model/situation.js';
import type { Run } from '../run/run.js';
import { type Call, isNoReply } from '../subject/call.js';
import { shapeOf } from './clientViews.js';
import { firings } from './firings.js';

/** Causes that only a fault can set up, and the outcome that each is answered with. */
export const causes: readonly {
  readonly fault: Omit<FaultInput, 'id'>;
  readonly outcome: string;
  readonly since?: Version;
}[] = [
  { fault: { at: 'tls', do: { tls: 'expired' } }, outcome: 'sslFailure' },
  { fault: { at: 'tls', do: { tls: 'untrusted' } }, outcome: 'sslFailure' },
  { fault: { at: 'authenticate', do: 'badCredential' }, outcome: 'invalidCredentials' },
  { fault: { at: 'authenticate', do: 'deny' }, outcome: 'cimAccessDenied' },
  // Before 2016 the provider alone knows roles.
  { fault: { at: 'service', do: 'deny' }, outcome: 'accessDenied', since: '2016' },
];

/** A cache that misses a change of what a call is about: from 2016 on that is a code, before that nobody notices. */
export async function stale(run: Run, call: Call, kind: 'volume' | 'pool'): Promise<void> {
  const source = run.state.volumes[call.on];
  if (source === undefined || !run.advertised.actions.includes('setState')) return;
  await run.arm(planOf({ at: 'service', do: { staleCache: 4 } }));
  await run.call({ ...call, on: nobody.volume, with: {} });
  const element = kind === 'volume' ? call.on : (modelOf(call.method).poolOf(call, source) ?? source.pool);
  const [away, back] = kind === 'volume' ? ['offline', 'online'] : ['degraded', 'online'];
  if (
    !(await run.act({ do: 'setState', element, state: away })) ||
    !(await run.act({ do: 'setState', element, state: back }))
  ) {
    await run.heal();
    return;
  }
  const reply = await run.call(call);
  const fired = await firings(run);
  await run.heal();
  if (fired === 0 || isNoReply(reply)) return;
  if (run.advertised.version === '2016')
    run.verdicts.demand(
      'CAUSE-COMPLETE',
      reply.ReturnValue === 40003,
      () => `the cache has missed that ${element} was changed, and the answer is ${shapeOf(reply)}`,
    );
  else
    run.verdicts.demand(
      'CAUSE-SOUND',
      reply.ReturnValue !== 40003,
      () => `40003 does not exist before 2016, and ${element} was changed without the cache`,
    );
}
