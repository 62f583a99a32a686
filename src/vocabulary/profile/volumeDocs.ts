/** What editors show of how volumes are changed. */
export interface VolumeDocs {
  /** How it resizes volumes. */
  resizing?: {
    /** Within the call, which answers 0, or by a job, and it answers 4096. */
    by?: unknown;
    /** How long such a job runs. */
    takes?: unknown;
    /** Whether it resizes a volume while jobs copy it, or refuses that (6). */
    whileCopying?: unknown;
    /** Whether it resizes a volume that has a source, replicas or linked clones, or refuses that (6). */
    whileAssociated?: unknown;
  };
  /** Whether it changes what hosts may do with volumes. */
  access?: {
    /** Whether SetReadonly and SetReadWrite change anything; else they are refused (1). */
    changes?: unknown;
    /** Whether they change snapshots, or are refused (4100). */
    snapshots?: unknown;
    /** Whether they change volumes that are exposed to hosts, or are refused (4100). */
    exposed?: unknown;
  };
}
