import type { LayerHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { roundUpTo } from '../vocabulary/units/sizes.js';
import { isWhole, keyOfLayer, keyOfVolume, lengthOf, piecesOf } from './contents.js';
import { type Range, Runs } from './runs.js';
import type { World } from './world.js';

/** What is wrong with the extents of thin volumes, in sentences: every volume is asked for all that it
 * shows, so that what is charged can be held against the distinct extents that somebody sees.
 */
export function allocationFaults(world: World): string[] {
  const { layers, contents, volumes } = world;
  const found: string[] = [];
  const demand = (holds: boolean, sentence: () => string) => {
    if (!holds) found.push(sentence());
  };
  const seen = new Map<LayerHandle, Runs<string>>();
  const keys = new Map<LayerHandle, number[]>();
  const addChild = (layer: LayerHandle | -1, key: number) => {
    if (layer !== none) keys.set(layer, [...(keys.get(layer) ?? []), key]);
  };
  for (const volume of contents.handles()) {
    const { parent, mapped } = contents.read(volume);
    const { charge, thin } = volumes.read(volume);
    if (thin === 0) {
      demand(
        mapped === 0 && parent === none,
        () => `volume ${volumes.payload(volume)} is not thin, and shares extents`,
      );
      continue;
    }
    const own = contents.payload(volume);
    const name = volumes.payload(volume);
    addChild(parent, keyOfVolume(volume));
    demand(lengthOf([...own]) === charge, () => `volume ${name} is charged ${charge} blocks, not what it has`);
    const shown = shownBy(world, volume, seen);
    demand(shown === mapped, () => `volume ${name} counts ${mapped} allocated blocks and shows ${shown}`);
  }
  for (const layer of layers.handles()) {
    const { parent, size, children } = layers.read(layer);
    addChild(parent, keyOfLayer(layer));
    const { runs } = layers.payload(layer);
    demand(lengthOf([...runs]) === size, () => `layer ${layer} counts ${size} blocks, it has ${lengthOf([...runs])}`);
    const unseen = [...runs].flatMap(({ start, end }) => (seen.get(layer) ?? Runs.empty<string>()).gaps(start, end));
    demand(unseen.length === 0, () => `layer ${layer} keeps ${lengthOf(unseen)} blocks that no volume shows`);
    demand(children >= 2, () => `layer ${layer} is shared by ${children} only`);
  }
  for (const layer of layers.handles()) {
    const { children, childKeys } = layers.read(layer);
    const actual = keys.get(layer) ?? [];
    const sum = actual.reduce((left, right) => left + right, 0);
    demand(actual.length === children && sum === childKeys, () => `layer ${layer} does not know its children`);
  }
  return found;
}

/** Blocks that a volume shows; notes which ones of each layer it does. */
function shownBy(world: World, volume: VolumeHandle, seen: Map<LayerHandle, Runs<string>>): number {
  const end = roundUpTo(world.volumes.read(volume).size, world.configuration.extentSize);
  let gaps: Range[] = world.contents.payload(volume).gaps(0, end);
  for (let at = world.contents.read(volume).parent; at !== none; at = world.layers.read(at).parent) {
    const { runs } = world.layers.payload(at);
    const marks = seen.get(at) ?? Runs.empty<string>();
    seen.set(at, marks);
    for (const gap of gaps) {
      for (const { start, end: until, value } of runs.pieces(gap.start, gap.end)) {
        if (value !== undefined) marks.put(start, until, '');
      }
    }
    gaps = gaps.flatMap((gap) => runs.gaps(gap.start, gap.end));
  }
  const { basedOn } = world.volumes.read(volume);
  if (basedOn === none) return end - lengthOf(gaps);
  if (isWhole(world, basedOn)) return end;
  const through = gaps.flatMap(({ start, end: until }) => piecesOf(world, basedOn, { start, end: until }));
  return end - lengthOf(through.filter(({ value }) => value === undefined));
}
