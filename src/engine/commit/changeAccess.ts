import type { Change } from '../../operations/plan.js';
import { isHeard, noteVolumeEvent } from '../../store/noteEvent.js';
import type { ChangeKind } from './changeKind.js';

/** What hosts may do with a volume: it is done at once. */
export const changeAccess: ChangeKind<Extract<Change, { kind: 'access' }>> = {
  details: ({ codecs, volumes }, { volume, readOnly }) => ({
    changed: codecs.volume.encode(volume),
    name: volumes.payload(volume),
    access: readOnly ? 'readOnly' : 'readWrite',
  }),
  apply(_engine, world, { volume, readOnly }) {
    const row = world.volumes.edit(volume);
    if (row.readOnly === (readOnly ? 1 : 0)) return;
    row.readOnly = readOnly ? 1 : 0;
    if (isHeard(world)) noteVolumeEvent(world, 'MSFT_SMStorageModificationEvent', volume);
  },
  begin() {
    throw new Error('access is changed within the call');
  },
};
