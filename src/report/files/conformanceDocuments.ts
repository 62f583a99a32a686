import { z } from 'zod';
import { levels } from '../../conformance/report.js';

const count = z.number().int().min(0);
const level = z.enum(levels);
const ground = z.enum(['law', 'declared', 'advice']);

const report = z.object({
  summary: z.object({
    pass: count,
    fail: count,
    warn: count,
    skip: count,
    skippedFor: z.record(z.string(), count),
    callsPerSecond: count,
    requestsPerCall: z.number(),
  }),
  subject: z.string(),
  levels: z.array(level),
  only: z.array(z.string()).nullable(),
  except: z.array(z.string()),
  seed: z.number().int(),
  runs: count,
  calls: count,
  requests: count,
  elapsedMs: z.number(),
  timeEnded: z.object({ afterMs: z.number(), runs: count, of: count }).nullable(),
  exhaustive: z
    .object({
      depth: count.describe('How many calls came together at most.'),
      worlds: count,
      sets: count,
      orders: count,
      interruptions: count.nullable().describe('Null where all orders were tried that come to different ends.'),
      complete: z.boolean(),
    })
    .nullable()
    .describe('With --exhaustive.'),
  verdict: z.enum(['conforms', 'does not conform', 'inconclusive']),
  why: z.string().nullable().describe('Why it is inconclusive.'),
  properties: z.array(
    z.object({
      name: z.string(),
      level,
      statement: z.string(),
      verdict: z.enum(['pass', 'fail', 'warn', 'skip']),
      ground,
      judged: count.describe('How often it had something to judge.'),
      skipped: z.object({ reason: z.string(), why: z.string() }).nullable(),
      failure: z
        .object({
          message: z.string(),
          again: z.string(),
          run: z.object({ tier: z.string(), steps: z.array(z.unknown()) }),
        })
        .nullable()
        .describe('With the shortest run that was found to show it.'),
    }),
  ),
  advice: z.array(z.unknown()),
  refusedActions: z.array(z.object({ action: z.string(), tried: count, refused: count })),
  coverage: z.object({
    parts: z.array(z.object({ title: z.string(), cells: z.array(z.object({ name: z.string(), count })) })),
  }),
});

const list = z.array(
  z.object({
    number: count,
    name: z.string(),
    level,
    statement: z.string(),
    source: z.string(),
    needs: z.array(z.string()),
    closerWith: z.array(z.string()),
    ground,
    declaredBy: z.string().nullable(),
  }),
);

const mutants = z.object({
  summary: z.object({ alive: z.array(z.string()), complained: z.array(z.string()) }),
  seed: z.number().int(),
  mutants: z.array(
    z.object({
      name: z.string(),
      wrong: z.string(),
      equivalent: z.string().nullable(),
      calls: count,
      killedBy: z.array(z.object({ property: z.string(), afterCalls: count })),
    }),
  ),
  onlyKilledBy: z.record(z.string(), z.array(z.string())),
  elapsedMs: z.number(),
});

const replayed = z.object({
  subject: z.string(),
  property: z.string(),
  holds: z.boolean().nullable().describe('Null when it is inconclusive.'),
  message: z.string().nullable(),
  why: z.string().nullable(),
  answers: z.array(z.string()),
});

/** What `arraysim conform --json` prints: a report, or with `--list`, `--mutants` and `--replay` something else. */
export const conformanceDocuments = z.union([
  report.describe('A report.'),
  list.describe('With --list.'),
  mutants.describe('With --mutants.'),
  replayed.describe('With --replay.'),
]);
