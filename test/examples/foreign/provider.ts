import { type Copy, CopyQueue } from './copyQueue.js';
import { type ArrayReply, refusal } from './replies.js';
import { type Cause, healthy, type Switches, type Wrong } from './switches.js';

/** A volume, all of whose room is taken when it is made. */
export interface Volume {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  size: number;
  /** The volume that it was copied from, as long as that exists. */
  source: string | null;
  listed: boolean;
  usable: boolean;
}

export interface Pool {
  readonly id: string;
  readonly name: string;
  total: number;
  /** Room that nobody has, and that is not free either: of an array that is wrong. */
  lost: number;
}

/** A request to copy a volume, or to delete it. */
export interface Request {
  readonly on: string;
  readonly name?: string | undefined;
  readonly pool?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly caller?: string | undefined;
}

/** Who may not manage the array, and an account that it knows and lets in nowhere. */
export const denied = { caller: 'guest', account: { username: 'auditor', password: 'only for reading' } } as const;
const configured = { username: 'storage', password: 'admin' } as const;
export const longestName = 64;
export const mostVolumes = 500;

type Refused = readonly [Cause, string];

/** A small array that keeps each volume in extents of its own, and copies volumes by jobs. It has nothing to do with arraysim. */
export class ForeignArray {
  private readonly switches: Switches;
  private readonly poolTable = new Map<string, Pool>();
  private readonly volumeTable = new Map<string, Volume>();
  private readonly queue: CopyQueue;
  private made = 0;

  constructor(
    clock: () => number,
    private readonly extent: number,
    switches: Partial<Switches>,
  ) {
    this.switches = { ...healthy, ...switches };
    this.queue = new CopyQueue(clock, (copy) => this.ended(copy), this.switches.queue);
  }

  addPool(name: string, total: number): Pool {
    const pool: Pool = { id: `pool-${name}`, name, total, lost: 0 };
    this.poolTable.set(pool.id, pool);
    return pool;
  }

  addVolume(volume: Pick<Volume, 'name' | 'pool' | 'size'> & Partial<Volume>): Volume {
    const added = { source: null, listed: true, usable: true, ...volume, id: `volume-${++this.made}` };
    this.volumeTable.set(added.id, added);
    return added;
  }

  /** Starts a copy, or says why not. */
  createClone(request: Request): ArrayReply {
    this.queue.settle();
    const asked = this.completed(request);
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
    const asked = this.completed(request);
    const { on } = asked;
    const isBusy = this.queue.isReading(on) || this.queue.isWriting(on);
    const [first] = this.inOrder(
      this.argumentsOf(asked),
      this.volumeTable.get(on)?.listed ? [] : [['volumeUnknown', `there is no volume ${on}`]],
      [...this.credentialsOf(asked), ...(isBusy ? ([['copying', `${on} is being copied`]] as const) : [])],
    );
    if (first !== undefined) return refusal('Delete', ...first, this.switches);
    this.remove(on);
    return { code: 0, target: null, job: null, status: null };
  }

  volumes(): readonly (Volume & { readonly charge: number })[] {
    this.queue.settle();
    const listed = [...this.volumeTable.values()].filter((volume) => volume.listed);
    return listed.map((volume) => ({ ...volume, charge: this.chargeOf(volume.size) }));
  }

  pools(): readonly (Pool & Readonly<Record<'free' | 'used' | 'reserved', number>>)[] {
    this.queue.settle();
    return [...this.poolTable.values()].map((pool) => {
      const reserved = this.takenOf(pool, (volume) => this.queue.isWriting(volume.id));
      const used = this.takenOf(pool, (volume) => !this.queue.isWriting(volume.id)) + pool.lost;
      return { ...pool, used, reserved, free: this.freeOf(pool) };
    });
  }

