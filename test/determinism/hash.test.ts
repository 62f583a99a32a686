import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addHashes,
  avalanche,
  type Hash,
  Hasher,
  hashOf,
  hashText,
  hexOf,
  zeroHash,
} from '../../src/determinism/hash.js';

const hex = (value: unknown) => hexOf(hashOf(value));

describe('hashOf', () => {
  test('gives the same digits on every machine and in every version: traces and saved arrays hold them', () => {
    const documented = { name: 'db', sizes: [1, 2.5, -3, 2 ** 40], nothing: null, yes: true };
    expect([hex(documented), hex(''), hex(0), hex([])]).toEqual([
      'c01c663ca4822a23',
      'c97fc7a2244c8702',
      '416e437fb995c6b6',
      'a210be8e966f3d9e',
    ]);
  });

  test('ignores the order of keys and members that are undefined', () => {
    expect(hex({ a: 1, b: { c: 2, d: 3 } })).toBe(hex({ b: { d: 3, c: 2 }, e: undefined, a: 1 }));
  });

  test.each([
    [
      [1, [2]],
      [[1], 2],
    ],
    ['1', 1],
    [true, 1],
    [null, 0],
    [1n, 1],
    [{}, []],
    [{ a: 'b' }, { b: 'a' }],
    [
      ['ab', 'c'],
      ['a', 'bc'],
    ],
    [{ a: null }, {}],
    [0.5, 0.25],
    [2 ** 32, 0],
    [2 ** 32 + 1, 1],
    [-1, 2 ** 32 - 1],
    [1, -1],
    [
      [1, 2],
      [2, 1],
    ],
  ])('tells %o from %o', (left, right) => {
    expect(hex(left)).not.toBe(hex(right));
  });

  test('for all pairs of different JSON values, hashes are different', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        // -0 is 0 to JSON, so it is to a saved array.
        const same = canonicalText(left) === canonicalText(right);
        expect(hex(left) === hex(right)).toBe(same);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  test("changes half of the digits' bits, on average, with any change of one number", () => {
    let changed = 0;
    const pairs = 2_000;
    for (let value = 0; value < pairs; value++) changed += bitsApart(hashOf([value]), hashOf([value + 1]));
    expect(changed / pairs).toBeGreaterThan(31);
    expect(changed / pairs).toBeLessThan(33);
  });
});

test('a Hasher mixes numbers in full: beyond 32 bits, fractions and signs', () => {
  const numbers = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1, -(2 ** 53 - 1), 0.1, 1e300, Number.POSITIVE_INFINITY];
  const digits = numbers.map((number) => hexOf(new Hasher().number(number).end()));
  expect(new Set(digits).size).toBe(numbers.length);
});

test('for all hashes, adding them ignores order and grouping, and nothing adds nothing', () => {
  const hash = fc.record({ hi: fc.nat(0xffff_ffff), lo: fc.nat(0xffff_ffff) });
  fc.assert(
    fc.property(hash, hash, hash, (a, b, c) => {
      expect(addHashes(a, b)).toEqual(addHashes(b, a));
      expect(addHashes(addHashes(a, b), c)).toEqual(addHashes(a, addHashes(b, c)));
      expect(addHashes(a, zeroHash)).toEqual(a);
      expect(hexOf(a)).toMatch(/^[0-9a-f]{16}$/);
    }),
    { seed: 2 },
  );
});

test('avalanche keeps different numbers different, and every hash of a text is an unsigned 32-bit number', () => {
  const count = 100_000;
  expect(new Set(Array.from({ length: count }, (_, value) => avalanche(value * 40_503))).size).toBe(count);
  for (const text of ['', 'db', 'Größe', 'volume-4711']) {
    expect(hashText(text)).toBe(hashText(text) >>> 0);
  }
});

function bitsApart(left: Hash, right: Hash): number {
  let bits = 0;
  for (const lanes of [left.hi ^ right.hi, left.lo ^ right.lo]) {
    for (let rest = lanes >>> 0; rest !== 0; rest &= rest - 1) bits++;
  }
  return bits;
}

/** JSON with sorted keys. */
function canonicalText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText)}]`;
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`);
  return `{${members.sort()}}`;
}
