import type { RelationSeen, VolumeSeen } from '../../conformance/subject/observations.js';
import type { Simulator, SimulatorOptions } from '../simulator.js';
import { type ArrayMutant, keeping, on, pretending, wrapped } from './mutant.js';

const listedLate = on({ base: 'full-copy', clones: { targetListed: 'atCompletion' } });

/** Arrays that tell something wrong of the association of a clone with its source, end it at another time, or list the clone at
 * another.
 */
export const wrongAssociations: readonly ArrayMutant[] = [
  telling(
    'synchronized-and-not-maintained',
    'SyncState of its clones is Synchronized, though nothing is maintained.',
    () => ({
      syncState: 6,
    }),
  ),
  telling('synced-at-the-end', 'WhenSynced of its clones is the end of the copy.', ({ synchronizedMs }) => ({
    syncedMs: synchronizedMs ?? null,
  })),
  telling(
    'failed-and-not-broken',
    'The relation to a source that has failed stays as it was.',
    ({ copyState, percentSynced }) => (copyState === 5 && percentSynced === 100 ? { copyState: 4 } : {}),
  ),
  telling(
    'written-and-not-skewed',
    'A clone that is written to is still called a copy of its source.',
    ({ copyState }) => (copyState === 13 ? { copyState: 4 } : {}),
  ),
  telling('complete-at-99-percent', 'PercentSynced of its clones ends at 99.', ({ percentSynced = 0 }) => ({
    percentSynced: Math.min(99, percentSynced),
  })),
  telling(
    'residue-forgets-its-percent',
    'PercentSynced of what a failed copy has left falls to 0.',
    ({ copyState, percentSynced }, isCopied) =>
      copyState === 5 && percentSynced !== 100 && !isCopied ? { percentSynced: 0 } : {},
    on({ base: 'full-copy', service: { detaches: 'never' }, jobs: { leavesResidue: true, removedAfter: '1 s' } }),
  ),
  wrapped(
    'remote-source-called-local',
    'The source of a remote clone is called that of a local one.',
    () => ({ volume: (one) => (one.usage === 7 ? { ...one, usage: 6 } : one) }),
    on('remote-only'),
  ),
  wrapped('detaches-too-early', 'Its clones are detached before they are complete.', (inner) => ({
    volume: (one) => (one.source !== null && jobOf(inner, one) === 4 ? { ...one, source: null, relation: null } : one),
  })),
  pretending(
    'listed-later-than-said',
    'Its clones are listed only when they are complete, though it says that they are at once.',
    listedLate,
    (advertised) => ({ ...advertised, declares: { ...advertised.declares, targetListed: 'atOnce' } }),
  ),
  wrapped(
    'never-listed',
    'Its clones are not listed either when they are complete.',
    (inner) => ({ volume: (one) => (jobOf(inner, one) === 7 ? null : one) }),
    listedLate,
  ),
];

/** What it tells of an association. */
function telling(
  name: string,
  wrong: string,
  change: (relation: RelationSeen, isCopied: boolean) => Partial<RelationSeen>,
  base: SimulatorOptions = keeping,
): ArrayMutant {
  return wrapped(
    name,
    wrong,
    (inner) => ({
      volume: (one) =>
        one.relation == null
          ? one
          : { ...one, relation: { ...one.relation, ...change(one.relation, jobOf(inner, one) !== undefined) } },
    }),
    base,
  );
}

/** JobState of the job that makes it, or made it; undefined when there is none any more. */
function jobOf(inner: Simulator, { id }: VolumeSeen): number | undefined {
  return inner.observe({ kind: 'jobs' }).find(({ target }) => target === id)?.jobState;
}
