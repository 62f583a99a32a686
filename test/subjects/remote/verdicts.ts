import { conform } from '../../../src/conformance/conform.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import type { ArrayMutant } from '../../../src/subjects/mutants/mutant.js';
import { mutants } from '../../../src/subjects/mutants.js';
import type { Simulator } from '../../../src/subjects/simulator.js';
import { overTheWire } from './overTheWire.js';

/** Judged by what no class of the wire tells: charges, reservations, and an order of checks that is that of a CIM server. */
const untold: ReadonlySet<string> = new Set(['CHARGE', 'RESERVE', 'PRECEDENCE']);

/** What is held against a subject, of what the wire tells. */
export async function verdictOf(driver: Driver, options: ConformOptions) {
  const { verdict, properties } = await conform(guarded(driver), { shrink: false, ...options });
  const broken = properties.flatMap(({ name, failure }) => (failure === null || untold.has(name) ? [] : [name]));
  return { verdict, broken };
}

/** Arrays that are wrong inside, so that whoever asks them is told the same. */
export const wrongInside = [
  'shortage-of-2012-in-2016',
  'shortage-unspecified',
  'wrong-locality-no-clones',
  'no-capacity-check',
  'refuses-the-last-room',
  'free-clone',
  'half-charge',
  'malformed-as-unknown',
  'refuses-every-other-volume',
  'dislikes-large-volumes',
].map((name) => {
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  return mutant;
});

/** Has the suite judge a mutant in process and over the wire.
 * @returns what of the one is missed by the other: where pools don't tell what they gave away more may be broken, since it is added up
 */
export async function compared(mutant: ArrayMutant, path: '/cimom' | '/wsman') {
  const inProcess = await verdictOf(mutant.make(), fewRuns);
  const served = await verdictOf(await servedMutant(mutant, path), fewRuns);
  return { inProcess, served, missed: inProcess.broken.filter((name) => !served.broken.includes(name)) };
}

const fewRuns = { levels: ['core', 'capacity'], runs: 8 } as const satisfies ConformOptions;

/** A mutant whose calls and looks go over the wire. */
function servedMutant({ make }: ArrayMutant, path: '/cimom' | '/wsman'): Promise<Driver> {
  const driver = make();
  // Mutants of this kind are wrapped around the simulator's driver.
  return overTheWire(driver, (driver as unknown as { readonly inner: Simulator }).inner, path);
}
