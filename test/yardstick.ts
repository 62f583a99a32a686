/** The tests of what the conformance suite is worth: foreign arrays, mutants, the suite over the wire, what it says of each profile in
 * earlier releases and of arrays that nobody ships. They take as long as all the others together; `npm run test:yardstick`, which CI
 * runs, too.
 */
export const yardstick: readonly string[] = [
  'cli/conform/examples',
  'conformance/declared',
  'conformance/details',
  'conformance/honestDrivers',
  'conformance/mutants',
  'conformance/probes/chartWalk',
  'conformance/probes/plans',
  'conformance/probes/scenes',
  'conformance/profiles/2012',
  'conformance/profiles/2012R2',
  'conformance/profiles/other',
  'conformance/providers',
  'conformance/subject/needs',
  'conformance/unknown',
  'examples/farAway',
  'examples/foreign',
  'subjects/mutants',
  'subjects/remote/driver',
  'subjects/remote/foreign',
  'subjects/remote/verdicts',
].map((file) => `test/${file}.test.ts`);
