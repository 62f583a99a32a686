import type { World } from '../../store/world.js';
import { firstCharacters, isLongerThan } from '../../vocabulary/input/characters.js';
import type { ReplicaKind } from '../../vocabulary/profile/capabilities.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { AfterEffectFacts } from '../operation.js';
import type { CallFacts } from './call.js';

/** Whether the provider gives the target a name only by renaming it afterwards. */
export function renamesAfterwards({ request, live }: AfterEffectFacts): boolean {
  return request.elementName !== null && !live.has.acceptsElementName;
}

/** What the array makes of the name that the caller asks for; null where there is none, or the array pays no heed to it. */
export function nameKept({ request: { elementName }, configuration }: AfterEffectFacts): string | null {
  const { longNames, maximumNameLength, ignoresNames } = configuration.profile.clones;
  if (elementName === null || ignoresNames) return null;
  // The storage service refuses what is too long for an array that says so.
  if (longNames === 'refused' || !isLongerThan(elementName, maximumNameLength)) return elementName;
  return longNames === 'cut' ? firstCharacters(elementName, maximumNameLength) : null;
}

/** Whether another volume has the name that the target is to get, on an array where names are unique. */
export function nameIsTaken(facts: AfterEffectFacts): boolean {
  const { world, call, configuration } = facts;
  const name = configuration.profile.clones.uniqueNames ? nameKept(facts) : null;
  if (name === null) return false;
  const { volumes, volumeNames } = world;
  return volumeNames.find(volumes, name).some((other) => other !== call.made && volumes.read(other).goneAt === 0);
}

/** The name that the system gives: the source's and an ordinal of its own, so that it tells of no other volume. It is no
 * longer than names may be here.
 */
export function suppliedName({ world, call, volume, configuration }: CallFacts, kind: ReplicaKind): string {
  // `look` found the source behind this handle.
  const base = world.volumes.payload(call.volume as VolumeHandle);
  const longest = configuration.profile.clones.maximumNameLength;
  const first = (volume?.clonesMade ?? 0) + 1;
  return nameFrom(world, first, (ordinal) => shortened(base, `-${kind}-${ordinal}`, longest) ?? String(ordinal));
}

/** The name that the system gives to a volume that is no copy: an ordinal that no other has had. */
export function nameOfNew({ world, configuration }: CallFacts): string {
  const longest = configuration.profile.clones.maximumNameLength;
  return nameFrom(
    world,
    world.volumes.length + 1,
    (ordinal) => shortened('volume', `-${ordinal}`, longest) ?? String(ordinal),
  );
}

/** The first of a row of names; where names are unique, the first that no volume has. */
function nameFrom(world: World, first: number, name: (ordinal: number) => string): string {
  let ordinal = first;
  if (world.configuration.profile.clones.uniqueNames) {
    while (world.volumeNames.find(world.volumes, name(ordinal)).length > 0) ordinal++;
  }
  return name(ordinal);
}

/** What is cut off is the end of the base; undefined where nothing of it would be left. */
function shortened(base: string, suffix: string, longest: number): string | undefined {
  const room = longest - suffix.length;
  if (room < 1) return undefined;
  return `${firstCharacters(base, room)}${suffix}`;
}
