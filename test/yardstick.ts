/** The tests of what the conformance suite is worth: foreign arrays, mutants, the suite over the wire, what it says of each profile and
 * release and of arrays that nobody ships, how much the properties draw. They take as long as all the others together;
 * `npm run test:yardstick`, which CI runs, too.
 */
export const yardstick: readonly string[] = [
  'cli/conform/examples',
  'cli/conform/foreignCode',
  'cli/conform/remote',
  'conformance/declared',
  'conformance/details',
  'conformance/everyOrder',
  'conformance/exhaustive/exhaustive',
  'conformance/honestDrivers',
  'conformance/mutants',
  'conformance/probes/chartWalk',
  'conformance/probes/plans',
  'conformance/probes/scenes',
  'conformance/profiles/2012',
  'conformance/profiles/2012R2',
  'conformance/profiles/2016',
  'conformance/profiles/other',
  'conformance/providers',
  'conformance/subject/needs',
  'conformance/unknown',
  'examples/farAway',
  'examples/foreign',
  'properties/draws',
  'subjects/interleavings',
  'subjects/mutants',
  'subjects/remote/driver',
  'subjects/remote/foreign',
  'subjects/remote/verdicts',
].map((file) => `test/${file}.test.ts`);
