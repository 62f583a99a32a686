import { type Control, type Copy, CopyQueue, errorCodeOf } from './copyQueue.js';
import { countOf, type Extents, ownOf, touches } from './extents.js';
import { afterWrite, type Written } from './hostData.js';
import { keptName, longestName } from './keptName.js';
import { type ArrayReply, refusal } from './replies.js';
import { completed, credentialsOf, denied, type Refused, type Request } from './request.js';
import { healthy, type Switches, type Wrong } from './switches.js';

/** A volume, all of whose room is taken when it is made, unless it shares that of its source. */
export interface Volume extends Extents {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  size: number;
  /** The volume that it was copied from, as long as that exists. */
  source: string | null;
  listed: boolean;
  usable: boolean;
  contents: readonly Written[];
}

/** A volume as somebody sees it who asks. */
type Told = Volume & { readonly charge: number; readonly allocated: number };

export interface Pool {
  readonly id: string;
  readonly name: string;
  total: number;
  /** Room that nobody has, and that is not free either: of an array that is wrong. */
  lost: number;
}

/** A small array that keeps each volume in extents of its own, and copies volumes by jobs. It has nothing to do with arraysim. */
export class ForeignArray {
  private readonly switches: Switches;
  private readonly poolTable = new Map<string, Pool>();
  private readonly volumeTable = new Map<string, Volume>();
  private readonly queue: CopyQueue;
  private made = 0;
  private extentsMade = 0;
  /** Extents that somebody had shared when they were written to. */
  private readonly overwritten = new Set<number>();
  /** Volumes that are gone, and go on counting or being read: of an array that is wrong. */
  private forgotten = 0;
  private readonly ghosts = new Map<string, Volume>();

  constructor(
    clock: () => number,
    private readonly extent: number,
    switches: Partial<Switches>,
  ) {
    this.switches = { ...healthy, ...switches };
    const { queue, wrong } = this.switches;
    this.queue = new CopyQueue(clock, (copy) => this.ended(copy), queue, wrong);
  }

  addPool(name: string, total: number): Pool {
    const pool: Pool = { id: `pool-${name}`, name, total, lost: 0 };
    this.poolTable.set(pool.id, pool);
    return pool;
  }

  addVolume(volume: Pick<Volume, 'name' | 'pool' | 'size'> & Partial<Volume>): Volume {
    const contents = [{ offset: 0, length: volume.size, tag: volume.name }];
    const extents = this.newExtents(this.chargeOf(volume.size) / this.extent);
    const added = {
      source: null,
      listed: true,
      usable: true,
      contents,
      extents,
      ...volume,
      id: `volume-${++this.made}`,
    };
    this.volumeTable.set(added.id, added);
    return added;
  }

  /** Starts a copy, or says why not. */
  createClone(request: Request): ArrayReply {
    this.queue.settle();
    const asked = completed(request, this.switches);
    const reasons = this.reasonsAgainst(asked);
    const [first] = reasons;
    if (first === undefined || (this.isWrong('bothWrongAccepted') && reasons.length > 1)) return this.accept(asked);
    const [cause, words] = first;
    if (cause === 'sourceNotUsable' && this.queue.isReading(asked.on)) this.spoilRefusal(asked);
    return refusal('CreateClone', cause, words, this.switches);
  }

  /** Deletes a volume that no job is at work on, or says why not. */
  deleteVolume(request: Request): ArrayReply {
    this.queue.settle();
    const asked = completed(request, this.switches);
    const { on } = asked;
    const isBusy = this.queue.isReading(on) || (this.queue.isWriting(on) && !this.isWrong('targetDeletedEarly'));
    const [first] = this.inOrder(
      this.argumentsOf(asked),
      this.volumeTable.get(on)?.listed ? [] : [['volumeUnknown', `there is no volume ${on}`]],
      [...credentialsOf(asked, this.switches), ...(isBusy ? ([['copying', `${on} is being copied`]] as const) : [])],
    );
    if (first !== undefined) return refusal('Delete', ...first, this.switches);
    const volume = this.volumeTable.get(on);
    const pool = this.poolTable.get(volume?.pool ?? '');
    this.remove(on);
    if (this.isWrong('deletionLosesRoom') && this.queue.isAtWork && volume && pool)
      pool.lost += this.chargeOf(volume.size);
    if (this.isWrong('deletedCount')) this.forgotten++;
    if (this.isWrong('deletedReadable') && volume) this.ghosts.set(on, volume);
    return { code: 0, target: null, job: null, status: null };
  }

