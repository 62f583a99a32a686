/** A small storage array that has nothing to do with arraysim: one pool, full copies by jobs, names that may repeat. */
export class SmallArray {
  static extent = 2 ** 20;
  static bytesPerMs = 2 ** 20;
  #clock;
  #total;
  #volumes = new Map();
  #jobs = new Map();
  #made = 0;

  /** @param {{ clock: () => number, total: number }} options the time in milliseconds, and the pool's size in bytes */
  constructor({ clock, total }) {
    this.#clock = clock;
    this.#total = total;
  }

  createVolume(name, size, source = null) {
    const volume = { id: `volume-${++this.#made}`, name, size, source };
    this.#volumes.set(volume.id, volume);
    return volume;
  }

  /** Starts a copy, or says why not: `{ refused, code }`. */
  clone({ on, name, pool, username, password }) {
    const source = this.#volumes.get(on);
    if (name === '' || name?.length > 64) return { code: 5, refused: 'a name has 1 to 64 characters' };
    if (pool === '' || this.#volumes.has(pool)) return { code: 5, refused: `'${pool}' is no pool` };
    if ((username === undefined) !== (password === undefined)) return { code: 5, refused: 'half of a credential' };
    if (source === undefined) return { code: 8, refused: `there is no volume ${on}` };
    if (pool !== undefined && pool !== 'pool-1') return { code: 8, refused: `there is no pool ${pool}` };
    if (this.#isCopying(on)) return { code: 4, refused: `${on} is still being copied to` };
    const need = charge(source);
    const { free } = this.pool();
    if (need > free) return { code: 40002, refused: `needs ${need} B, the pool has ${free} B free` };
    const target = this.createVolume(name ?? `${source.name}-copy`, source.size, on);
    const job = {
      id: `job-${this.#jobs.size + 1}`,
      target: target.id,
      beganMs: this.#clock(),
      takesMs: source.size / SmallArray.bytesPerMs,
    };
    this.#jobs.set(job.id, job);
    return { target: target.id, job: job.id };
  }

  /** @returns whether it is gone: what a job reads or writes stays */
  delete(id) {
    const copied = [...this.#volumes.values()].filter(({ source }) => source === id);
    if (!this.#volumes.has(id) || this.#isCopying(id) || copied.some((one) => this.#isCopying(one.id))) return false;
    for (const clone of copied) clone.source = null;
    return this.#volumes.delete(id);
  }

  volumes() {
    return [...this.#volumes.values()].map((one) => ({
      ...one,
      charge: charge(one),
      usable: !this.#isCopying(one.id),
      isSnapshot: false,
    }));
  }

  pool() {
    const taken = this.volumes().reduce((sum, one) => sum + one.charge, 0);
    return { total: this.#total, free: this.#total - taken, taken };
  }

  jobs() {
    return [...this.#jobs.values()].map((job) => {
      const done = Math.min(1, (this.#clock() - job.beganMs) / job.takesMs);
      return { ...job, percent: Math.floor(done * 100), running: done < 1 };
    });
  }

  #isCopying(id) {
    return this.jobs().some(({ target, running }) => running && target === id);
  }
}

function charge({ size }) {
  return Math.ceil(size / SmallArray.extent) * SmallArray.extent;
}
