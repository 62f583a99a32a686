import { type PoolSettingPlace, settingsRelatedTo } from '../../store/poolSettings.js';
import { none } from '../../vocabulary/units/ids.js';
import type { CallFacts } from '../facts/call.js';
import { namesSetting, settingNamed } from '../facts/drives.js';
import type { Row } from '../operation.js';

/** The setting that a call names for what is made in a pool, or could be; an empty one is the default. */
export const settingUnknown = {
  refuse: 'cimInvalidParameter',
  because: 'settingUnknown',
  cause: 'PoolSettingObjectId names no setting of the pool',
  when: namesForeignSetting,
  message: ({ request }) => `the pool has no setting '${request.given.PoolSettingObjectId}'`,
} as const satisfies Row<CallFacts>;

/** Whether the setting is none that the pool is associated with. */
function namesForeignSetting(call: CallFacts): boolean {
  const { world, poolHandle } = call;
  if (!namesSetting(call) || poolHandle === none) return false;
  const named = settingNamed(call);
  const isNamed = ({ pool, place }: PoolSettingPlace) => pool === named?.pool && place === named.place;
  return !settingsRelatedTo(world, poolHandle).some(isNamed);
}
