import type { Change } from '../../operations/plan.js';
import { changeAccess } from './changeAccess.js';
import { changeCache } from './changeCache.js';
import type { ChangeKind } from './changeKind.js';
import { poolCreation, poolGrowth } from './changePools.js';
import { changeRelation } from './changeRelation.js';
import { changeResize } from './changeResize.js';
import { changeTarget } from './changeTarget.js';

const kinds: { readonly [Kind in Change['kind']]: ChangeKind<Extract<Change, { kind: Kind }>> } = {
  access: changeAccess,
  discovery: changeCache,
  poolCreation,
  poolGrowth,
  overwrite: changeTarget,
  relation: changeRelation,
  resize: changeResize,
};

export function changeOf(change: Change): ChangeKind<Change> {
  // The kind is that of the change, which the compiler can't follow.
  return kinds[change.kind] as ChangeKind<Change>;
}
