import { expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { Failure, PropertyReport } from '../../../src/conformance/report.js';
import { mutants } from '../../../src/subjects/mutants.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';

const mutant = (wanted: string) => {
  const found = mutants.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`there is no mutant ${wanted}`);
  return found.make();
};

async function judged(of: string, property: string, options: ConformOptions): Promise<PropertyReport> {
  const { properties } = await conform(mutant(of), { runs: 20, only: [property], ...options });
  const [report] = properties;
  if (report === undefined) throw new Error(`${property} was not judged`);
  return report;
}

async function failureOf(of: string, property: string, options: ConformOptions): Promise<Failure> {
  const { failure } = await judged(of, property, options);
  if (failure === null) throw new Error(`${property} is not broken`);
  return failure;
}

const half = { of: 'half-size-clone', property: 'OUT-4096', options: { levels: ['core'] } } as const;

test('a run is reported as it was found where no shorter one is wanted, with its answers', async () => {
  const found = await failureOf(half.of, half.property, { ...half.options, shrink: false });
  const { run, answers, shrinking, again } = found;
  expect(shrinking).toEqual({ ended: 'off', runs: 0 });
  expect(again).toMatch(/ --runs 20 --no-shrink --only OUT-4096$/);
  // The look that shows it is the last step, and has no answer.
  expect(run.steps.map((step) => step.do).slice(-2)).toEqual(['call', 'look']);
  expect(answers).toHaveLength(run.steps.length - 1);
  expect(answers.at(-1)).toMatch(/^\d+/);
  expect(answers).toContain('4096: clone1, job1');
  const shortest = await failureOf(half.of, half.property, half.options);
  expect(shortest.shrinking.ended).toBe('shortest');
  expect(shortest.run.steps.length).toBeLessThanOrEqual(run.steps.length);
  expect(shortest.answers.at(-1)).toBe('4096: clone1, job1');
});

test('a run is made shorter within a budget of runs and of calls, and says when it was used up', async () => {
  const deep = { of: 'room-not-returned', property: 'REFUND', levels: ['core', 'capacity'] } as const;
  for (const shrink of [
    { runs: 2, calls: 1_000_000 },
    { runs: 1_000_000, calls: 1 },
  ]) {
    const { shrinking, answers } = await failureOf(deep.of, deep.property, { levels: deep.levels, shrink });
    expect(shrinking).toEqual({ ended: 'budget', runs: Math.min(shrink.runs, shrinking.runs) });
    expect(shrinking.runs).toBeLessThanOrEqual(2);
    expect(answers.length).toBeGreaterThan(0);
  }
});

test('what is not seen again keeps the run and the answers of the first time', async () => {
  const inner = simulatorDriver({ profile: 'full-copy' });
  let wrong = 1;
  const report = await conform(
    {
      ...inner,
      name: 'wrong once',
      capabilities: () => ({ ...inner.capabilities(), actions: [], faults: [] }),
      reset: (tier) => inner.reset(tier),
      observe: (query) => inner.observe(query),
      call: (...call) => {
        const reply = inner.call(...call);
        return wrong-- > 0 ? { ...reply, ReturnValue: 17 } : reply;
      },
    },
    { levels: ['core'], runs: 3, only: ['CODE-DOMAIN'] },
  );
  expect(report.properties[0]?.failure).toMatchObject({
    shrinking: { ended: 'not-again', runs: 3 },
    answers: expect.arrayContaining([expect.stringMatching(/^17/)]),
  });
});

test('a probe tells what it did step by step', async () => {
  const { run, inside, answers } = await failureOf('deletes-what-is-gone', 'DELETE-TWICE', { levels: ['capacity'] });
  const at = run.steps.findIndex((step) => step.do === 'probe');
  expect(inside[at]?.map(({ step }) => step.do)).toEqual(['advance', 'look', 'call', 'call']);
  expect(inside[at]?.map(({ answer }) => answer)).toEqual(['', '', '0', '0']);
  expect(answers[at]).toBe('0');
});

test('a subject that changes what it advertises is told which member, from what to what', async () => {
  const { message } = await failureOf('capabilities-flap', 'CAP-STABLE', { levels: ['core'] });
  expect(message).toMatch(/^what the subject advertises has changed: limits\.replicasPerSource was \d+, and is \d+$/);
});

test('properties are left out, also of those that were chosen, and the runs stay the same', async () => {
  const options: ConformOptions = { levels: ['core'], runs: 3 };
  const all = await conform(mutant(half.of), options);
  const others = await conform(mutant(half.of), { ...options, except: ['CHARGE'] });
  expect(others.properties.map(({ name }) => name)).toEqual(
    all.properties.map(({ name }) => name).filter((name) => name !== 'CHARGE'),
  );
  expect([others.runs, others.only, others.except]).toEqual([all.runs, null, ['CHARGE']]);
  const broken = others.properties.find(({ failure }) => failure !== null);
  expect(broken?.failure?.again).toContain(' --except CHARGE --only ');
  const { properties } = await conform(mutant(half.of), { ...options, only: ['CHARGE', 'OUT-0'], except: ['CHARGE'] });
  expect(properties.map(({ name }) => name)).toEqual(['OUT-0']);
});
