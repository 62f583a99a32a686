import { z } from 'zod';
import { parseInput } from '../../vocabulary/input/badInput.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { NoReply, Reply } from './call.js';
import type { Answer, DriveSeen, Query } from './observations.js';
import { type OutParameter, outsOf } from './parameters.js';

// The shapes of what a driver answers. They say what can be judged at all, not what is right: a pool with less than nothing free
// and a job at 120 percent pass here, and break properties. A name that is not known is refused, since what is misspelt
// would otherwise count as not told, and its properties as skipped.

const word = z.string().min(1);
const whole = z.number().int();
const time = z.number().nullish();

/** An object of a driver: a member that is there but undefined is left out, as JavaScript has it easily. */
function driverObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .strictObject(shape)
    .transform((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
}

const relation = driverObject({
  copyState: whole.optional(),
  syncState: whole.optional(),
  syncMaintained: z.boolean().optional(),
  percentSynced: z.number().optional(),
  syncedMs: time,
  synchronizedMs: time,
});

const volume = driverObject({
  id: word,
  name: z.string(),
  pool: word,
  size: whole,
  usable: z.boolean(),
  state: word.optional(),
  healthStatus: whole.optional(),
  usage: whole.optional(),
  isSnapshot: z.boolean(),
  isExposed: z.boolean().optional(),
  isReadOnly: z.boolean().optional(),
  source: word.nullable(),
  relation: relation.nullish(),
  allocated: whole.optional(),
  charge: whole.optional(),
});

const pool = driverObject({
  id: word,
  name: z.string(),
  total: whole,
  free: whole,
  used: whole.optional(),
  reserved: whole.optional(),
  stolen: whole.optional(),
  state: word.optional(),
  isPrimordial: z.boolean(),
  isRemote: z.boolean(),
  usage: whole.optional(),
  madeOf: word.nullish(),
});

const job = driverObject({
  id: word,
  jobState: whole,
  percentComplete: z.number(),
  errorCode: whole.nullish(),
  target: word.nullable(),
  submittedMs: time,
  startedMs: time,
  changedMs: time,
});

const drive = driverObject({
  id: word,
  name: z.string(),
  size: whole.min(1),
  primordialPool: word.nullable(),
  pool: word.nullable(),
  isSpare: z.boolean(),
  healthStatus: whole.optional(),
});

const range = z.strictObject({ offset: whole.min(0), length: whole.min(1), tag: z.string() });

const contents = z.array(range).refine(
  (ranges) =>
    ranges.every(({ offset }, at) => {
      const before = ranges[at - 1];
      return before === undefined || before.offset + before.length <= offset;
    }),
  'ranges in ascending order that do not overlap',
);

const observations: Readonly<Record<Query['kind'], z.ZodType>> = {
  volumes: z.array(volume),
  pools: z.array(pool),
  jobs: z.array(job),
  now: z.number().nullable(),
  volume: volume.nullable(),
  job: job.nullable(),
  contents: contents.nullable(),
};

/** A number of 64 bits: too large for those that JavaScript counts with, and exact for whole blocks. */
const uint64 = z
  .number()
  .refine((value) => Number.isInteger(value) && value >= 0, { error: 'a whole number of bytes' });
const outTypes: Readonly<Record<string, z.ZodType>> = {
  ref: word,
  string: z.string(),
  datetime: z.string(),
  boolean: z.boolean(),
  uint64,
  object: z.record(z.string(), z.unknown()),
};

function outSchema({ type, array }: OutParameter): z.ZodType {
  const one = outTypes[type] ?? whole;
  return (array ? z.array(one) : one).nullable();
}

const replySchemas = new Map<MethodName, z.ZodType>();

function replyOf(method: MethodName): z.ZodType {
  let schema = replySchemas.get(method);
  if (schema === undefined) {
    const outs = outsOf(method).map((out) => [out.name, outSchema(out)]);
    schema = z.strictObject({ ReturnValue: whole, Job: z.null(), ...Object.fromEntries(outs) });
    replySchemas.set(method, schema);
  }
  return schema;
}
const noReply = z.strictObject({ noReply: z.enum(['timeout', 'reset', 'tls']) });

/** Reads what a call of a method came to.
 * @param field what messages call it
 * @throws BadInputError
 */
export function readReply(method: MethodName, answer: unknown, field: string): Reply | NoReply {
  const isNone = typeof answer === 'object' && answer !== null && 'noReply' in answer;
  // The schema has the members of the method's replies.
  return parseInput(isNone ? noReply : replyOf(method), answer, field) as Reply | NoReply;
}

/** Reads what came of one of several things that were done at once: of an action, whether it was done.
 * @param method undefined for an action
 */
export function readOverlapped(
  answer: unknown,
  method: MethodName | undefined,
  field: string,
): Reply | NoReply | boolean {
  return method === undefined ? parseInput(z.boolean(), answer, field) : readReply(method, answer, field);
}

/** Reads what a look found. @throws BadInputError */
export function readObservation<Asked extends Query>(query: Asked, answer: unknown, field: string): Answer<Asked> {
  // The schema of its kind describes the answer, member by member.
  return parseInput(observations[query.kind], answer, field) as Answer<Asked>;
}

/** Reads a list of disk drives. @throws BadInputError */
export function readDrives(answer: unknown, field: string): readonly DriveSeen[] {
  // The schema has the members of a drive.
  return parseInput(z.array(drive), answer, field) as unknown as readonly DriveSeen[];
}

const replies = z.array(z.unknown());
const chart = z.strictObject({ initial: word, transitions: z.record(word, z.record(word, word)) });

/** Schemas of the answers of members that only some drivers have. */
export const answerSchemas = {
  replies: (calls: number) => replies.length(calls),
  interleavings: (calls: number) => z.array(z.array(whole.min(0).max(calls - 1))).min(1),
  done: z.boolean(),
  fired: z.record(z.string(), whole.min(0)),
  fingerprint: word,
  charts: z.strictObject({ job: chart.optional(), volume: chart.optional(), pool: chart.optional() }),
} as const;
