import { methods } from '../../vocabulary/methods/index.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import type { Row } from './profileRow.js';

const { notSupported, invalidPermission } = methods.SetReadonly.codes;

/** What SetReadonly and SetReadWrite change. */
export function accessRows({ access }: Profile): Row[] {
  const changed = (which: 'changed' | 'refused') =>
    which === 'changed' ? 'are changed, too' : `keep theirs (${invalidPermission.code})`;
  if (!access.changes) return [['changes', `none (${notSupported.code})`]];
  return [
    ['changes', 'to read-only, and back'],
    ['snapshots', changed(access.snapshots)],
    ['exposed volumes', changed(access.exposed)],
  ];
}
