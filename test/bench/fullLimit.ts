/** The fuller limit: createClone written by hand on dense arrays, with what every program must do that answers as arraysim does:
 * arguments that are checked, ids that are told apart from names and from each other, what decided in the reply, running copies that
 * share the bandwidth, and timers. It has no table of refusals, no conversation, no forks, no digests, no trace: those are
 * arraysim's abilities, and what they cost is the difference.
 */
export class FullLimit {
  private readonly names: string[] = [];
  private readonly sizes: number[] = [];
  private readonly states: number[] = [];
  private readonly synchronizations: number[] = [];
  private readonly replicas: number[] = [];
  private readonly firstReplicas: number[] = [];
  private readonly byName = new Map<string, number>();

  private readonly synchronizationSources: number[] = [];
  private readonly synchronizationTargets: number[] = [];
  private readonly synchronizationStates: number[] = [];
  private readonly synchronizationTimes: number[] = [];
  /** The synchronizations of one source, linked from the youngest on. */
  private readonly nextOfSource: number[] = [];

  private readonly jobTargets: number[] = [];
  private readonly jobStates: number[] = [];
  private readonly jobStarts: number[] = [];
  private readonly jobEnds: number[] = [];
  private readonly jobSizes: number[] = [];
  private readonly jobCopied: number[] = [];
  private readonly jobRates: number[] = [];
  /** Jobs that have not started to copy, in order; and those that copy. */
  private readonly starting: number[] = [];
  private readonly running: number[] = [];
  /** Jobs in the order in which they ended, and the first of them that is still kept. */
  private readonly finished: number[] = [];
  private firstKept = 0;

  private used = 0;
  private reserved = 0;
  private copiedAtMs = 0;
  private nextStartMs = never;
  private nextEndMs = never;
  private nextRemovalMs = never;
  nowMs = 0;

  constructor(
    private readonly total: number,
    private readonly blocksPerMs: number,
    private readonly retentionMs: number,
    private readonly startsWithinMs: number,
  ) {}

  addVolume(name: string, size: number): number {
    const volume = this.names.push(name) - 1;
    this.sizes.push(size);
    this.states.push(1);
    this.synchronizations.push(-1);
    this.replicas.push(0);
    this.firstReplicas.push(-1);
    this.byName.set(name, volume);
    this.used += size;
    return volume;
  }

  idOf(volume: number): string {
    return encode(volumeHead, volume);
  }

  createClone(on: string, given: Readonly<Record<string, unknown>>) {
    for (const name in given) if (!parameters.has(name)) throw new Error(name);
    const { ElementName } = given;
    if (typeof ElementName !== 'string' || ElementName === '' || unwritable.test(ElementName)) return this.answer(5);
    const source = decode(volumeHead, on) ?? this.byName.get(on);
    if (source === undefined || source >= this.sizes.length) return this.answer(5);
    const size = this.sizes[source] ?? 0;
    if (size > this.total - this.used - this.reserved) return this.answer(40002);
    const target = this.addVolume(ElementName, size);
    this.used -= size;
    this.reserved += size;
    this.states[target] = 0;
    this.relate(source, target);
    return this.answer(4096, target, this.startJob(target, size));
  }

  /** Lets time pass until no copy is under way. */
  settle(): void {
    for (;;) {
      const nextWorkMs = Math.min(this.nextStartMs, this.nextEndMs);
      if (nextWorkMs === never) return;
      this.nowMs = Math.min(nextWorkMs, this.nextRemovalMs);
      if (this.nowMs === this.nextRemovalMs) this.forget();
      else if (this.nowMs === this.nextStartMs) this.startCopies();
      else this.endCopies();
    }
  }

  private answer(code: number, target = -1, job = -1) {
    return {
      ReturnValue: code,
      TargetStorageVolume: target < 0 ? null : encode(volumeHead, target),
      Job: job < 0 ? null : encode(jobHead, job),
      ExtendedStatus: null,
      decided: {
        method: 'CreateClone',
        step: code === 4096 ? 'serviceReply' : 'array',
        because: code === 4096 ? 'jobStarted' : 'refused',
        atMs: this.nowMs,
      },
    };
  }

  private relate(source: number, target: number): void {
    const synchronization = this.synchronizationSources.push(source) - 1;
    this.synchronizationTargets.push(target);
    this.synchronizationStates.push(0);
    this.synchronizationTimes.push(this.nowMs);
    this.synchronizations[target] = synchronization;
    this.nextOfSource.push(this.firstReplicas[source] ?? -1);
    this.firstReplicas[source] = synchronization;
    this.replicas[source] = (this.replicas[source] ?? 0) + 1;
  }

