import { z } from 'zod';
import type { PlanInput } from '../../faults/planSchema.js';
import { readPlan } from '../../faults/readPlan.js';
import { BadInputError, badInput, nearest, parseInput } from '../../vocabulary/input/badInput.js';
import { methodNames } from '../../vocabulary/methods/index.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import type { RecordedFailure } from '../options.js';
import type { RunStep } from '../run/steps.js';
import { jobControlNames, linkStateNames, troubleNames } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import { tiers } from '../subject/tier.js';

/** Reads the file of a failure.
 * @param file what messages call it
 * @throws BadInputError with file, field, value and what was expected
 */
export function readRecordedFailure(text: string, file: string): RecordedFailure {
  const { run, ...rest } = parseInput(recordedSchema, jsonOf(text, file), file);
  for (const [at, step] of run.steps.entries()) demandStep(step, `${file}.run.steps[${at}]`);
  // The schema has the members of the types; plans have just been read.
  return { ...rest, run: { ...run, steps: run.steps as RunStep[] } };
}

/** @throws BadInputError for a plan that makes no sense, and an argument that a method does not have */
function demandStep(step: z.output<typeof stepSchema>, field: string): void {
  if (step.do === 'arm') readPlan(step.plan, `${field}.plan`);
  if (step.do === 'call') demandArguments(step, field);
  if (step.do !== 'overlap' && step.do !== 'probe') return;
  for (const [index, call] of step.calls.entries())
    if (!('do' in call)) demandArguments(call, `${field}.calls[${index}]`);
}

/** @throws BadInputError for an argument that the method does not have */
function demandArguments({ method, with: given }: Pick<Call, 'method' | 'with'>, field: string): void {
  const among = signatures[method].given;
  for (const [name, value] of Object.entries(given)) {
    if (among.includes(name)) continue;
    const expected = `no such argument: ${method} has ${among.join(', ')}`;
    throw new BadInputError({ field: `${field}.with.${name}`, value, expected, suggestion: nearest(name, among) });
  }
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

const callShape = {
  method: z.enum(methodNames),
  on: word,
  with: z.record(word, z.union([word, z.number(), z.boolean(), z.array(word)])),
  caller: word.optional(),
};
const callSchema = z.strictObject(callShape);

const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('delete'), volume: word }),
  z.strictObject({ do: z.literal('write'), volume: word, offset: whole, length: whole, tag: word }),
  z.strictObject({ do: z.literal('control'), job: word, control: z.enum(jobControlNames) }),
  z.strictObject({ do: z.literal('leaveFree'), pool: word, bytes: whole }),
  z.strictObject({ do: z.literal('setState'), element: word, state: word }),
  z.strictObject({ do: z.literal('load'), pool: word, busy: z.boolean() }),
  z.strictObject({ do: z.literal('setLink'), state: z.enum(linkStateNames) }),
  z.strictObject({ do: z.literal('disturb'), trouble: z.enum(troubleNames).nullable() }),
]);

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('call'), ...callShape }),
  z.strictObject({
    do: z.literal('overlap'),
    calls: z.array(z.union([callSchema, actionSchema])),
    order: z.array(whole),
  }),
  z.strictObject({ do: z.literal('act'), action: actionSchema }),
  z.strictObject({ do: z.literal('advance'), ms: z.number().min(0) }),
  z.strictObject({ do: z.literal('settle') }),
  z.strictObject({ do: z.literal('look') }),
  z.strictObject({ do: z.literal('arm'), plan: z.custom<PlanInput>() }),
  z.strictObject({ do: z.literal('heal') }),
  z.strictObject({ do: z.literal('probe'), property: word, calls: z.array(callSchema), number: whole }),
]);

/** Reads a step of a run.
 * @throws BadInputError with the field, the value and what was expected
 */
export function readStep(step: unknown, field: string): RunStep {
  const read = parseInput(stepSchema, step, field);
  demandStep(read, field);
  // The schema has the members of the types; plans have just been read.
  return read as RunStep;
}

const recordedSchema = z.strictObject({
  format: z.literal('arraysim-conformance'),
  version: z.literal(2),
  subject: word,
  property: word,
  message: word,
  run: z.strictObject({ tier: z.enum(tiers), steps: z.array(stepSchema) }),
});
