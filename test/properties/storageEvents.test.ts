import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createArray, instances, type StorageArray } from '../../src/index.js';
import { type ArrayKind, arrayKind } from './arrayKind.js';
import { play } from './campaign.js';
import { scripts } from './draws.js';
import { share } from './environment.js';

type Shown = Readonly<Record<string, unknown>>;

// What no event tells: room, and parts in replication.
const untold = ['RemainingManagedSpace', 'Usage', 'HealthStatusDescription', 'StatusDescription', 'UsageDescription'];

test('for all request sequences, the events of the documents tell which volumes and pools there are, and how they are', () => {
  let told = 0;
  for (const script of fc.sample(scripts({ arrayKinds: arrayKind }), share(0.6))) {
    if (script.arrayKind.options.version !== '2016') continue;
    const array = createArray(neverLow(script.arrayKind.options));
    const known = elements(array);
    array.on('event', ({ __CLASS, SourceInstance }) => {
      told++;
      const { ObjectId } = SourceInstance ?? {};
      const before = known.has(String(ObjectId));
      expect([__CLASS, before]).toEqual([__CLASS, __CLASS !== 'MSFT_SMStorageArrivalEvent']);
      if (__CLASS === 'MSFT_SMStorageDepartureEvent') known.delete(String(ObjectId));
      else known.set(String(ObjectId), SourceInstance ?? {});
    });
    play(array, script, () => undefined);
    expect(compared(array, known)).toEqual(compared(array, elements(array)));
  }
  expect(told).toBeGreaterThan(50);
});

/** Room is no event, and so neither is a pool that runs low. */
function neverLow({ profile, ...options }: ArrayKind['options']): ArrayKind['options'] {
  const { allocation = {} } = profile as { readonly allocation?: object };
  return { ...options, profile: { ...profile, allocation: { ...allocation, lowSpaceWarningThreshold: 0 } } };
}

function elements(array: StorageArray): Map<string, Shown> {
  const all: readonly Shown[] = [...instances(array, 'MSFT_SMPool'), ...instances(array, 'MSFT_SMStorageVolume')];
  return new Map(all.map((one) => [String(one.ObjectId), one]));
}

/** What events tell of the elements; of volumes whose pool is offline no state, which they have from it. */
function compared(array: StorageArray, shown: ReadonlyMap<string, Shown>): readonly unknown[] {
  const offline = new Set<string>(array.pools().flatMap(({ id, state }) => (state === 'offline' ? [id] : [])));
  const follows = new Set<string>(array.volumes().flatMap(({ id, pool }) => (offline.has(pool) ? [id] : [])));
  const left = (id: string) => (follows.has(id) ? [...untold, ...states] : untold);
  return [...shown]
    .map(([id, one]) => Object.entries(one).filter(([name]) => !left(id).includes(name)))
    .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

const states = ['HealthStatus', 'OperationalStatus', 'StatusDescriptions'];
