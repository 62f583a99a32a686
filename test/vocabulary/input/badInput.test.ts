import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BadInputError, badInput, fromZodError, parseInput } from '../../../src/vocabulary/input/badInput.js';

function refusal(run: () => unknown): BadInputError {
  try {
    run();
  } catch (error) {
    if (error instanceof BadInputError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const messageFor = (schema: z.ZodType, input: unknown, root?: string) =>
  refusal(() => parseInput(schema, input, root)).message;

describe('badInput', () => {
  const expected = "a size such as '100 GiB' or a whole number of bytes";
  const messageOf = (value: unknown, among: readonly string[] = []) =>
    refusal(() => badInput({ field: 'f', value, expected: 'x', among })).message;

  test('names field, value and expectation', () => {
    const error = refusal(() => badInput({ field: 'pools[0].size', value: '1 TBx', expected }));
    expect(error.message).toBe(
      "pools[0].size: got '1 TBx', expected a size such as '100 GiB' or a whole number of bytes",
    );
    expect(error).toMatchObject({ name: 'BadInputError', field: 'pools[0].size', value: '1 TBx', expected });
    expect(error.suggestion).toBeUndefined();
  });

  test('suggests the nearest of the allowed words, whatever its case', () => {
    const among = ['thin', 'full-copy', 'instant'];
    expect(messageOf('ful-copy', among)).toBe("f: got 'ful-copy', expected x (did you mean 'full-copy'?)");
    expect(messageOf('THIN', among)).toContain("(did you mean 'thin'?)");
    expect(messageOf('instnat', among)).toContain("(did you mean 'instant'?)");
  });

  test('suggests the only word that begins with what was given', () => {
    const among = ['thin-provisioned', 'instant-clone', 'Gold-east', 'gold-west'];
    expect(messageOf('thin', among)).toContain("(did you mean 'thin-provisioned'?)");
    expect(messageOf('Instant', among)).toContain("(did you mean 'instant-clone'?)");
    expect(messageOf('gold', among)).not.toContain('did you mean');
    expect(messageOf('th', among)).not.toContain('did you mean');
  });

  test('suggests nothing that is far, and nothing for what is no word', () => {
    expect(messageOf('copy', ['full-copy'])).not.toContain('did you mean');
    expect(messageOf('x', ['a', 'b'])).not.toContain('did you mean');
    expect(messageOf('', ['a'])).not.toContain('did you mean');
    expect(messageOf(4, ['4'])).not.toContain('did you mean');
  });

  test('renders values shortly', () => {
    expect(messageOf('a'.repeat(61))).toBe(`f: got '${'a'.repeat(60)}…', expected x`);
    expect(messageOf('a'.repeat(60))).toBe(`f: got '${'a'.repeat(60)}', expected x`);
    expect(messageOf('two\nlines "quoted"')).toBe('f: got \'two\\nlines "quoted"\', expected x');
    expect(messageOf(5n)).toBe('f: got 5n, expected x');
    expect(messageOf(Number.NaN)).toBe('f: got NaN, expected x');
    expect(messageOf(undefined)).toBe('f: got nothing, expected x');
    expect(messageOf(null)).toBe('f: got null, expected x');
    expect(messageOf({ size: 5n, list: [1] })).toBe('f: got {"size":"5n","list":[1]}, expected x');
    expect(messageOf(Array(100).fill(7))).toBe(`f: got [${'7,'.repeat(29)}7…, expected x`);
  });

  test('renders an object that contains itself', () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    expect(messageOf(ring)).toBe('f: got an object that contains itself, expected x');
  });

  test('for all values, the message is one short line', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true }), (value) => {
        const message = messageOf(value);
        expect(message).not.toContain('\n');
        expect(message.length).toBeLessThan(450);
      }),
    );
  });
});

