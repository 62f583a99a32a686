/** What a subject says of its snapshots. */
export interface SnapshotsDocs {
  /** Supported replication types have snapshots within this system. */
  local?: unknown;
  /** And at the peer system. */
  remote?: unknown;
  /** MaximumReplicasPerSourceSnapshot; null where the subject does not say. */
  perSource?: unknown;
  /** Whether snapshots are made of snapshots; null where that is not known. */
  ofSnapshots?: unknown;
  /** Whether they go to pools alone that are reserved as a delta replica container. */
  inContainers?: unknown;
  /** What they take: `changes`, an extent for each that a host overwrites of the source or writes of the snapshot. */
  take?: unknown;
  /** Whether a volume with snapshots is `kept`, its deletion refused (6), or `deletable`: then they fail. */
  sources?: unknown;
}
