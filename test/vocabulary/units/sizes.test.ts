import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Blocks,
  blockSize,
  blocks,
  formatSize,
  parseBytes,
  parseSize,
  readableSize,
  roundUpTo,
  toBytes,
  wholeProduct,
} from '../../../src/vocabulary/units/sizes.js';

const anySize = fc.oneof(fc.maxSafeNat(), fc.nat(1_000_000)).map(blocks);

describe('blocks', () => {
  test('are 512 bytes, whole and not negative', () => {
    expect(blockSize).toBe(512);
    expect(blocks(0)).toBe(0);
    expect(blocks(2 ** 53 - 1)).toBe(9_007_199_254_740_991);
    for (const wrong of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => blocks(wrong)).toThrow(RangeError);
  });

  test('reach just short of 4 EiB in bytes, exactly', () => {
    expect(toBytes(blocks(2 ** 53 - 1))).toBe(4_611_686_018_427_387_392n);
  });
});

test('a size without a name is called one', () => {
  expect(() => parseBytes('5 GB')).toThrow("size: got '5 GB', expected a size in binary units");
});

describe('parseBytes', () => {
  test.each([
    ['100 GiB', 107_374_182_400n],
    ['1.5 TiB', 1_649_267_441_664n],
    ['512 MiB', 536_870_912n],
    ['1KiB', 1024n],
    ['0.5 KiB', 512n],
    ['7 B', 7n],
    ['7', 7n],
    [' 2 PiB ', 2_251_799_813_685_248n],
    ['1 EiB', 1_152_921_504_606_846_976n],
    ['3 ZiB', 3_541_774_862_152_233_910_272n],
    [4096, 4096n],
    [18_446_744_073_709_551_616n, 18_446_744_073_709_551_616n],
  ])('reads %s', (text, bytes) => {
    expect(parseBytes(text, 'size')).toBe(bytes);
  });

  test.each([
    ['1 TBx', "size: got '1 TBx', expected a size such as '100 GiB' or a whole number of bytes"],
    ['', "size: got '', expected a size such as '100 GiB' or a whole number of bytes"],
    ['1.', "size: got '1.', expected a size such as '100 GiB' or a whole number of bytes"],
    ['1e3', "size: got '1e3', expected a size such as '100 GiB' or a whole number of bytes"],
    [1.5, "size: got 1.5, expected a size such as '100 GiB' or a whole number of bytes"],
    [
      2 ** 53,
      "size: got 9007199254740992, expected at most 9007199254740991 bytes as a number; beyond it a bigint, or text such as '9 PiB'",
    ],
    [1e30, 'size: got 1e+30, expected a size below 4 EiB'],
    [Number.POSITIVE_INFINITY, 'size: got Infinity, expected a size below 4 EiB'],
    ['-1 GiB', "size: got '-1 GiB', expected a size of 0 or more"],
    [-512, 'size: got -512, expected a size of 0 or more'],
    [-1n, 'size: got -1n, expected a size of 0 or more'],
    ['0.3 KiB', "size: got '0.3 KiB', expected a whole number of bytes"],
  ])('refuses %s', (value, message) => {
    expect(() => parseBytes(value, 'size')).toThrow(message);
  });

  test('refuses decimal and misspelt units, and names the binary one', () => {
    expect(() => parseBytes('100 GB', 'size')).toThrow(
      "size: got '100 GB', expected a size in binary units such as '100 GiB' (1 GiB = 1024³ bytes), not in 'GB' (did you mean '100 GiB'?)",
    );
    expect(() => parseBytes('1.5 tib', 'size')).toThrow("(did you mean '1.5 TiB'?)");
    expect(() => parseBytes('20 kB', 'size')).toThrow("(did you mean '20 KiB'?)");
    expect(() => parseBytes('200 M', 'size')).toThrow("not in 'M'");
  });
});

