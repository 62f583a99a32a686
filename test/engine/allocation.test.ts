import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type ProfileChoice, type StorageArray, type TaggedRange } from '../../src/index.js';

const kib = 1024;
const extent = 4 * kib;
const blockSize = 512;
const blocksPerExtent = extent / blockSize;

/** Volumes of a few small extents in a pool that is soon full. */
function smallArray(kind: 'thin' | 'instant', pool = '160 KiB'): StorageArray {
  const profile: ProfileChoice = {
    base: 'full-copy',
    extentSize: extent,
    allocation: { kind, overcommitLimit: null, lowSpaceWarningThreshold: 0 },
    clones: { targetUsable: 'atAcceptance' },
  };
  return createArray({
    profile,
    pools: [{ name: 'gold', size: pool }],
    volumes: [{ name: 'v', pool: 'gold', size: '30 KiB' }],
  });
}

/** The same array as one token an extent and one tag a block: what layers and runs stand for. */
class Model {
  readonly volumes = new Map<string, { tokens: (number | undefined)[]; tags: string[] }>();
  private tokens = 0;

  constructor(
    private readonly shares: boolean,
    private readonly poolExtents: number,
  ) {}

  create(id: string, blocks: number): void {
    const tokens = Array.from({ length: Math.ceil(blocks / blocksPerExtent) }, () => undefined);
    this.volumes.set(id, { tokens, tags: Array.from({ length: blocks }, () => '') });
  }

  used(): number {
    const all = [...this.volumes.values()].flatMap(({ tokens }) => tokens.filter((token) => token !== undefined));
    return new Set(all).size;
  }

  write(id: string, start: number, end: number, tag: string): boolean {
    const volume = this.of(id);
    const others = new Set([...this.volumes].flatMap(([other, { tokens }]) => (other === id ? [] : tokens)));
    const tokens = volume.tokens.map((token, index) => {
      const touched = index * blocksPerExtent < end && (index + 1) * blocksPerExtent > start;
      return touched && (token === undefined || others.has(token)) ? this.tokens++ : token;
    });
    const before = volume.tokens;
    volume.tokens = tokens;
    if (this.used() > this.poolExtents) {
      volume.tokens = before;
      return false;
    }
    volume.tags.fill(tag, start, end);
    return true;
  }

  clone(from: string, to: string): boolean {
    const { tokens, tags } = this.of(from);
    const copies = tokens.map((token) => (token === undefined || this.shares ? token : this.tokens++));
    this.volumes.set(to, { tokens: copies, tags: [...tags] });
    if (this.used() <= this.poolExtents) return true;
    this.volumes.delete(to);
    return false;
  }

  of(id: string) {
    const volume = this.volumes.get(id);
    if (volume === undefined) throw new Error(`the model has no volume ${id}`);
    return volume;
  }
}

const pick = fc.nat(1000);
const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      pick,
      at: pick,
      length: fc.integer({ min: 1, max: 30 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('clone' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kill' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const), pick }) },
);

describe.each(['thin', 'instant'] as const)('%s allocation', (kind) => {
  test('for all writes, clones and deletions, the pool gives up one extent for each that some volume shows', () => {
    fc.assert(
      fc.property(fc.array(command, { size: 'max', maxLength: 60 }), (commands) => {
        let array = smallArray(kind);
        const model = new Model(kind === 'instant', 40);
        model.create(array.volume('v').id, 60);
        for (const [number, { do: what, pick: chosen, ...rest }] of commands.entries()) {
          const ids = [...model.volumes.keys()];
          const id = ids[chosen % ids.length];
          if (id === undefined) break;
          if (what === 'write' && 'at' in rest) {
            const start = rest.at % 60;
            const end = Math.min(60, start + rest.length);
            const reply = array.host.write(id, {
              offset: start * blockSize,
              length: (end - start) * blockSize,
              tag: `t${number}`,
            });
            expect(reply.written).toBe(model.write(id, start, end, `t${number}`));
          } else if (what === 'clone') {
            const { TargetStorageVolume: target } = array.createClone(id);
            const expected = model.clone(id, target ?? 'refused');
            expect(target !== null).toBe(expected);
            array.settle();
          } else if (what === 'kill') {
            // A clone that is taken back while it is made leaves nothing behind; what hosts could use is for them to delete.
            const before = array.digest('observable');
            const { Job: job, TargetStorageVolume: target } = array.createClone(id);
            if (job !== null) array.jobs.kill(job);
            if (target !== null && array.findVolume(target) !== undefined) array.outOfBand.delete(target);
            array.discover();
            expect(array.digest('observable')).toBe(before);
          } else if (what === 'delete') {
            array.outOfBand.delete(id);
            array.discover();
            model.volumes.delete(id);
          } else if (what === 'reload') {
            const again = loadArray(array.save());
            expect(again.digest('identity')).toBe(array.digest('identity'));
            array = again;
          }
          expect(array.violations()).toEqual([]);
          expect(Number(array.pool('gold').used) / extent).toBe(model.used());
          for (const [volume, { tokens, tags }] of model.volumes) {
            const allocated = tokens.filter((token) => token !== undefined).length;
            expect(Number(array.volume(volume).allocated) / extent).toBe(allocated);
            expect(plain(array.host.read(volume))).toEqual(tags);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('for all of these, a fork and its origin never touch each other', () => {
    fc.assert(
      fc.property(
        fc.array(command, { size: 'max', maxLength: 30 }),
        fc.array(command, { maxLength: 20 }),
        (before, after) => {
          const array = smallArray(kind);
          for (const one of before) perform(array, one);
          const kept = array.digest('identity');
          const fork = array.fork();
          for (const one of after) perform(fork, one);
          expect(array.digest('identity')).toBe(kept);
          expect(array.violations()).toEqual([]);
          const ended = fork.digest('identity');
          for (const one of after) perform(array, one);
          expect(array.digest('identity')).toBe(ended);
          expect(fork.digest('identity')).toBe(ended);
        },
      ),
    );
  });
});

function perform(array: StorageArray, { do: what, pick: chosen, ...rest }: Command) {
  const volumes = array.volumes();
  const id = volumes[chosen % volumes.length]?.id;
  if (id === undefined) return;
  if (what === 'write' && 'at' in rest) {
    const start = rest.at % 60;
    array.host.write(id, {
      offset: start * blockSize,
      length: Math.min(60 - start, rest.length) * blockSize,
      tag: `${chosen}`,
    });
  } else if (what === 'delete') array.outOfBand.delete(id);
  else {
    array.createClone(id);
    array.settle();
  }
}

type Command = typeof command extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function plain(ranges: readonly TaggedRange[]): string[] {
  const tags = Array.from({ length: 60 }, () => '');
  for (const { offset, length, tag } of ranges) {
    tags.fill(tag, Number(offset) / blockSize, Number(offset + length) / blockSize);
  }
  return tags;
}
