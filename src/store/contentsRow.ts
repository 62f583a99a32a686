import type { LayerHandle, PoolHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { Shape } from './columns.js';
import type { Runs } from './runs.js';

/** What a volume holds, in the row of the volume's own handle; a volume that nothing was written to has none.
 *
 * The payload are the volume's own runs: tags by blocks. Where it has none, it shows what its parent layer shows. In a
 * thin volume they cover whole extents, each charged to the volume; '' is what was never written there.
 */
export interface ContentsRow {
  parent: LayerHandle | -1;
  /** Blocks of the extents that are allocated, whether its own or shared; 0 for a volume that is not thin. Invariant: of a thin one,
   * charge <= mapped.
   */
  mapped: Blocks;
  /** A hash of all writes so far, those before it was cloned included: volumes of one history hold the same. */
  history: number;
}

export const contentsShape: Shape<ContentsRow, Runs<string>> = {
  name: 'contents',
  columns: ['parent', 'mapped', 'history'],
  derived: [],
  observable: ['mapped', 'history'],
  digestedPayload: (runs) => runs.toJSON(),
};

/** Extents that several volumes share: what a volume held when it was cloned instantly.
 *
 * Its children are what was built upon it: volumes, or layers of volumes that were cloned again. Invariant: it has at
 * least two; a layer with one child left becomes part of it.
 */
export interface LayerRow {
  parent: LayerHandle | -1;
  pool: PoolHandle;
  /** Blocks of its runs: the room that it takes. */
  size: Blocks;
  children: number;
  /** The sum of the children's keys (see `keyOfVolume`, `keyOfLayer`): when one is left, this is its key. */
  childKeys: number;
}

export interface LayerPayload {
  readonly runs: Runs<string>;
  /** How many children show something of their own instead; where all do, the layer keeps nothing. */
  readonly covered: Runs<number>;
}

export const layerShape: Shape<LayerRow, LayerPayload> = {
  name: 'layer',
  columns: ['parent', 'pool', 'size', 'children', 'childKeys'],
  derived: [],
  digestedPayload: ({ runs, covered }) => [runs.toJSON(), covered.toJSON()],
};