  /** With the room that each has alone, and with others. */
  volumes(): readonly Told[] {
    this.queue.settle();
    const all = [...this.volumeTable.values()];
    return all.filter(({ listed }) => listed).map((volume) => this.told(volume, all));
  }

  private told(volume: Volume, all: readonly Volume[]): Told {
    const charge = this.extent * ownOf(volume, all).length;
    return { ...volume, charge, allocated: this.extent * volume.extents.length };
  }

  /** One that somebody asks for by its id. */
  volume(id: string): Told | null {
    const ghost = this.ghosts.get(id);
    if (ghost !== undefined) return this.told(ghost, []);
    return this.volumes().find((one) => one.id === id) ?? null;
  }

  /** A host writes to a volume; it can't while that is copied to. */
  write(id: string, written: Written): boolean {
    this.queue.settle();
    const volume = this.sourceOf(id);
    if (!volume?.usable || !this.unshare(volume, written)) return false;
    const reaches = [...this.volumeTable.values()].filter(
      (other) =>
        other === volume ||
        (this.isWrong('cloneFollowsSource') && other.source === id) ||
        (this.isWrong('sourceFollowsClone') && volume.source === other.id),
    );
    for (const one of reaches) one.contents = afterWrite(one.contents, written);
    return true;
  }

  /** Gives a volume extents of its own where it is written to. @returns whether there was room for them */
  private unshare(volume: Volume, written: Written): boolean {
    const own = new Set(ownOf(volume, this.volumeTable.values()));
    const isSplit = (one: number, index: number) => !own.has(one) && touches(written, index, this.extent);
    const split = volume.extents.filter(isSplit);
    const pool = this.poolTable.get(volume.pool);
    if (pool === undefined || split.length * this.extent > this.freeOf(pool)) return false;
    for (const one of split) this.overwritten.add(one);
    volume.extents = volume.extents.map((one, index) => (isSplit(one, index) ? ++this.extentsMade : one));
    return true;
  }

  private newExtents(count: number): number[] {
    return Array.from({ length: count }, () => ++this.extentsMade);
  }

  control(job: string, control: Control): boolean {
    return this.queue.control(job, control);
  }

  pools(): readonly (Pool & Readonly<Record<'free' | 'used' | 'reserved', number>>)[] {
    this.queue.settle();
    return [...this.poolTable.values()].map((pool) => {
      const used = this.takenOf(pool, (volume) => !this.queue.isWriting(volume.id));
      const reserved = this.takenOf(pool) - used;
      return { ...pool, used: used + pool.lost, reserved, free: this.freeOf(pool) };
    });
  }

  jobs(): readonly (Copy & { readonly percent: number; readonly names: string | null; readonly errorCode: number })[] {
    this.queue.settle();
    return this.queue.copies.map((copy) => ({
      ...this.queue.told(copy),
      percent: this.queue.percentOf(copy),
      names: this.nameOfTarget(copy),
      errorCode: errorCodeOf(copy, this.switches.wrong),
    }));
  }

  /** Makes a pool just so large that this much of it is free. */
  leaveFree(id: string, bytes: number): boolean {
    this.queue.settle();
    const pool = this.poolTable.get(id);
    if (pool === undefined) return false;
    pool.total = this.takenOf(pool) + pool.lost + bytes;
    return true;
  }

