import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IdCodec } from '../../src/determinism/idCodec.js';
import { serialNumber } from '../../src/determinism/random.js';

const volumes = new IdCodec<string, number>('vol', 'K7QM2XHD');

describe('ids', () => {
  test('for all handles, decode undoes encode', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (handle) => {
        expect(volumes.decode(volumes.encode(handle))).toBe(handle);
      }),
      { seed: 1, numRuns: 5_000, examples: [[0], [1], [0x7fff_ffff], [0x8000_0000], [0xffff_ffff]] },
    );
  });

  test('for all 8 digits, encode undoes decode: no two ids name one handle', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (digits) => {
        const id = `vol-K7QM2XHD-${digits.toString(16).padStart(8, '0')}`;
        const handle = volumes.decode(id);
        expect(handle === undefined ? handle : volumes.encode(handle)).toBe(id);
      }),
      { seed: 2, numRuns: 5_000 },
    );
  });

  test('differ over a stretch of handles, and neighbours do not look alike', () => {
    const ids = Array.from({ length: 50_000 }, (_, handle) => volumes.encode(handle));
    expect(new Set(ids).size).toBe(ids.length);
    const alike = ids.filter((id, at) => id.slice(0, -2) === ids[at - 1]?.slice(0, -2));
    expect(alike.length).toBeLessThan(10);
  });

  test.each([
    '',
    'vol',
    'vol-K7QM2XHD-',
    'vol-K7QM2XHD-0000000',
    'vol-K7QM2XHD-000000000',
    'vol-K7QM2XHD-0000000g',
    'vol-K7QM2XHD-ABCDEF00',
    'vol-K7QM2XHD-00000 00',
    ' vol-K7QM2XHD-00000000',
    'vol-K7QM2XHD_00000000',
    'VOL-K7QM2XHD-00000000',
    'pool-K7QM2XHD-00000000',
    'vol-K7QM2XHE-00000000',
    'vol-K7QM2XHD-0000000\u0660',
    'vol-K7QM2XHD-0000000/',
    'vol-K7QM2XHD-0000000:',
    'vol-K7QM2XHD-0000000`',
  ])('%j is none of this codec', (text) => {
    expect(volumes.decode(text)).toBeUndefined();
  });

  test('of other seeds and of other classes are others, and refused', () => {
    const codecs = Array.from({ length: 50 }, (_, seed) => serialNumber(seed, 'array', 8)).flatMap((serial) =>
      ['vol', 'pool', 'job'].map((prefix) => new IdCodec<string, number>(prefix, serial)),
    );
    const ids = codecs.map((codec) => codec.encode(3));
    expect(new Set(ids.map((id) => id.slice(-8))).size).toBeGreaterThan(codecs.length - 2);
    for (const [at, codec] of codecs.entries()) {
      expect(ids.filter((id) => codec.decode(id) !== undefined)).toEqual([ids[at]]);
    }
  });
});
