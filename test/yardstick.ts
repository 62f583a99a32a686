/** The tests of what the conformance suite is worth: foreign arrays, mutants, the suite over the wire. They take as long as all the
 * others together; `npm run test:yardstick`, which CI runs, too.
 */
export const yardstick: readonly string[] = [
  'conformance/declared',
  'conformance/details',
  'conformance/honestDrivers',
  'conformance/mutants',
  'conformance/probes/plans',
  'conformance/probes/scenes',
  'conformance/unknown',
  'examples/farAway',
  'examples/foreign',
  'subjects/mutants',
  'subjects/remote/driver',
  'subjects/remote/foreign',
  'subjects/remote/verdicts',
].map((file) => `test/${file}.test.ts`);