describe('parseInput', () => {
  const pool = z.strictObject({ name: z.string().min(1), size: z.string(), kind: z.enum(['thin', 'full-copy']) });
  const array = z.strictObject({ pools: z.array(pool), seed: z.int().min(0).optional() });
  const gold = { name: 'gold', size: '1 GiB', kind: 'thin' };

  test('returns what the schema makes of right input', () => {
    expect(parseInput(z.strictObject({ seed: z.number().default(7) }), {})).toEqual({ seed: 7 });
  });

  test('gives the path, the value found there and the expectation', () => {
    const error = refusal(() => parseInput(array, { pools: [gold, { ...gold, size: 5 }] }, 'scenario'));
    expect(error.message).toBe('scenario.pools[1].size: got 5, expected a string');
    expect(error).toMatchObject({ field: 'scenario.pools[1].size', value: 5, expected: 'a string' });
  });

  test('quotes keys that a path cannot show bare, and calls the whole input by its name', () => {
    expect(messageFor(z.record(z.string(), z.number()), { 'my pool': 'x' })).toBe(
      "['my pool']: got 'x', expected a number",
    );
    expect(messageFor(array, 5)).toBe('input: got 5, expected an object');
    expect(messageFor(array, 5, 'profile')).toBe('profile: got 5, expected an object');
  });

  test('calls a missing member nothing, even one that every object inherits', () => {
    expect(messageFor(array, {})).toBe('pools: got nothing, expected a list');
    expect(messageFor(z.object({ toString: z.string() }), {})).toBe('toString: got nothing, expected a string');
  });

  test.each([
    [z.int(), 1.5, 'got 1.5, expected a whole number'],
    [z.boolean(), 'yes', "got 'yes', expected true or false"],
    [z.number().min(3), 2, 'got 2, expected a number of at least 3'],
    [z.number().lt(3), 3, 'got 3, expected a number of less than 3'],
    [z.int(), 2 ** 60, 'got 1152921504606847000, expected a whole number of at most 9007199254740991'],
    [z.number().multipleOf(512), 100, 'got 100, expected a multiple of 512'],
    [z.string().min(1), '', "got '', expected text of at least 1 character"],
    [z.string().length(3), 'ab', "got 'ab', expected text of exactly 3 characters"],
    [z.string().regex(/^v/), 'a', "got 'a', expected text that matches /^v/"],
    [z.array(z.string()).min(1), [], 'got [], expected at least 1 item'],
    [z.literal('all'), 'one', "got 'one', expected 'all'"],
    [z.record(z.string().min(2), z.number()), { a: 1 }, 'got 1, expected a key that is text of at least 2 characters'],
    [z.number().refine((n) => n % 2 === 1, 'an odd number'), 4, 'got 4, expected an odd number'],
    [z.string({ error: 'the name of a pool' }), 4, 'got 4, expected the name of a pool'],
  ])('says in plain words what was expected (%#)', (schema: z.ZodType, input, message) => {
    expect(messageFor(schema, input)).toContain(message);
  });

  test('suggests among the values of an enum', () => {
    expect(messageFor(array, { pools: [{ ...gold, kind: 'full-copi' }] })).toBe(
      "pools[0].kind: got 'full-copi', expected one of 'thin' or 'full-copy' (did you mean 'full-copy'?)",
    );
  });

  test('lists at most a dozen allowed values', () => {
    const names = Array.from({ length: 15 }, (_, index) => `n${index}`);
    expect(messageFor(z.enum(names), 'other')).toMatch(/'n10', 'n11' or 3 more$/);
  });

  test('suggests among the known keys, before it complains of the missing one', () => {
    expect(messageFor(array, { pools: [{ name: 'gold', sise: '1 GiB', kind: 'thin' }] })).toBe(
      "pools[0].sise: got '1 GiB', expected only 'name', 'size' and 'kind' here (did you mean 'size'?)",
    );
  });

  test.each([
    ['optional', pool.optional()],
    ['nullable with a default', pool.nullable().default(null)],
    ['pipe', pool.transform((it) => it.size)],
    ['lazy', z.lazy(() => pool)],
    ['union', z.union([z.string(), pool])],
    [
      'discriminated union',
      z.discriminatedUnion('kind', [pool, z.strictObject({ kind: z.literal('ring'), sire: z.string() })]),
    ],
    ['refined', pool.refine(() => true)],
    ['readonly', pool.readonly()],
  ])('knows the keys of an object behind: %s', (_name, schema: z.ZodType) => {
    const error = refusal(() => parseInput(z.strictObject({ it: schema }), { it: { ...gold, sise: 1 } }));
    expect(error).toMatchObject({ field: 'it.sise', value: 1, suggestion: 'size' });
  });

  test('knows the keys of a record', () => {
    const latency = z.partialRecord(z.enum(['connect', 'invoke']), z.number());
    expect(messageFor(latency, { conect: 1 })).toBe(
      "conect: got 1, expected only 'connect' and 'invoke' here (did you mean 'connect'?)",
    );
  });

  describe('of a union, reports the branch that got furthest', () => {
    const event = z.union([
      z.string(),
      z.strictObject({ at: z.number(), clone: z.strictObject({ source: z.string() }) }),
      z.strictObject({ at: z.number(), advance: z.number() }),
    ]);

    test('the one of the right kind', () => {
      expect(messageFor(event, { at: 1, clone: { source: 3 } })).toBe('clone.source: got 3, expected a string');
    });

    test('the one with the fewest faults', () => {
      expect(messageFor(event, { at: 'now', advance: 2 })).toBe("at: got 'now', expected a number");
    });

    test('among equals, the one that can tell what was meant', () => {
      expect(messageFor(event, { at: 1, advence: 2 })).toBe(
        "advence: got 2, expected only 'at' and 'advance' here (did you mean 'advance'?)",
      );
    });

    test('the one whose tag is right, though it has more faults', () => {
      const shape = z.union([
        z.object({ kind: z.literal('job'), percent: z.number(), state: z.string() }),
        z.object({ kind: z.literal('volume') }),
      ]);
      expect(messageFor(shape, { kind: 'job' })).toBe('percent: got nothing, expected a number');
    });

    test('all of them when none is of the right kind', () => {
      expect(messageFor(event, true)).toBe('input: got true, expected a string or an object');
      expect(messageFor(z.union([z.string(), z.number(), z.bigint()]), null)).toBe(
        'input: got null, expected a string, a number or a bigint',
      );
    });

    test('all of them when the allowed words are spread over several', () => {
      const schema = z.union([z.literal('full'), z.literal('thin'), z.number()]);
      expect(messageFor(schema, 'ful')).toBe("input: got 'ful', expected 'full' or 'thin' (did you mean 'full'?)");
    });

    test('one inside another', () => {
      const nested = z.strictObject({
        do: z.union([z.number(), z.union([z.boolean(), z.enum(['delete', 'resize'])])]),
      });
      expect(messageFor(nested, { do: 'delet' })).toBe(
        "do: got 'delet', expected one of 'delete' or 'resize' (did you mean 'delete'?)",
      );
    });

    test('a discriminated one names its tags', () => {
      const schema = z.array(
        z.discriminatedUnion('do', [
          z.object({ do: z.literal('createClone') }),
          z.object({ do: z.literal('deleteVolume') }),
        ]),
      );
      expect(messageFor(schema, [{ do: 'creatClone' }])).toBe(
        "[0].do: got 'creatClone', expected one of 'createClone' or 'deleteVolume' (did you mean 'createClone'?)",
      );
    });
  });
});

describe('fromZodError', () => {
  test('turns an error of plain zod into ours, with all but the suggestion of a key', () => {
    const { error } = z.strictObject({ size: z.string().optional() }).safeParse({ sise: 5 });
    expect(error && fromZodError(error, { sise: 5 }, 'profile')).toMatchObject({
      message: 'profile.sise: got 5, expected no such key here',
      suggestion: undefined,
    });
  });
});