  /** All that stands against a copy, in the order in which it is found. */
  private reasonsAgainst(asked: Request): readonly Refused[] {
    const source = this.sourceOf(asked.on);
    const pool = this.poolOf(asked);
    const unknownPool =
      asked.pool !== undefined && !this.poolTable.has(asked.pool) && !this.isWrong('unknownPoolElsewhere');
    const later: Refused[] = unknownPool ? [['poolUnknown', `there is no pool ${asked.pool}`]] : [];
    later.push(...credentialsOf(asked, this.switches));
    if (source !== undefined && pool !== undefined) {
      if (this.queue.isWriting(source.id)) later.push(['sourceNotUsable', 'the volume is not complete yet']);
      else if (this.switches.busySource === 'refused' && this.queue.isReading(source.id))
        later.push(['sourceNotUsable', 'the volume is being copied already']);
      const [need, free] = [this.isShared(source, pool) ? 0 : this.chargeOf(source.size), this.freeOf(pool)];
      const isShort = this.isWrong('lastRoomRefused') ? need >= free : need > free;
      if (isShort && !this.isWrong('shortAccepted'))
        later.push(['free', `${need} bytes are needed, and pool ${pool.name} has ${free} free`]);
      if (this.volumeTable.size + this.forgotten >= this.mostVolumes)
        later.push(['free', `there are ${this.mostVolumes} volumes, which is all`]);
    }
    const element: Refused[] = source === undefined ? [['sourceUnknown', `there is no volume ${asked.on}`]] : [];
    const usual = this.inOrder(this.argumentsOf(asked), element, later);
    return this.switches.clones === 'none' && !this.isWrong('clonesAllTheSame')
      ? [['noClones', 'this array makes no clones'], ...usual]
      : usual;
  }

  private inOrder(
    args: readonly Refused[],
    element: readonly Refused[],
    later: readonly Refused[],
  ): readonly Refused[] {
    return this.switches.order === 'argumentsFirst' ? [...args, ...element, ...later] : [...element, ...args, ...later];
  }

  private argumentsOf({ caller, name, pool, username, password }: Request): readonly Refused[] {
    const reasons: Refused[] = [];
    if (caller === denied.caller) reasons.push(['role', `${caller} may not manage storage`]);
    const most = longestName - (this.isWrong('longestNameRefused') ? 1 : 0);
    if (name === '' || ((name?.length ?? 0) > most && !this.isWrong('tooLongNameTaken')))
      reasons.push(['malformed', `a name has 1 to ${longestName} characters`]);
    if (pool === '' || this.volumeTable.has(pool ?? '')) reasons.push(['malformed', `'${pool}' is no pool`]);
    if ((username === undefined) !== (password === undefined))
      reasons.push(['malformed', 'a user name and a password come together, or neither does']);
    return reasons;
  }

  private accept(asked: Request): ArrayReply {
    // Only an array that is wrong comes here without a source or a pool.
    const source = this.sourceOf(asked.on) ?? [...this.volumeTable.values()][0];
    const pool = this.poolOf(asked) ?? this.poolTable.get(source?.pool ?? '');
    if (source === undefined || pool === undefined) throw new Error('the array has no volume');
    const { targetListed, targetReference, jobFails, jobsTakeMs } = this.switches;
    const target = this.addVolume({
      name: keptName(asked.name, this.switches.wrong) ?? `${source.name}-copy-${this.made + 1}`,
      contents: this.contentsToCopy(source),
      ...(this.isShared(source, pool) && !this.isWrong('sharedTakesRoom') ? { extents: source.extents } : {}),
      pool: pool.id,
      size: source.size,
      source: source.id,
      listed: targetListed === 'atOnce',
      usable: this.isWrong('targetUsableEarly'),
    });
    const takesMs = jobsTakeMs ?? 10 + Math.ceil((2 * source.size) / 2 ** 20);
    const { id } = this.queue.add({ source: source.id, target: target.id, takesMs }, jobFails);
    const job = this.isWrong('jobNotThere') ? `${id}-of-nobody` : id;
    return { code: 4096, target: targetReference === 'early' ? target.id : null, job, status: null };
  }

