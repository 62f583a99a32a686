import { z } from 'zod';
import type { PlanInput } from '../../faults/planSchema.js';
import { readPlan } from '../../faults/readPlan.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import type { RecordedFailure } from '../options.js';
import type { RunStep } from '../run/steps.js';
import { jobControlNames, tiers } from '../subject/driver.js';

/** Reads the file of a failure.
 * @param file what messages call it
 * @throws BadInputError with file, field, value and what was expected
 */
export function readRecordedFailure(text: string, file: string): RecordedFailure {
  const { run, ...rest } = parseInput(recordedSchema, jsonOf(text, file), file);
  for (const [at, step] of run.steps.entries()) {
    if (step.do === 'arm') readPlan(step.plan, `${file}.run.steps[${at}].plan`);
  }
  // The schema has the members of the types; plans have just been read.
  return { ...rest, run: { ...run, steps: run.steps as RunStep[] } };
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    badInput({ field: file, value: text, expected: `the JSON of a failure (${String(error)})` });
  }
}

const word = z.string();
const whole = z.number().int();

const argumentsSchema = z.strictObject({
  on: word,
  ElementName: word.optional(),
  TargetPool: word.optional(),
  username: word.optional(),
  password: word.optional(),
  caller: word.optional(),
});

const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('delete'), volume: word }),
  z.strictObject({ do: z.literal('write'), volume: word, offset: whole, length: whole, tag: word }),
  z.strictObject({ do: z.literal('control'), job: word, control: z.enum(jobControlNames) }),
  z.strictObject({ do: z.literal('leaveFree'), pool: word, bytes: whole }),
  z.strictObject({ do: z.literal('setState'), element: word, state: word }),
]);

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('clone'), with: argumentsSchema }),
  z.strictObject({
    do: z.literal('overlap'),
    calls: z.array(z.union([argumentsSchema, actionSchema])),
    order: z.array(whole),
  }),
  z.strictObject({ do: z.literal('act'), action: actionSchema }),
  z.strictObject({ do: z.literal('advance'), ms: z.number().min(0) }),
  z.strictObject({ do: z.literal('look') }),
  z.strictObject({ do: z.literal('arm'), plan: z.custom<PlanInput>() }),
  z.strictObject({ do: z.literal('heal') }),
  z.strictObject({ do: z.literal('probe'), property: word, calls: z.array(argumentsSchema), number: whole }),
]);

const recordedSchema = z.strictObject({
  format: z.literal('arraysim-conformance'),
  version: z.literal(1),
  subject: word,
  property: word,
  message: word,
  run: z.strictObject({ tier: z.enum(tiers), steps: z.array(stepSchema) }),
});
