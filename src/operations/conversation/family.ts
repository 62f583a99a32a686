import type { Configuration } from '../../store/configuration.js';
import { none } from '../../vocabulary/units/ids.js';
import type { CallFacts } from '../facts/call.js';
import { sharesExtents } from '../facts/room.js';
import type { Row } from '../operation.js';

// What a source's clones are refused for, and what of the source is refused for their sake.

/** How many clones one source may have, and how much may be built upon it. The documents name the number of replicas only; the others
 * are limits of the array's, too, for which 40002 stands.
 */
export const sourceLimits = [
  {
    refuse: 'notEnoughResources',
    because: 'replicas',
    cause: 'the source has as many replicas as it may (MaximumReplicasPerSourceClone)',
    when: ({ volume, settings }) =>
      volume !== undefined && volume.replicas - volume.snapshots >= settings.capabilities.maximumReplicasPerSource,
    counts: true,
    message: ({ request, volume, settings }) =>
      `'${request.on}' has ${(volume?.replicas ?? 0) - (volume?.snapshots ?? 0)} of at most ${settings.capabilities.maximumReplicasPerSource} replicas`,
  },
  {
    refuse: 'notEnoughResources',
    because: 'family',
    cause: 'as many volumes share what one of them held at first as may (clones.maximumFamily)',
    whenSystem: ({ configuration }) => configuration.profile.clones.maximumFamily !== null,
    when: (facts) =>
      sharesExtents(facts) &&
      members(facts) >= (facts.configuration.profile.clones.maximumFamily ?? Number.POSITIVE_INFINITY),
    counts: true,
    message: (facts) =>
      `the family of '${facts.request.on}' has ${members(facts)} of at most ${facts.configuration.profile.clones.maximumFamily} volumes`,
  },
  {
    refuse: 'notEnoughResources',
    because: 'depth',
    cause: 'the source is a linked clone that is as deep as one may be (clones.maximumDepth)',
    whenSystem: ({ configuration }) => configuration.profile.clones.maximumDepth !== null,
    when: (facts) =>
      sharesExtents(facts) &&
      (facts.volume?.depth ?? 0) >= (facts.configuration.profile.clones.maximumDepth ?? Number.POSITIVE_INFINITY),
    message: ({ request, volume, configuration }) =>
      `'${request.on}' is a linked clone of depth ${volume?.depth}, of at most ${configuration.profile.clones.maximumDepth}`,
  },
] as const satisfies readonly Row<CallFacts>[];

function members({ world, volume }: CallFacts): number {
  if (volume === undefined || volume.family === none) return 1;
  return world.families.read(volume.family).members;
}

/** Linked clones live upon the volume. That is its being used, not its being associated: the association may be gone long since, so
 * that nothing is there to detach, which is what 40309 tells the failure of.
 */
export const parentKept = {
  refuse: 'inUse',
  because: 'linkedClones',
  cause: 'linked clones are built upon the volume, and this array keeps it for them (clones.keepsParent)',
  whenSystem: ({ configuration }) => configuration.profile.clones.keepsParent,
  when: ({ volume }) => volume !== undefined && volume.linkedClones > 0,
  message: ({ request, volume }) => `'${request.on}' has ${linkedClones(volume?.linkedClones ?? 0)}: delete them first`,
} as const satisfies Row<CallFacts>;

/** Snapshots show what the volume holds: they would fail with it. */
export const sourceKept = {
  refuse: 'inUse',
  because: 'snapshots',
  cause: 'there are snapshots of the volume, and this array keeps it for them (snapshots.sources)',
  whenSystem: ({ configuration }) => keepsSources(configuration),
  when: ({ volume }) => volume !== undefined && volume.snapshots > 0,
  message: ({ request, volume }) => `'${request.on}' has ${snapshotsText(volume?.snapshots ?? 0)}: delete them first`,
} as const satisfies Row<CallFacts>;

export function keepsSources({ profile }: Configuration): boolean {
  return profile.snapshots.sources === 'kept';
}

export function snapshotsText(count: number): string {
  return count === 1 ? '1 snapshot' : `${count} snapshots`;
}

export function linkedClones(count: number): string {
  return count === 1 ? '1 linked clone' : `${count} linked clones`;
}