  private ended({ state, target }: Copy): void {
    const volume = this.volumeTable.get(target);
    if (volume === undefined) return;
    if (state !== 7) {
      const pool = this.poolTable.get(volume.pool);
      const how = state === 10 ? 'failed' : 'terminated';
      if (this.isWrong(`${how}KeepsTarget`)) {
        volume.listed = true;
        return;
      }
      this.remove(target);
      if (this.isWrong(`${how}KeepsRoom`) && pool !== undefined) pool.lost += this.chargeOf(volume.size);
      if (this.isWrong('terminatedCount') && how === 'terminated') this.forgotten++;
      return;
    }
    volume.listed = !this.isWrong('targetNeverListed');
    volume.usable = !this.isWrong('targetNotUsable');
    if (this.isWrong('targetTooSmall')) volume.size /= 2;
  }

  private contentsToCopy(source: Volume): readonly Written[] {
    const first = this.volumeTable.get(source.source ?? '');
    return this.isWrong('chainSkipsSource') && first !== undefined ? first.contents : source.contents;
  }

  private get mostVolumes(): number {
    const { mostVolumes } = this.switches;
    return mostVolumes - (this.isWrong('lastVolumeRefused') ? 1 : 0) + (this.isWrong('volumeTooMany') ? 1 : 0);
  }

  private nameOfTarget(copy: Copy): string | null {
    if (copy.state !== 7) return this.switches.targetReference === 'never' ? null : copy.target;
    if (this.isWrong('jobNamesNobody')) return `${copy.target}-of-nobody`;
    return this.isWrong('jobNamesSource') ? copy.source : copy.target;
  }

  /** What an array that is wrong does although it refuses. */
  private spoilRefusal(asked: Request): void {
    const pool = this.poolOf(asked);
    const size = this.sourceOf(asked.on)?.size ?? 0;
    if (pool === undefined || this.chargeOf(size) > this.freeOf(pool)) return;
    if (this.isWrong('refusalTakesRoom')) pool.lost += this.chargeOf(size);
    if (this.isWrong('refusalMakesClone')) this.accept(asked);
  }

  /** Whether a copy takes no room, but shares its source's. */
  private isShared(source: Volume, pool: Pool): boolean {
    return this.switches.allocation === 'instant' && source.pool === pool.id;
  }

  private remove(id: string): void {
    const volume = this.volumeTable.get(id);
    const pool = this.poolTable.get(volume?.pool ?? '');
    const own = volume === undefined ? [] : ownOf(volume, this.volumeTable.values());
    if (this.isWrong('overwrittenKept') && pool !== undefined)
      pool.lost += this.extent * own.filter((one) => this.overwritten.has(one)).length;
    this.volumeTable.delete(id);
    for (const other of this.volumeTable.values()) if (other.source === id) other.source = null;
  }

  private sourceOf(on: string): Volume | undefined {
    const volume = this.volumeTable.get(on);
    return volume?.listed ? volume : undefined;
  }

  private poolOf({ on, pool }: Request): Pool | undefined {
    const own = this.poolTable.get(this.sourceOf(on)?.pool ?? '');
    if (pool === undefined) return own;
    return this.poolTable.get(pool) ?? (this.isWrong('unknownPoolElsewhere') ? own : undefined);
  }

  private chargeOf(size: number): number {
    return Math.ceil(size / this.extent) * this.extent;
  }

  private takenOf({ id }: Pool, counts: (volume: Volume) => boolean = () => true): number {
    return (
      this.extent * countOf([...this.volumeTable.values()].filter((volume) => volume.pool === id && counts(volume)))
    );
  }

  private freeOf(pool: Pool): number {
    return Math.max(0, pool.total - pool.lost - this.takenOf(pool));
  }

  private isWrong(wrong: Wrong): boolean {
    return this.switches.wrong === wrong;
  }
}
