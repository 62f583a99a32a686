import type { AfterEffectFacts } from './call.js';

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
    .some((other) => other !== call.target && volumes.read(other).goneAt === 0);
}