  jobs(): readonly (Copy & { readonly percent: number; readonly names: string | null; readonly errorCode: number })[] {
    this.queue.settle();
    return this.queue.copies.map((copy) => ({
      ...copy,
      percent: this.queue.percentOf(copy),
      names: this.nameOfTarget(copy),
      errorCode: copy.state === 10 || (copy.state === 7 && this.isWrong('completesWithError')) ? 4 : 0,
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
    later.push(...this.credentialsOf(asked));
    if (source !== undefined && pool !== undefined) {
      if (this.queue.isWriting(source.id)) later.push(['sourceNotUsable', 'the volume is not complete yet']);
      else if (this.switches.busySource === 'refused' && this.queue.isReading(source.id))
        later.push(['sourceNotUsable', 'the volume is being copied already']);
      const [need, free] = [this.chargeOf(source.size), this.freeOf(pool)];
      if (need > free && !this.isWrong('shortAccepted'))
        later.push(['free', `${need} bytes are needed, and pool ${pool.name} has ${free} free`]);
      if (this.volumeTable.size >= mostVolumes) later.push(['free', `there are ${mostVolumes} volumes, which is all`]);
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
    if (name === '' || (name?.length ?? 0) > longestName)
      reasons.push(['malformed', `a name has 1 to ${longestName} characters`]);
    if (pool === '' || this.volumeTable.has(pool ?? '')) reasons.push(['malformed', `'${pool}' is no pool`]);
    if ((username === undefined) !== (password === undefined))
      reasons.push(['malformed', 'a user name and a password come together, or neither does']);
    return reasons;
  }

  private credentialsOf({ username, password }: Request): readonly Refused[] {
    const { account } = denied;
    if (username === account.username) {
      if (password === account.password) return [['account', `${username} may not manage this array`]];
      return this.isWrong('wrongPasswordTaken') ? [] : [['password', `wrong password for ${username}`]];
    }
    if (username === undefined || this.switches.accounts === 'any') return [];
    const isRight = username === configured.username && password === configured.password;
    return isRight ? [] : [['password', `there is no account ${username} with this password`]];
  }

  /** The request, with what the array's settings add to it. */
  private completed(request: Request): Request {
    const { username, password } = request;
    const name = request.name === '' && this.switches.emptyName === 'absent' ? undefined : request.name;
    const isHalf = (username === undefined) !== (password === undefined);
    if (!isHalf || this.switches.halfCredential === 'refused') return { ...request, name };
    return {
      ...request,
      name,
      username: username ?? configured.username,
      password: password ?? configured.password,
    };
  }

  private accept(asked: Request): ArrayReply {
    // Only an array that is wrong comes here without a source or a pool.
    const source = this.sourceOf(asked.on) ?? [...this.volumeTable.values()][0];
    const pool = this.poolOf(asked) ?? this.poolTable.get(source?.pool ?? '');
    if (source === undefined || pool === undefined) throw new Error('the array has no volume');
    const { targetListed, targetReference, jobFails, jobsTakeMs } = this.switches;
    const target = this.addVolume({
      name: asked.name ?? `${source.name}-copy-${this.made + 1}`,
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
    if (state === 10) {
      const pool = this.poolTable.get(volume.pool);
      if (this.isWrong('failedKeepsTarget')) {
        volume.listed = true;
        return;
      }
      this.remove(target);
      if (this.isWrong('failedKeepsRoom') && pool !== undefined) pool.lost += this.chargeOf(volume.size);
      return;
    }
    volume.listed = !this.isWrong('targetNeverListed');
    volume.usable = !this.isWrong('targetNotUsable');
    if (this.isWrong('targetTooSmall')) volume.size /= 2;
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

  private remove(id: string): void {
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
    const own = [...this.volumeTable.values()].filter((volume) => volume.pool === id && counts(volume));
    return own.reduce((sum, { size }) => sum + this.chargeOf(size), 0);
  }

  private freeOf(pool: Pool): number {
    return Math.max(0, pool.total - pool.lost - this.takenOf(pool));
  }

  private isWrong(wrong: Wrong): boolean {
    return this.switches.wrong === wrong;
  }
}
