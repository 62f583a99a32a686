import type { Advertised } from '../../conformance/subject/advertised.js';
import type { VolumeSeen } from '../../conformance/subject/observations.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { roundUpTo } from '../../vocabulary/units/sizes.js';
import { type ArrayMutant, ofComponents, on, pretending, wrapped } from './mutant.js';
import { operating, without } from './tables.js';

const none = on({ base: 'full-copy', capabilities: { replicationTypes: [11] } });

/** Arrays that are wrong about their snapshots. */
export const wrongSnapshots: readonly ArrayMutant[] = [
  ofComponents('anybody-makes-snapshots', 'It lets anybody make snapshots.', without('CreateSnapshot service/role')),
  ofComponents(
    'snapshots-without-license',
    'It makes snapshots although it says that it makes none.',
    without(
      ...(['service/noSnapshots', 'service/locality'] as const).map((row) => `CreateSnapshot ${row}` as const),
      ...(['snapshotsWithdrawn', 'typeWithdrawn'] as const).map(
        (row) => `CreateSnapshot readCapabilities/${row}` as const,
      ),
      'CreateSnapshot invoke/methodUnsupported',
    ),
    none,
  ),
  ofComponents(
    'snapshot-of-a-snapshot',
    'It makes snapshots of snapshots although it says that it does not.',
    without('CreateSnapshot array/snapshotOfSnapshot'),
  ),
  ofComponents(
    'snapshot-in-a-primordial-pool',
    'It keeps snapshots in a primordial pool.',
    without('CreateSnapshot array/primordial'),
  ),
  ofComponents(
    'snapshot-takes-all-at-once',
    'A snapshot takes the size of its source from the start.',
    operating('CreateSnapshot', (operation) => ({
      ...operation,
      plan: (facts) => {
        const { make, ...plan } = defaultComponents.operations.CreateSnapshot.plan(facts);
        const room = make && roundUpTo(make.size, facts.configuration.extentSize);
        return { ...plan, make: make === null || room === null ? null : { ...make, room } };
      },
    })),
  ),
  showing('snapshot-called-none', 'It does not call its snapshots snapshots.', () => ({ isSnapshot: false })),
  showing('snapshot-let-go', 'Its snapshots are associated with no source.', () => ({ source: null, relation: null })),
  showing('snapshot-of-half-its-source', 'Its snapshots are smaller than their sources.', ({ size }) => ({
    size: size / 2,
  })),
  pretending(
    'sources-said-to-be-deletable',
    'It says that volumes with snapshots can be deleted, and keeps them.',
    {},
    (advertised) => saying(advertised, { sources: 'deletable' }),
  ),
];

function saying(advertised: Advertised, more: Partial<NonNullable<Advertised['snapshots']>>): Advertised {
  const { snapshots } = advertised;
  return snapshots === undefined ? advertised : { ...advertised, snapshots: { ...snapshots, ...more } };
}

/** What is shown of the snapshots that were made is wrong. */
function showing(name: string, wrong: string, change: (one: VolumeSeen) => Partial<VolumeSeen>): ArrayMutant {
  return wrapped(name, wrong, () => ({
    volume: (one) => (one.isSnapshot && one.source !== null ? { ...one, ...change(one) } : one),
  }));
}
