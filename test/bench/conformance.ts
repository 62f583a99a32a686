import fc from 'fast-check';
import { conform } from '../../src/conformance/conform.js';
import { scripts } from '../../src/conformance/generate/campaign.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { median } from './measuring.js';

/** Calls that the conformance suite makes and judges in a second of processor time, in this process at level `core`; garbage
 * and compilation, which have threads of their own, are counted in.
 */
export interface ConformanceFigure {
  readonly what: string;
  readonly callsPerSecond: number;
}

/** As many as it is to be. */
export const leastCallsPerSecond = 50_000;

const seed = 42;
const runs = 1_000;

/** The same campaign on the simulator, on a subject that only reads back what the simulator answered, and on none: what the
 * suite costs, and what fast-check's numbers cost.
 */
export async function measureConformance(rounds: number): Promise<ConformanceFigure[]> {
  const figures: Record<'simulator' | 'readBack' | 'numbers', number[]> = { simulator: [], readBack: [], numbers: [] };
  const driver = simulatorDriver({ profile: 'full-copy' });
  const expected = await judged(driver);
  const callsIn = async (work: () => Promise<number>) => {
    const before = process.cpuUsage();
    if ((await work()) !== expected) throw new Error('the campaign was another one');
    const { user, system } = process.cpuUsage(before);
    return expected / ((user + system) / 1e6);
  };
  // One after the other: a suite that has met a second driver is compiled for both, which nobody pays who has one.
  for (let round = 0; round < rounds; round++) figures.simulator.push(await callsIn(() => judged(driver)));
  const answers: unknown[] = [];
  await judged(recording(driver, answers));
  for (let round = 0; round < rounds; round++) {
    figures.readBack.push(await callsIn(() => judged(readingBack(driver, answers))));
    figures.numbers.push(await callsIn(() => numbersFor(expected)));
  }
  // The first rounds warm up the compiler.
  const of = (all: readonly number[]) => median(all.slice(Math.floor(rounds / 3)));
  return [
    { what: 'calls of the simulator, each judged', callsPerSecond: of(figures.simulator) },
    { what: 'its answers read back, each judged', callsPerSecond: of(figures.readBack) },
    { what: 'numbers of fast-check for as many calls', callsPerSecond: of(figures.numbers) },
  ];
}

/** @returns how many calls were judged */
async function judged(subject: Driver): Promise<number> {
  const { verdict, calls } = await conform(subject, { levels: ['core'], runs, seed });
  if (verdict !== 'conforms') throw new Error(`${subject.name} ${verdict}`);
  return calls;
}

/** What the runs of a campaign are made of, and no runs. */
async function numbersFor(calls: number): Promise<number> {
  await fc.check(
    fc.asyncProperty(scripts, async () => {}),
    { seed, numRuns: runs },
  );
  return calls;
}

/** Keeps what a driver answers, in order, whatever it is asked. */
function recording(driver: Driver, answers: unknown[]): Driver {
  return answering(driver, (asked) => {
    const answer = asked();
    answers.push(answer);
    return answer;
  });
}

/** Does nothing, and answers as was recorded: a campaign that is the same asks the same questions. */
function readingBack(driver: Driver, answers: readonly unknown[]): Driver {
  let at = 0;
  return answering(driver, () => answers[at++]);
}

/** A driver with the members of another one, which are answered in another way. */
function answering(driver: Driver, answer: (asked: () => unknown) => unknown): Driver {
  return new Proxy(driver, {
    get: (_, name) => {
      const member: unknown = Reflect.get(driver, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => answer(() => member.apply(driver, given));
    },
  });
}
