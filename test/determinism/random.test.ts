import { describe, expect, test } from 'vitest';
import { draw, serialNumber } from '../../src/determinism/random.js';

const drawsOf = (seed: number, stream: string, count: number) =>
  Array.from({ length: count }, (_, ordinal) => draw(seed, stream, ordinal));

describe('draws', () => {
  test('are the same for the same seed, stream and ordinal, whatever was drawn before', () => {
    const straight = drawsOf(42, 'sizes', 100);
    const interleaved = Array.from({ length: 100 }, (_, ordinal) => {
      draw(42, 'names', ordinal);
      draw(43, 'sizes', ordinal);
      return draw(42, 'sizes', ordinal);
    });
    const backwards = Array.from({ length: 100 }, (_, at) => draw(42, 'sizes', 99 - at)).reverse();
    expect(interleaved).toEqual(straight);
    expect(backwards).toEqual(straight);
  });

  test('of another stream, seed or ordinal are others', () => {
    const all = [drawsOf(42, 'sizes', 200), drawsOf(42, 'names', 200), drawsOf(43, 'sizes', 200)].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  test('are unsigned 32-bit numbers that fill their range evenly', () => {
    const buckets = Array.from({ length: 16 }, () => 0);
    const count = 16_000;
    for (const value of drawsOf(7, 'even', count)) {
      expect(Number.isInteger(value) && value >= 0 && value < 2 ** 32).toBe(true);
      const bucket = value >>> 28;
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    // A thousand each on average; 5 standard deviations are 153.
    expect(Math.min(...buckets)).toBeGreaterThan(847);
    expect(Math.max(...buckets)).toBeLessThan(1_153);
  });
});

describe('a serial number', () => {
  test('has as many characters as asked, none that is mistaken for another', () => {
    for (let seed = 0; seed < 200; seed++) {
      expect(serialNumber(seed, 'array', 8)).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    }
    expect(serialNumber(1, 'array', 12)).toHaveLength(12);
  });

  test('is a function of seed and stream, and another for another', () => {
    expect(serialNumber(42, 'array', 8)).toBe(serialNumber(42, 'array', 8));
    const serials = Array.from({ length: 1_000 }, (_, seed) => serialNumber(seed, 'array', 8));
    expect(new Set([...serials, serialNumber(0, 'peer', 8)]).size).toBe(1_001);
  });
});
