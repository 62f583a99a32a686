// What editors show for each option: the compiler keeps no comments of the schemas, whose types these are joined with.

export interface OptionDocs {
  /** What the array is called: ids of arrays with other names are other ids, although the seed is the same. */
  readonly name?: unknown;
  /** A whole number that all chance and all ids come from: the same seed, the same run. 0 when left out. */
  readonly seed?: unknown;
  /** The release of Windows Server whose methods, codes and classes the array has; '2016' when left out. */
  readonly version?: unknown;
  /** The moment at which virtual time begins: a date, or its text with a time zone, '2026-11-28T09:00:00Z'. The first moment of
   * 2016, UTC, when left out.
   */
  readonly startsAt?: unknown;
  /** What kind of array it is: a shipped profile's name, or `{ base: 'full-copy', ...changes }`; 'full-copy' when left out. */
  readonly profile?: unknown;
  /** The pools that it has; none when left out. */
  readonly pools?: unknown;
  /** The disk drives that it has: each by its name, or `{ count: 24, size: '1 TiB' }` for disk1 to disk24; none when left out. */
  readonly drives?: unknown;
  /** The volumes that it has from the beginning; none when left out. */
  readonly volumes?: unknown;
  /** The provider's accounts. When left out there is one, `service` with the password `service`, which the storage service uses. */
  readonly accounts?: unknown;
  /** What the configuration provider has for calls without credentials of their own; null for nothing. When left out it is that of
   * the account `service`, unless there are `accounts`.
   */
  readonly credential?: unknown;
  /** What goes wrong: a fault plan, as `array.faults.use` takes it. */
  readonly faults?: unknown;
  /** Whether to record what happens, for `trace()`, `requests()` and replays; true when left out. */
  readonly trace?: unknown;
  /** How many events the trace keeps at least; 100,000 when left out. */
  readonly retain?: unknown;
  /** Which steps `array.rewind(3)` can take back: the last 100 by `{ retain: 100 }`; none when left out. */
  readonly history?: unknown;
}

export interface HistoryDocs {
  /** How many steps are kept, from 1 to 1,000,000. Each takes up to 40 KiB, whatever the number of volumes. */
  readonly retain?: unknown;
}

export interface PoolDocs {
  /** What it is called; no other pool has the name. */
  readonly name?: unknown;
  /** How large it is: '1 TiB', or bytes; may be left out of a pool that drives are in, which say it. */
  readonly size?: unknown;
  /** Whether it is the raw room that other pools are made of: nothing can be cloned to it. False when left out. */
  readonly primordial?: unknown;
  /** Whether its volumes may be thin: take room only for what was written. As the profile's `allocation.kind` has it when left out. */
  readonly thin?: unknown;
  /** The name of the primordial pool whose room it takes, and whose drives; of none when left out. */
  readonly madeOf?: unknown;
  /** MSFT_SMPool.Usage: what it is reserved for; 'unrestricted' when left out. */
  readonly usage?: unknown;
  /** Whose it is: this system's, or a peer's that it can clone to; 'local' when left out. */
  readonly system?: unknown;
}

export interface VolumeDocs {
  /** What it is called; no other volume has the name at the beginning. */
  readonly name?: unknown;
  /** The name of the pool that it is in. */
  readonly pool?: unknown;
  /** How large it is: '100 GiB', or bytes. */
  readonly size?: unknown;
  /** How much of it was written before, from its beginning, tagged with its name; nothing when left out. */
  readonly written?: unknown;
  /** Whether it is thin: takes room only for what was written. As the profile's `allocation.kind` has it when left out, and its pool. */
  readonly thin?: unknown;
  /** Whether it is a snapshot, which some arrays can't clone; false when left out. */
  readonly snapshot?: unknown;
  /** Whether it is exposed to hosts: then it can't be deleted. Masking itself is not modelled. False when left out. */
  readonly exposed?: unknown;
  /** MSFT_SMStorageVolume.Usage: what it is reserved for; 'unrestricted' when left out. */
  readonly usage?: unknown;
}

export interface AccountDocs {
  /** What it is called; no other account has the name. */
  readonly name?: unknown;
  /** What proves that somebody may use it. Only a digest is kept; use no real one. */
  readonly password?: unknown;
  /** After what time from now on it is refused; never when null or left out. */
  readonly expiresIn?: unknown;
  /** Whether it is refused already; false when left out. */
  readonly revoked?: unknown;
  /** Whether it may not see the provider's namespace; false when left out. */
  readonly deniedNamespace?: unknown;
  /** Whether it may call methods that change the array; true when left out. */
  readonly mayModify?: unknown;
  /** How many sessions it may have at a time; any number when null or left out. */
  readonly maximumSessions?: unknown;
}

export interface CredentialDocs {
  /** The name of an account. */
  readonly username?: unknown;
  /** Its password. */
  readonly password?: unknown;
}
