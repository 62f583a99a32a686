import { type Hash, hashOf } from '../determinism/hash.js';
import type { AllocationKind, Profile } from '../vocabulary/profile/profile.js';
import type { Step } from '../vocabulary/steps.js';
import { steps } from '../vocabulary/steps.js';
import type { Milliseconds } from '../vocabulary/units/durations.js';
import { longSpanMs, parseDuration } from '../vocabulary/units/durations.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { blocks, parseSize } from '../vocabulary/units/sizes.js';
import { type Version, versions } from '../vocabulary/versions.js';

/** When virtual time begins where nothing else is said: the first moment of 2016, UTC, in every release. */
export const usualStartMs = Date.UTC(2016, 0, 1);

/** What a world is made from and never changes: seed, version and the profile with its sizes and times read once. */
export interface Configuration {
  readonly seed: number;
  readonly version: Version;
  /** Its place in `versions`. */
  readonly versionIndex: number;
  readonly profile: Profile;
  /** The array's serial number, part of every id. */
  readonly serial: string;
  /** What its user calls it; null for nothing. */
  readonly name: string | null;
  /** The moment that is virtual time 0, in milliseconds since 1970. */
  readonly startsAtMs: number;
  readonly extentSize: Blocks;
  readonly allocation: AllocationKind;
  /** How much of a pool's size may be promised to volumes, in percent; infinite where nothing limits it. */
  readonly overcommitLimit: number;
  /** Percent of a pool's size; with less free room it warns. */
  readonly lowSpaceWarningThreshold: number;
  readonly synchronousUpTo: Blocks;
  /** Bandwidth shared by all running jobs. */
  readonly copyBlocksPerMs: number;
  /** What is left of a copy's share of it while one of its pools is degraded. */
  readonly speedWhileDegraded: number;
  /** What is left of it while hosts keep one of its pools busy. */
  readonly speedUnderHostLoad: number;
  /** What is left of it while the replication link that it crosses is degraded. */
  readonly speedOverDegradedLink: number;
  /** How long a copy waits for a link that is partitioned; null for any time. */
  readonly failsWithoutLinkAfterMs: Milliseconds | null;
  readonly startsWithinMs: Milliseconds;
  readonly stopsWithinMs: Milliseconds;
  readonly removedAfterMs: Milliseconds;
  /** How long a snapshot takes. */
  readonly snapshotMs: Milliseconds;
  readonly creation: { readonly by: 'call' | 'job'; readonly takesMs: Milliseconds };
  readonly deletion: { readonly by: 'call' | 'job'; readonly takesMs: Milliseconds };
  readonly discovery: { readonly by: 'call' | 'job'; readonly takesMs: Milliseconds };
  readonly poolCreation: { readonly by: 'call' | 'job'; readonly takesMs: Milliseconds };
  readonly resizing: { readonly by: 'call' | 'job'; readonly takesMs: Milliseconds };
  readonly operationTimeoutMs: Milliseconds;
  readonly longestEnumerationMs: Milliseconds;
  readonly enumerationStaysOpenMs: Milliseconds;
  /** How sessions end that outlive their calls, null for never by themselves; null where none does. */
  readonly sessions: {
    readonly idleTimeoutMs: Milliseconds | null;
    readonly tokenLifetimeMs: Milliseconds | null;
  } | null;
  /** How long news of changes are under way to the service; null where it gets none. */
  readonly indicationMs: Milliseconds | null;
  /** By index in `steps`. */
  readonly latencyMs: readonly number[];
  readonly hasLatency: boolean;
  /** Whether a span of the profile is very long. */
  readonly hasLongSpans: boolean;
}

