import type { Look } from '../model/look.js';
import { wholeExtents } from '../model/room.js';
import { isOver } from '../model/state.js';
import type { Action } from '../subject/action.js';
import { type Advertised, standsStill } from '../subject/advertised.js';
import type { VolumeSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

const untold = 'pools tell neither what volumes have of them nor what is reserved';

/** What holds of pools at any time, by arithmetic alone. */
export function judgePools(verdicts: Verdicts, { pools, volumes, jobs }: Look, advertised: Advertised): void {
  const { allocation, declares } = advertised;
  const isOpen = [...jobs.values()].some(({ jobState }) => !isOver(jobState));
  // Targets that are not listed yet own a part of it.
  const isHidden = isOpen && declares.targetListed !== 'atOnce';
  // Between two answers of a subject that does not wait, a job may have failed and taken its target along.
  const isMoving = isOpen && !standsStill(advertised);
  for (const [name, { total, free, used, reserved, stolen = 0, isPrimordial }] of pools) {
    verdicts.demand('BOUNDS', 0 <= free && free <= total, () => `pool ${name} has ${free} of ${total} bytes free`);
    if (used === undefined || reserved === undefined) {
      if (allocation.kind !== 'full') verdicts.giveUp('CONSERVE', untold);
      continue;
    }
    verdicts.demand(
      'CONSERVE',
      total === free + used + reserved + stolen,
      () => `pool ${name}: ${total} is not ${free} free + ${used} used + ${reserved} reserved + ${stolen} stolen`,
    );
    if (isPrimordial) {
      judgeParts(verdicts, name, used, pools);
      continue;
    }
    // Whose the extents are is not known then.
    if (isMoving || allocation.kind === 'unknown') continue;
    let owned = 0;
    let shown = 0;
    for (const { pool, charge, allocated } of volumes.values()) {
      if (pool !== name) continue;
      owned += charge ?? Number.NaN;
      shown += allocated === undefined ? Number.NaN : wholeExtents(allocated, allocation.extent);
    }
    const given = used + reserved;
    // Extents that volumes share belong to no single one; but each belongs to some.
    if (allocation.kind === 'instant') {
      if (!Number.isNaN(owned + shown) && !isHidden)
        verdicts.demand(
          'NO-LEAK',
          owned <= given && given <= shown,
          () =>
            `pool ${name} gave ${given} bytes away; its volumes own ${owned} alone, and ${shown} with what they share`,
        );
    } else if (!Number.isNaN(owned))
      verdicts.demand(
        'NO-ORPHAN',
        owned === given || (isHidden && owned < given),
        () => `pool ${name} gave ${given} bytes away, its volumes own ${owned}`,
      );
  }
}

/** What a primordial pool gave away, concrete pools have: all of it, where they tell what they are made of. */
function judgeParts(verdicts: Verdicts, name: string, used: number, pools: Look['pools']): void {
  let owned = 0;
  for (const { madeOf, total } of pools.values()) {
    if (madeOf === undefined) return;
    if (madeOf === name) owned += total;
  }
  verdicts.demand(
    'CONSERVE',
    used === owned,
    () => `primordial pool ${name} gave ${used} bytes away, the pools that are made of it have ${owned}`,
  );
}

/** That a write takes no more than the extents that it touches; where none are shared. */
export function judgeWrite(
  verdicts: Verdicts,
  { allocation: { extent } }: Advertised,
  { offset, length, volume }: Extract<Action, { readonly do: 'write' }>,
  before: VolumeSeen | null,
  after: VolumeSeen | null,
): void {
  if (before?.charge === undefined || after?.charge === undefined) return;
  const touched = Math.floor((offset + length - 1) / extent) - Math.floor(offset / extent) + 1;
  const more = after.charge - before.charge;
  verdicts.demand(
    'CHARGE',
    more <= touched * extent,
    () => `${length} bytes written to ${volume} at ${offset} took ${more} bytes of its pool`,
  );
}