describe('parseSize', () => {
  test('reads whole blocks', () => {
    expect(parseSize('1 KiB', 'size')).toBe(2);
    expect(parseSize(512, 'size')).toBe(1);
    expect(parseSize(0, 'size')).toBe(0);
    expect(parseSize(4_611_686_018_427_387_392n, 'size')).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('refuses a size that ends within a block, and says why', () => {
    expect(() => parseSize('1000', 'pools[0].size')).toThrow(
      "pools[0].size: got '1000', expected a multiple of 512 bytes: storage is counted in whole blocks",
    );
  });

  test('refuses what blocks cannot count', () => {
    expect(() => parseSize('4 EiB', 'size')).toThrow("size: got '4 EiB', expected a size below 4 EiB");
  });
});

describe('formatSize', () => {
  test.each([
    ['0 B', 0],
    ['512 B', 1],
    ['1 KiB', 2],
    ['1.5 KiB', 3],
    ['512 MiB', 2 ** 20],
    ['80 GiB', 80 * 2 ** 21],
    ['1.5 TiB', 1536 * 2 ** 21],
    ['1.25 GiB', 1280 * 2 ** 11],
    ['1025 MiB', 1025 * 2 ** 11],
    ['3.5 EiB', 7 * 2 ** 50],
  ])('says %s', (text, count) => {
    expect(formatSize(blocks(count))).toBe(text);
  });

  test('for all sizes, parseSize reads back what formatSize says', () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const text = formatSize(size);
        expect(text).toMatch(/^\d+(\.\d{1,2})? (B|[KMGTPEZ]iB)$/);
        expect(parseSize(text, 'size')).toBe(size);
      }),
    );
  });

  test('for all sizes, the bytes as bigint are read back', () => {
    fc.assert(fc.property(anySize, (size) => parseSize(toBytes(size), 'size') === size));
  });
});

describe('roundUpTo', () => {
  test('gives the least multiple that holds the size', () => {
    const extent = blocks(2048);
    expect(roundUpTo(blocks(0), extent)).toBe(0);
    expect(roundUpTo(blocks(1), extent)).toBe(2048);
    expect(roundUpTo(blocks(2048), extent)).toBe(2048);
    expect(roundUpTo(blocks(2049), extent)).toBe(4096);
  });

  test('throws for an empty extent and for a result that cannot be counted', () => {
    expect(() => roundUpTo(blocks(1), blocks(0))).toThrow(RangeError);
    expect(() => roundUpTo(blocks(2 ** 53 - 1), blocks(2048))).toThrow(RangeError);
  });

  test('for all sizes and extents, the result is a multiple less than one extent above the size', () => {
    const half = fc.nat(2 ** 31 - 1).map((n) => blocks(n * 2 ** 20));
    const extents = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map(blocks);
    fc.assert(
      fc.property(fc.oneof(half, fc.nat().map(blocks)), extents, (size: Blocks, extent: Blocks) => {
        const rounded = roundUpTo(size, extent);
        expect(rounded % extent).toBe(0);
        expect(rounded).toBeGreaterThanOrEqual(size);
        expect(rounded - size).toBeLessThan(extent);
      }),
    );
  });
});

test('wholeProduct multiplies exactly, where floats would not', () => {
  expect(wholeProduct('1.1', 10n)).toBe(11n);
  expect(wholeProduct('9007199254740993', 1024n)).toBe(9_223_372_036_854_776_832n);
  expect(wholeProduct('0.3', 1024n)).toBeUndefined();
});

test.each([
  ['100 GiB', '100 GiB'],
  ['1170 GiB', '1170 GiB'],
  ['1.5 TiB', '1.5 TiB'],
  ['0 B', '0 B'],
  ['163631 MiB', '~159.80 GiB'],
  ['838860864 KiB', '~800.00 GiB'],
])('%s reads as %s', (size, readable) => {
  expect(readableSize(parseSize(size, 'size'))).toBe(readable);
});
