import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { AfterEffectFacts } from '../operation.js';
import type { CallFacts } from './call.js';

/** Whether the provider gives the target a name only by renaming it afterwards. */
export function renamesAfterwards({ request, live }: AfterEffectFacts): boolean {
  return request.elementName !== null && !live.has.acceptsElementName;
}

/** Whether another volume has the name that the caller asks for, on an array where names are unique. */
export function nameIsTaken({ world, call, request, configuration }: AfterEffectFacts): boolean {
  if (!configuration.profile.clones.uniqueNames || request.elementName === null) return false;
  const { volumes, volumeNames } = world;
  return volumeNames
    .find(volumes, request.elementName)
    .some((other) => other !== call.made && volumes.read(other).goneAt === 0);
}

/** The name that the system gives: the source's and an ordinal of its own, so that it tells of no other volume. It is no
 * longer than names may be here.
 */
export function suppliedName({ world, call, volume, configuration }: CallFacts): string {
  // `look` found the source behind this handle.
  const base = world.volumes.payload(call.volume as VolumeHandle);
  const longest = configuration.profile.clones.maximumNameLength;
  let ordinal = (volume?.clonesMade ?? 0) + 1;
  const name = () => shortened(base, `-clone-${ordinal}`, longest) ?? String(ordinal);
  if (configuration.profile.clones.uniqueNames) {
    while (world.volumeNames.find(world.volumes, name()).length > 0) ordinal++;
  }
  return name();
}

/** What is cut off is the end of the base; undefined where nothing of it would be left. */
function shortened(base: string, suffix: string, longest: number): string | undefined {
  const room = longest - suffix.length;
  if (room < 1) return undefined;
  return `${base.length > room ? base.slice(0, room) : base}${suffix}`;
}
