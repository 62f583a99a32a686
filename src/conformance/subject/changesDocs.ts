/** What editors show of the promises about what is changed: of pools, of sizes and of access. */
export interface ChangesDocs {
  /** What it says of making and growing concrete pools: needed with CreatePool and with AddDiskDrives. */
  poolCreation?:
    | {
        /** StorageConfigSupportsPoolCreation. */
        creates?: unknown;
        /** StorageConfigSupportsPoolCapacityExpansion. */
        expands?: unknown;
        /** Whether clients may name drives, or a setting only (40801). */
        ofDrives?: unknown;
        /** StorageConfigSupportsThinProvisionedPools. */
        thin?: unknown;
        /** Whether it is done within the call (0) or by a job (4096); or `unknown`, as when left out. */
        by?: unknown;
        /** How large a pool is that is made of drives: as these together, `drives`; or `unknown`, as when left out. */
        sizes?: unknown;
      }
    | undefined;
  /** How it resizes volumes; needed with StorageVolume.ModifySize. */
  resizes?:
    | {
        /** Whether it modifies volumes at all. */
        volumes?: unknown;
        /** Whether it makes them larger. */
        larger?: unknown;
        /** Whether it makes them smaller. */
        smaller?: unknown;
        /** Whether that is done within the call (0) or by a job (4096), during which the volume is locked; or `unknown`. */
        by?: unknown;
        /** What becomes of it while the volume is copied; or `unknown`. */
        whileCopied?: unknown;
        /** Whether volumes that have a source, replicas or linked clones are resized; null for not known. */
        associated?: unknown;
        /** Sizes are rounded up to a multiple of so many bytes. */
        roundsTo?: unknown;
      }
    | undefined;
  /** What it changes of what hosts may do with volumes; needed with SetReadonly and SetReadWrite. */
  access?:
    | {
        /** Whether anything; else both methods are refused. */
        changes?: unknown;
        /** Whether of snapshots, too; null for not known. */
        snapshots?: unknown;
        /** Whether of volumes that are exposed to hosts, too; null for not known. */
        exposed?: unknown;
      }
    | undefined;
}
