import type { CallFacts } from '../../operations/facts/call.js';
import type { Row } from '../../operations/operation.js';
import type { CallRow } from '../../store/callRow.js';
import { type ArrayMutant, keeping, ofComponents, on, wrapped } from './mutant.js';
import { added, changed, type Place, rowAt, without } from './tables.js';
import { callOf } from './wrapDriver.js';

/** Arrays that are correct sequentially and wrong concurrently. */
export const wrongRaces: readonly ArrayMutant[] = [
  early('race-for-room', 'Calls that overlap share the last room of a pool.', 'array/free'),
  early('race-past-the-replicas', 'Calls that overlap make more replicas than there may be.', 'array/replicas', {
    ...keeping,
    limits: { maximumReplicasPerSource: 3 },
  }),
  early('race-past-the-volumes', 'Calls that overlap make more volumes than there may be.', 'array/volumes', {
    limits: { volumes: 10 },
  }),
  early('race-past-the-queue', 'Calls that overlap start more jobs than there may be.', 'array/queue', {
    limits: { queuedJobs: 2, runningJobs: 2 },
  }),
  ofComponents(
    'race-for-a-name',
    'Calls that overlap get one name.',
    without('array/nameTakenMeanwhile'),
    on('strict-names'),
  ),
  wrapped('overlap-answers-swapped', "Calls that overlap get each other's replies.", () => ({
    overlap: (calls, order, next) => {
      const replies = next(calls, order);
      const swapped = replies.filter((reply) => typeof reply !== 'boolean');
      // An action's answer tells itself from a call's.
      return replies.map((reply) => (typeof reply === 'boolean' ? reply : (swapped.pop() ?? reply)));
    },
  })),
  wrapped('overlap-serves-one', 'Of calls that overlap it makes the last one only, and answers all.', (inner) => ({
    overlap: (calls, _order, next) => {
      const [reply] = next(calls.slice(-1), []);
      const twin = inner.twin('fork');
      return calls.map((call, index) =>
        'do' in call
          ? (next([call], [])[0] ?? false)
          : index === calls.length - 1 && reply !== undefined
            ? reply
            : callOf(twin, call),
      );
    },
  })),
  wrapped('overlap-repeats-the-first', 'Of calls that overlap it carries out the first one twice.', () => ({
    overlap: (calls, order, next) => {
      const [first] = calls;
      if (first !== undefined) next([first], []);
      return next(calls, order);
    },
  })),
  wrapped('overlap-refused', 'It refuses all but the first of calls that overlap.', (inner) => ({
    overlap: (calls, _order, next) =>
      calls.flatMap((call, index) =>
        index === 0 || 'do' in call
          ? next([call], [])
          : callOf(inner.twin('fork'), { ...call, with: { ...call.with, ElementName: '' } }),
      ),
  })),
];

/** Less than any time that something takes. */
const noted = -1;

/** An array that judges some causes when its provider takes a request, and goes by that when the array carries it out. */
function early(name: string, wrong: string, place: Place, base = {}): ArrayMutant {
  const row = rowAt(place);
  // In a cell of the call, which is forked with it; it says how long an effect takes only once the array has judged.
  const note = (facts: CallFacts) => {
    const call: CallRow = facts.call;
    call.tookMs = (row.when?.(facts) ?? true) === true ? noted : 0;
    return false;
  };
  const noting: Row<CallFacts> = {
    refuse: 'cimFailed',
    because: 'noted',
    cause: 'never: it takes a note',
    when: note,
  };
  const judged = changed([place], () => [{ ...row, when: ({ call }) => call.tookMs === noted }]);
  return ofComponents(name, wrong, added(noting, 'invoke', judged), base);
}