  private startJob(target: number, size: number): number {
    const job = this.jobTargets.push(target) - 1;
    this.jobStates.push(0);
    this.jobStarts.push(this.nowMs + this.startsWithinMs);
    this.jobEnds.push(-1);
    this.jobSizes.push(size);
    this.jobCopied.push(0);
    this.jobRates.push(0);
    this.starting.push(job);
    if (this.nextStartMs === never) this.nextStartMs = this.nowMs + this.startsWithinMs;
    return job;
  }

  private startCopies(): void {
    this.catchUp();
    this.nextStartMs = never;
    let left = 0;
    for (const job of this.starting) {
      const startMs = this.jobStarts[job] ?? 0;
      if (startMs <= this.nowMs) this.running.push(job);
      else this.starting[left++] = job;
      if (startMs > this.nowMs) this.nextStartMs = Math.min(this.nextStartMs, startMs);
    }
    this.starting.length = left;
    this.share();
  }

  /** Brings what the running copies have done up to now. */
  private catchUp(): void {
    const passedMs = this.nowMs - this.copiedAtMs;
    for (const job of this.running) {
      const copied = (this.jobCopied[job] ?? 0) + passedMs * (this.jobRates[job] ?? 0);
      this.jobCopied[job] = Math.min(copied, this.jobSizes[job] ?? 0);
    }
    this.copiedAtMs = this.nowMs;
  }

  /** An equal part of the bandwidth for each copy, what is over for the oldest; and the timer for the first that ends. */
  private share(): void {
    const each = Math.floor(this.blocksPerMs / this.running.length);
    let rate = this.blocksPerMs - each * (this.running.length - 1);
    this.nextEndMs = never;
    for (const job of this.running) {
      this.jobRates[job] = rate;
      const left = (this.jobSizes[job] ?? 0) - (this.jobCopied[job] ?? 0);
      this.nextEndMs = Math.min(this.nextEndMs, this.nowMs + Math.ceil(left / rate));
      rate = each;
    }
  }

  private endCopies(): void {
    this.catchUp();
    let kept = 0;
    for (const job of this.running) {
      if (this.jobCopied[job] === this.jobSizes[job]) this.endJob(job);
      else this.running[kept++] = job;
    }
    this.running.length = kept;
    this.share();
  }

  private endJob(job: number): void {
    const target = this.jobTargets[job] ?? 0;
    const size = this.jobSizes[job] ?? 0;
    this.jobStates[job] = 1;
    this.jobEnds[job] = this.nowMs;
    this.states[target] = 1;
    this.synchronizationStates[this.synchronizations[target] ?? 0] = 1;
    this.reserved -= size;
    this.used += size;
    this.finished.push(job);
    if (this.nextRemovalMs === never) this.nextRemovalMs = this.nowMs + this.retentionMs;
  }

  /** Forgets the jobs whose retention is over. */
  private forget(): void {
    for (; ; this.firstKept++) {
      const job = this.finished[this.firstKept];
      this.nextRemovalMs = job === undefined ? never : (this.jobEnds[job] ?? 0) + this.retentionMs;
      if (job === undefined || this.nextRemovalMs > this.nowMs) return;
      this.jobStates[job] = 2;
    }
  }
}

const never = Number.POSITIVE_INFINITY;
const parameters: ReadonlySet<string> = new Set(['ElementName', 'TargetPool', 'username', 'password']);
const volumeHead = { text: 'vol-K7QM2XHD-', key: 0x2545f491 };
const jobHead = { text: 'job-K7QM2XHD-', key: 0x1b873593 };
const bytes = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** Handles are scrambled, so that neighbours don't get neighbouring ids. */
function encode({ text, key }: typeof volumeHead, handle: number): string {
  const folded = handle ^ key ^ ((handle ^ key) >>> 16);
  const spread = Math.imul(folded, 0x9e3779b1);
  const bits = (spread ^ (spread >>> 16)) >>> 0;
  return text + bytes[bits >>> 24] + bytes[(bits >>> 16) & 255] + bytes[(bits >>> 8) & 255] + bytes[bits & 255];
}

function decode({ text, key }: typeof volumeHead, id: string): number | undefined {
  if (id.length !== text.length + 8 || !id.startsWith(text)) return undefined;
  let bits = 0;
  for (let at = text.length; at < id.length; at++) {
    const code = id.charCodeAt(at);
    bits = (bits << 4) | (code < 58 ? code - 48 : code - 87);
  }
  const folded = Math.imul(bits ^ (bits >>> 16), inverse);
  return (folded ^ (folded >>> 16) ^ key) >>> 0;
}

/** Of 0x9e3779b1, modulo 2^32. */
const inverse = 0x0e8b2f51;

/** What XML can't carry. */
const unwritable = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
