import { describe, expect, test } from 'vitest';
import { StorageArray as EveryArray } from '../../src/engine/array.js';
import { BadInputError, type StorageArray } from '../../src/index.js';
import { labelOf } from '../../src/vocabulary/methods/codes.js';
import { factsOf } from '../../src/vocabulary/methods/index.js';
import { isAfterEffect } from '../../src/vocabulary/steps.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, causesOf, examplesOf, methodsWithExamples, tables } from './causes/index.js';
import { answer, callWith, decidedBy, shipped, standardArray } from './standardArray.js';
import { engineWithout, keyOf, newRows, type RowIn, rowsByKey, rowsOf } from './tables.js';

describe.each(methodsWithExamples)("every row of %s's table", (method) => {
  const rows = [...rowsByKey(method)];
  const { className, name, effect } = factsOf(method);

  test.each(rows)('%s answers to its cause in each release that has it', (key, releases) => {
    for (const { version, row } of releases) {
      const cause = causeOf(method, version, row);
      const array = standardArray(version, [cause], shipped, method);
      const finish = callWith(array, method, [cause]);
      const before = array.digest('observable');
      const counted = ids(array);
      const reply = finish();
      expect(decidedBy(reply), version).toBe(key);
      const relays = row.code > 43_000 && row.code < 44_000;
      // A provider that has been stopped has not answered.
      const byProvider = relays || (row.step === 'array' && row.outcome !== 'methodInvocationFailed');
      const isRefusal = !isAfterEffect(row.step);
      expect(reply, version).toMatchObject({
        ReturnValue: row.code,
        ExtendedStatus: {
          Description: labelOf(method, row.code),
          Operation: `${className}.${name}`,
          // Nobody has asked a provider yet.
          ProviderName: row.step === 'service' ? 'Windows Management' : 'arraysim SMI-S provider',
          StatusCode: row.code,
          SMErrorSource: byProvider ? 2 : 1,
          // The provider's methods have numbers up to 6, and 4 is "Failed"; the rest is the service's mapping.
          SMErrorCode: relays ? row.code - 43_000 : byProvider && row.code > 40_000 ? 4 : row.code,
          SMMessage: expect.stringMatching(
            row.natural ? /^(?!.*(undefined|null|NaN)).{10,}$/ : / \((forced|fault '.+')\)$/,
          ),
          SMDetails: isRefusal || effect === null ? '' : expect.stringMatching(/./),
        },
        decided: { method, atMs: array.now },
      });
      // What a refusal tells besides is for the tests of its method.
      if (row.out === undefined) expect(outParametersOf(reply), version).toEqual(nothingIn(factsOf(method).parameters));
      expect(array.violations(), version).toEqual([]);
      if (!isRefusal && effect !== null) continue;
      // A refusal changes nothing, and mints no id.
      expect(array.digest('observable'), version).toBe(before);
      expect(ids(array), version).toEqual(counted);
    }
  });

  const news = newRows(method);

  test('none of them can be left out: without the row its example is answered otherwise', () => {
    const superfluous = news.filter(({ version, row }) => {
      // Without its row a forced outcome is unknown, and refused as such.
      if (!row.natural) return false;
      const reply = answer(method, version, [causeOf(method, version, row)], engineWithout(method, row));
      return decidedBy(reply) === keyOf(row);
    });
    expect(superfluous.map(inRelease)).toEqual([]);
  });

  test('none of the forced ones can be left out: without the row, no fault leads there any more', () => {
    const superfluous = news.filter(({ version, row }) => {
      if (row.natural) return false;
      try {
        const reply = answer(method, version, [causeOf(method, version, row)], engineWithout(method, row));
        return decidedBy(reply) === keyOf(row);
      } catch (error) {
        if (error instanceof BadInputError) return false;
        throw error;
      }
    });
    expect(superfluous.map(inRelease)).toEqual([]);
  });
});

test.each(methodsWithExamples)('every cause of %s is that of a row', (method) => {
  const known = new Set(versions.flatMap((version) => rowsOf(method, version).map(keyOf)));
  expect(Object.keys(examplesOf(method).causes).filter((key) => !known.has(key))).toEqual([]);
});

test('every cause that methods share is that of a row of some method', () => {
  const known = new Set(methodsWithExamples.flatMap((method) => rowsOf(method, '2016').map(keyOf)));
  const before = new Set(methodsWithExamples.flatMap((method) => rowsOf(method, '2012').map(keyOf)));
  const shared = methodsWithExamples.flatMap((method) => Object.keys(causesOf(method)));
  expect([...new Set(shared)].filter((key) => !known.has(key) && !before.has(key))).toEqual([]);
});

test.each(tables)('a call of $method in $version without any cause meets no row', ({ method, version }) => {
  const reply = answer(method, version, []);
  expect(decidedBy(reply)).toBe(`serviceReply.${examplesOf(method).succeeds}`);
  expect(reply.ExtendedStatus).toBeNull();
});

/** A reply without what every reply has. */
function outParametersOf(reply: object): unknown {
  const { ReturnValue, ExtendedStatus, decided, ...others } = reply as Readonly<Record<string, unknown>>;
  return others;
}

/** The out parameters of an error beside its ExtendedStatus. */
function nothingIn(parameters: Readonly<Record<string, string>>): unknown {
  const out = Object.entries(parameters).filter(([name, text]) => text.includes('out') && name !== 'ExtendedStatus');
  return Object.fromEntries(out.map(([name]) => [name, null]));
}

/** How many ids of each kind there are: the next one is minted from that number. */
function ids(array: StorageArray): unknown {
  const { pools, volumes, synchronizations, jobs, drives } = EveryArray.worldOf(array);
  return [pools, volumes, synchronizations, jobs, drives].map(({ length }) => length);
}

const inRelease = ({ version, row }: RowIn) => `${version} ${keyOf(row)}`;
