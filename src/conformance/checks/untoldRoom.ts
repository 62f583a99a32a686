import type { Look } from '../model/look.js';
import { wholeExtents } from '../model/room.js';
import { isOver } from '../model/state.js';
import { type Advertised, standsStill } from '../subject/advertised.js';
import type { PoolSeen, VolumeSeen } from '../subject/observations.js';
import type { Verdicts } from './verdicts.js';

/** What pools gave away that tell neither `used` nor `reserved`: where volumes take all of their room at once, their sizes add up to
 * it, but for what is no volume's in the beginning and stays so.
 */
export class UntoldRoom {
  /** What no volume has, by pool. */
  private readonly others = new Map<string, number>();
  /** Volumes that the reset has set up: snapshots among them hold all that they show. */
  private readonly first = new Set<string>();
  /** Whether all pools tell themselves: every look comes by. */
  private isTold = false;

  constructor(
    private readonly verdicts: Verdicts,
    private readonly advertised: Advertised,
  ) {}

  /** Somebody has changed a pool past the methods, or a fault has: what no volume has is learnt anew. */
  forget(): void {
    this.others.clear();
  }

  /** What the reset has set up: nothing is under way. */
  begin(pools: readonly PoolSeen[], volumes: readonly VolumeSeen[]): void {
    this.isTold = pools.every(({ used, reserved }) => used !== undefined || reserved !== undefined);
    this.first.clear();
    for (const { id } of volumes) this.first.add(id);
    for (const { name, rest } of this.restsOf(pools, volumes)) this.others.set(name, rest);
  }

  look({ pools, volumes, jobs }: Look): void {
    if (this.isTold) return;
    const isOpen = [...jobs.values()].some(({ jobState }) => !isOver(jobState));
    // Between two answers a job may have failed, and taken its target along.
    if (isOpen && !standsStill(this.advertised)) return;
    const isHidden = isOpen && this.advertised.declares.targetListed !== 'atOnce';
    for (const { name, rest } of this.restsOf([...pools.values()], [...volumes.values()])) {
      this.verdicts.demand(
        'CONSERVE',
        rest >= 0,
        () => `pool ${name}: its volumes and what is free are ${-rest} bytes too many`,
      );
      const before = this.others.get(name);
      if (before === undefined && !isHidden) this.others.set(name, rest);
      if (before === undefined) continue;
      this.verdicts.demand(
        'NO-ORPHAN',
        rest === before || (isHidden && rest > before),
        () => `pool ${name} has given ${rest} bytes away that no volume has, and ${before} in the beginning`,
      );
    }
  }

  /** What is neither free nor a volume's, of each pool that does not tell. */
  private restsOf(pools: readonly PoolSeen[], volumes: readonly VolumeSeen[]): readonly Rest[] {
    const { kind, extent } = this.advertised.allocation;
    if (kind !== 'full') return [];
    return pools.flatMap(({ id, total, free, used, reserved, stolen = 0, isPrimordial }) => {
      if (used !== undefined || reserved !== undefined || isPrimordial) return [];
      const owned = volumes.filter(({ pool }) => pool === id);
      // What a snapshot that was made meanwhile keeps depends on what hosts have written since.
      if (owned.some((one) => one.isSnapshot && one.charge === undefined && !this.first.has(one.id))) return [];
      const taken = owned.reduce((sum, { charge, size }) => sum + (charge ?? wholeExtents(size, extent)), 0);
      return [{ name: id, rest: total - free - stolen - taken }];
    });
  }
}

interface Rest {
  readonly name: string;
  readonly rest: number;
}