/** Reads a checked profile's sizes and times. */
export function configure({
  seed,
  version,
  profile,
  serial,
  name,
  startsAtMs,
}: Pick<Configuration, 'seed' | 'version' | 'profile' | 'serial' | 'name' | 'startsAtMs'>): Configuration {
  const latencyMs = steps.map((step: Step) =>
    parseDuration(profile.provider.latency[step] ?? 0, `profile.provider.latency.${step}`),
  );
  const read = {
    seed,
    version,
    versionIndex: versions.indexOf(version),
    profile,
    serial,
    name,
    startsAtMs,
    extentSize: parseSize(profile.extentSize, 'profile.extentSize'),
    allocation: profile.allocation.kind,
    overcommitLimit: profile.allocation.overcommitLimit ?? Number.POSITIVE_INFINITY,
    lowSpaceWarningThreshold: profile.allocation.lowSpaceWarningThreshold,
    synchronousUpTo: parseSize(profile.clones.synchronousUpTo, 'profile.clones.synchronousUpTo'),
    copyBlocksPerMs: blocks(
      Math.floor(parseSize(profile.jobs.copyRatePerSecond, 'profile.jobs.copyRatePerSecond') / 1000),
    ),
    speedWhileDegraded: profile.jobs.speedWhileDegraded,
    speedUnderHostLoad: profile.jobs.speedUnderHostLoad,
    speedOverDegradedLink: profile.jobs.speedOverDegradedLink,
    failsWithoutLinkAfterMs:
      profile.jobs.failsWithoutLinkAfter === null
        ? null
        : parseDuration(profile.jobs.failsWithoutLinkAfter, 'profile.jobs.failsWithoutLinkAfter'),
    startsWithinMs: parseDuration(profile.jobs.startsWithin, 'profile.jobs.startsWithin'),
    stopsWithinMs: parseDuration(profile.jobs.stopsWithin, 'profile.jobs.stopsWithin'),
    removedAfterMs: parseDuration(profile.jobs.removedAfter, 'profile.jobs.removedAfter'),
    snapshotMs: parseDuration(profile.snapshots.takes, 'profile.snapshots.takes'),
    creation: {
      by: profile.creation.by,
      takesMs: parseDuration(profile.creation.takes, 'profile.creation.takes'),
    },
    deletion: {
      by: profile.deletion.by,
      takesMs: parseDuration(profile.deletion.takes, 'profile.deletion.takes'),
    },
    discovery: {
      by: profile.service.discovery.by,
      takesMs: parseDuration(profile.service.discovery.takes, 'profile.service.discovery.takes'),
    },
    poolCreation: {
      by: profile.poolCreation.by,
      takesMs: parseDuration(profile.poolCreation.takes, 'profile.poolCreation.takes'),
    },
    resizing: {
      by: profile.resizing.by,
      takesMs: parseDuration(profile.resizing.takes, 'profile.resizing.takes'),
    },
    operationTimeoutMs: parseDuration(profile.service.operationTimeout, 'profile.service.operationTimeout'),
    longestEnumerationMs: parseDuration(
      profile.provider.enumeration.longestTimeout,
      'profile.provider.enumeration.longestTimeout',
    ),
    enumerationStaysOpenMs: parseDuration(
      profile.provider.enumeration.staysOpen,
      'profile.provider.enumeration.staysOpen',
    ),
    sessions: sessionsOf(profile.provider.sessions),
    indicationMs:
      profile.service.indications === 'none'
        ? null
        : parseDuration(profile.service.indicationsTake, 'profile.service.indicationsTake'),
    latencyMs,
    hasLatency: latencyMs.some((ms) => ms > 0),
  };
  const { startsWithinMs, stopsWithinMs, failsWithoutLinkAfterMs, operationTimeoutMs, indicationMs } = read;
  // What jobs take besides is their own, and nobody waits for what is removed.
  const waits = [startsWithinMs, stopsWithinMs, failsWithoutLinkAfterMs, operationTimeoutMs, indicationMs];
  return { ...read, hasLongSpans: [...waits, ...latencyMs].some((ms) => (ms ?? 0) > longSpanMs) };
}

function sessionsOf({ end, idleTimeout, tokenLifetime }: Profile['provider']['sessions']): Configuration['sessions'] {
  const read = (span: string | number | null, field: string) =>
    span === null ? null : parseDuration(span, `profile.provider.sessions.${field}`);
  if (end === 'withTheCall') return null;
  return {
    idleTimeoutMs: read(idleTimeout, 'idleTimeout'),
    tokenLifetimeMs: read(tokenLifetime, 'tokenLifetime'),
  };
}

/** Computed once a configuration: it never changes. */
const digests = new WeakMap<Configuration, Hash>();

/** Seed, version, serial number, beginning and the whole profile: part of what a world is. */
export function configurationDigest(configuration: Configuration): Hash {
  const known = digests.get(configuration);
  if (known !== undefined) return known;
  const { seed, version, serial, profile, startsAtMs } = configuration;
  const start = startsAtMs === usualStartMs ? [] : [startsAtMs];
  const digest = hashOf([seed, version, serial, withSizesAsText(profile), ...start]);
  digests.set(configuration, digest);
  return digest;
}

/** A profile as a saved world has it: sizes that were given as bigints are written out. */
export function withSizesAsText(profile: Profile): unknown {
  return JSON.parse(JSON.stringify(profile, (_key, value) => (typeof value === 'bigint' ? `${value} B` : value)));
}
