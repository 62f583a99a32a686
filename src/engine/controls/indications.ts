import type { TimerKind } from '../../determinism/timer.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { missesChange } from '../../store/faultEdits.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { forgetVolume } from '../commit/ghosts.js';
import { forgetPool } from '../commit/pools.js';

/** What an indication tells of. */
type IndicationKind = Extract<TimerKind, `${string}Indicated`>;

/** Somebody has changed the array behind the service's back: where the service is subscribed to that, the provider sends it an
 * indication, which is under way for a while, or lost.
 * @param subject the volume or the pool; none for the capabilities
 */
export function indicate(world: World, kind: IndicationKind, subject: number): void {
  const { indicationMs } = world.configuration;
  if (indicationMs === null || missesChange(world) || !isDelivered(world)) return;
  if (indicationMs === 0) onIndication(world, kind, subject);
  else world.agenda.add(world.nowMs + indicationMs, kind, subject);
}

/** The service learns of a change: it reads the element anew, and its cache has it as it is now. */
export function onIndication(world: World, kind: IndicationKind, subject: number): void {
  const { volumes, pools, settings } = world;
  // A timer's subject is what the kind says.
  const [volume, pool] = [subject as VolumeHandle, subject as PoolHandle];
  switch (kind) {
    case 'volumeIndicated':
      // A discovery may have been earlier.
      if (!volumes.has(volume)) break;
      if (volumes.read(volume).goneAt !== 0) forgetVolume(world, volume);
      else volumes.edit(volume).unseenChanges = 0;
      break;
    case 'poolIndicated':
      if (!pools.has(pool)) break;
      if (pools.read(pool).goneAt !== 0) forgetPool(world, pool);
      else pools.edit(pool).unseenChanges = 0;
      break;
    case 'capabilitiesIndicated':
      world.settings = { ...settings, discovered: settings.reported ?? settings.capabilities };
  }
}

/** Whether the service has indications at all: a subscription is lost, and there again, where it has.
 * @throws BadInputError where it has none
 */
export function demandIndications({ configuration }: World, field: string): void {
  if (configuration.indicationMs !== null) return;
  badInput({ field, value: 'subscribed', expected: "'none', because the profile's service.indications is 'none'" });
}

/** Nobody sends a second time what was not taken. */
function isDelivered({ settings: { indications, connection, managesArray } }: World): boolean {
  const chart = lifecycles.providerConnection;
  const { link, server } = chart.meta(connection);
  const isUp = link === 'up' && server !== 'stopped';
  return isUp && managesArray && indications.changes === 'subscribed' && indications.destination === 'valid';
}
