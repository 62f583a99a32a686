import { isSnapshotType, replicationFeatures } from '../replication.js';
import { hasFeature } from './capabilities.js';
import type { Row } from './contradiction.js';
import type { Profile } from './profile.js';

/** What can't be true of snapshots, and of the pools that they go to where those have to be named. */
export function aboutSnapshots({ capabilities, snapshots }: Profile): Row[] {
  return [
    {
      holds: capabilities.replicationTypes.some(isSnapshotType) && capabilities.maximumSnapshotsPerSource === 0,
      path: 'capabilities.maximumSnapshotsPerSource',
      expected: 'at least 1, because replicationTypes has a snapshot type',
    },
    ...([40, 44, 55] as const).map((number) => ({
      holds: snapshots.inContainers && hasFeature(capabilities, number),
      path: 'snapshots.inContainers',
      expected: `false, because features has ${number} (${replicationFeatures[number]})`,
    })),
  ];
}
