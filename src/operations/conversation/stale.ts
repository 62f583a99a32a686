import { isChanged, isStale } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { poolName } from '../facts/elements.js';
import { picksPool } from '../facts/poolOfCall.js';
import type { Row } from '../operation.js';

/** The array is not any more as the service last saw it: for methods that document 40003, from 2016 on.
 * @param volume what the volume is to the method: 'source'
 */
export function staleRows(volume: string) {
  return [
    {
      refuse: 'cacheOutOfDate',
      because: `${volume}Stale`,
      cause: `the ${volume} was changed or deleted out of band since the service last discovered it`,
      since: '2016',
      whenElements: (elements) => isChanged(elements.volume),
      when: (facts) => isStale(facts.volume, facts.call),
      message: (facts) => staleMessage('volume', facts.request.on, facts.volume),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'poolStale',
      cause: 'the pool was changed or deleted out of band since the service last discovered it',
      since: '2016',
      whenElements: ({ pool }) => isChanged(pool),
      // Of a pool that the array picks itself the service has said nothing.
      when: ({ pool, call, world, request }) => isStale(pool, call) && !picksPool(world, request),
      message: (facts) => staleMessage('pool', poolName(facts), facts.pool),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'capabilitiesStale',
      cause: 'the capabilities were changed out of band since the service last discovered them',
      since: '2016',
      whenSystem: ({ settings }) => settings.discovered !== (settings.reported ?? settings.capabilities),
      message: () => 'the capabilities were changed out of band; run a discovery',
    },
  ] as const satisfies readonly Row<CallFacts>[];
}

function staleMessage(
  kind: string,
  name: string,
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
): string {
  if (row === undefined || row.goneAt !== 0) return `${kind} '${name}' was deleted out of band; run a discovery`;
  const times = row.unseenChanges === 1 ? 'once' : `${row.unseenChanges} times`;
  return `${kind} '${name}' was changed out of band ${times} since the last discovery; run a discovery`;
}
