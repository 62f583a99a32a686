import { z } from 'zod';
import { steps } from '../../vocabulary/steps.js';
import { versions } from '../../vocabulary/versions.js';
import { classDocuments } from './classDocuments.js';
import { conformanceDocuments } from './conformanceDocuments.js';

// What `--json` prints, command by command. Members may be added: who reads a document takes what it knows.

const count = z.number().int().min(0);
const version = z.enum(versions);
const releases = z.array(version).describe('Releases, oldest first.');
const bytes = z
  .string()
  .regex(/^-?\d+$/)
  .describe('Bytes, as a decimal number in a text.');
const code = z.number().int();
const atMs = count.describe('Virtual time in milliseconds.');
const reply = z.object({
  method: z.string(),
  code: code.nullable().describe('Null when the reply was lost.'),
  label: z.string().describe("The documents' words for the code."),
  step: z.enum(steps).describe('Where it was decided.'),
  because: z.string().describe('The cause, in one word.'),
  forced: z.boolean().describe('Whether a fault chose it, and no natural cause.'),
});
const decided = { label: z.string(), step: z.string(), because: z.string() };
const example = z.object({ scenario: z.string(), file: z.string(), versions: releases });
const shown = example.extend({ step: z.enum(steps), because: z.string(), forced: z.boolean() });

const row = z.object({
  atMs,
  number: count.describe('From 1 on.'),
  what: z.string().describe('The step in a few words.'),
  method: z.string().optional(),
  code: code.nullish().describe('Null when the reply was lost; absent for steps that take no reply.'),
  ...decided,
  ok: z.boolean().describe('False when an expectation of this step was not met.'),
  events: count.describe('How many events the trace had after the step.'),
});

const failure = z.object({
  number: count.describe('Of the step, from 1 on.'),
  atMs,
  field: z.string().describe('steps[3].expect.free'),
  place: z.object({ line: count, column: count }).nullable().describe("Where that stands in the scenario's file."),
  expected: z.string(),
  actual: z.string(),
  message: z.string().describe('One sentence with both sides and the virtual time.'),
});

const pool = z.object({
  id: z.string(),
  name: z.string(),
  state: z.string(),
  total: bytes,
  free: bytes,
  used: bytes,
  reserved: bytes,
  stolen: bytes,
  subscribed: bytes,
  volumes: count,
});

const job = z.object({
  id: z.string(),
  method: z.string(),
  state: z.string(),
  jobState: count,
  percentComplete: count.max(100),
  errorCode: count.describe('0 while it has not failed.'),
  errorDescription: z.string().nullable(),
});

const fault = z.object({
  fault: z.string().describe("The fault's id."),
  armed: z.boolean().describe('Whether it existed in this run.'),
  matched: count,
  fired: count,
  expect: z.enum(['must', 'may']),
  firings: z.array(z.object({ atMs, point: z.string(), effects: z.array(z.string()) })),
  closest: z.string().nullable().describe('Why it has not fired, with what came closest; null when it has.'),
  missed: z.boolean().describe('Whether it had to fire and has not.'),
});

const scenario = z.object({
  name: z.string(),
  file: z.string(),
  seed: code,
  version,
  profile: z.string(),
  asExpected: z.boolean(),
  rows: z.array(row).describe("One for each of the scenario's steps, in order."),
  codes: z.array(reply.extend({ atMs })).describe('Every reply of the run, in order.'),
  failures: z.array(failure).describe('Empty when everything was as expected.'),
  pools: z.array(pool).describe('At the end.'),
  jobs: z.array(job).describe('At the end.'),
  ledger: z.array(fault).describe('What came of each fault.'),
  endMs: atMs,
  trace: z.object({ hash: z.string(), events: count }),
});

const tally = z.object({
  documented: count,
  byCause: count,
  forced: count,
  missing: z.array(code).describe('Documented, but no run was answered so.'),
});

const matrix = z.object({
  method: z.string(),
  versions: z.record(version, tally),
  codes: z.array(
    z.object({
      code,
      label: z.string(),
      versions: z.record(version, z.enum(['cause', 'forced', 'missing']).nullable()),
      shown: shown.nullable().describe('The answer to look at first.'),
      others: count.describe('How many other scenarios show the code.'),
    }),
  ),
});

const coverage = z.object({
  method: z.string(),
  version,
  calls: count,
  codes: z
    .array(z.object({ code, label: z.string(), byCause: count, forced: count }))
    .describe('Every documented code.'),
  rowsNeverReached: z.array(z.object({ step: z.enum(steps), code, because: z.string(), natural: z.boolean() })),
  rows: count,
});

const run = z.object({
  summary: z.object({ scenarios: count, runs: count, asExpected: count, notAsExpected: count }),
  codes: z.array(reply.extend({ scenarios: z.array(z.string()), versions: releases })),
  matrix: z.array(matrix).optional().describe('When all shipped scenarios ran.'),
  coverage: z.array(coverage).optional().describe('With --coverage: a method and a release each.'),
  scenarios: z.array(scenario),
  notRun: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      version: version.nullable().describe('Null for a file that could not be read.'),
      message: z.string().describe('A line for each thing that is wrong.'),
    }),
  ),
});

const otherMethods = z.array(z.object({ label: z.string(), methods: z.array(z.string()) }));
const cause = { because: z.string(), cause: z.string(), natural: z.boolean(), versions: releases };
const simulated = z.object({
  method: z.string(),
  answeredAs: z.string(),
  simulated: z.literal(true),
  code,
  outcome: z.string(),
  label: z.string(),
  meaning: z.string(),
  asked: releases,
  versions: releases,
  proves: z.enum(['done', 'accepted', 'nothingChanged', 'mayBeLeft', 'nothing']),
  rows: z.array(
    z.object({
      step: z.enum(steps),
      ...cause,
      proves: z.enum(['nothingChanged', 'mayBeLeft']),
      scenarios: z.array(example),
    }),
  ),
  jobEnds: z.array(z.object(cause)),
  scenarios: z.array(example),
  jobScenarios: z.array(example),
  example: shown.nullable(),
  olderReleases: z.array(
    z.object({
      because: z.string(),
      versions: releases,
      answer: z.object({ code, ...decided }),
      scenarios: z.array(example),
    }),
  ),
  otherMethods,
});
const documented = z.object({
  code,
  simulated: z.literal(false),
  meanings: z.array(
    z.object({
      method: z.string(),
      answeredAs: z.string().nullable(),
      cause: z.string().nullable().describe('Why arraysim answers so, of a method that it refuses.'),
      code,
      label: z.string(),
      versions: releases,
    }),
  ),
  otherMethods,
});
const explanation = z.union([simulated, documented]);
const explain = z.union([
  explanation,
  z.object({ code, explanations: z.array(explanation) }).describe('Of several methods of one name.'),
]);

const profiles = z.union([
  z.array(
    z.object({
      name: z.string(),
      allocation: z.string(),
      clones: z.object({ local: z.boolean(), remote: z.boolean() }),
      answers: z.array(code),
      usable: z.enum(['at once', 'when copied']).nullable(),
      description: z.string(),
    }),
  ),
  z.object({
    profile: z.object({ name: z.string(), description: z.string() }).describe('All that the profile says.'),
    createClone: z.array(
      z.object({
        request: z.string(),
        answers: z.array(z.object({ version, code, ...decided, afterMs: count })),
      }),
    ),
  }),
]);

const chart = z.object({ id: z.string() }).describe("xstate's own definition.");

const claimKind = z.enum(['always', 'never', 'sometimes', 'eventually']);
const exploration = z.object({
  scenario: z.string().describe('Its name.'),
  kind: z
    .enum(['complete', 'cutOff', 'broken'])
    .describe('Whether all was tried, some was left, or a claim was broken.'),
  bound: z.enum(['depth', 'states', 'progress']).nullable().describe('What cut it off.'),
  states: count,
  transitions: count,
  depth: count.describe('How many moves lead to the farthest state.'),
  ends: count.describe('States in which nothing can happen any more.'),
  open: count.describe('States that were not gone on from.'),
  orders: z.string().nullable().describe('In how many orders all of it can happen: digits.'),
  collisionOdds: z.number().describe('That two states were taken for one.'),
  bytes: count.describe('For all states that were met.'),
  claims: z.array(z.object({ claim: z.string(), kind: claimKind, verdict: z.enum(['holds', 'broken', 'open']) })),
  broken: z.array(
    z.object({
      claim: z.string(),
      kind: claimKind,
      because: z.string(),
      depth: count,
      steps: z.array(z.string()).describe('What was done, a line for each move.'),
      scenario: z.string().nullable().describe('The text of a scenario that does it.'),
      test: z.string().nullable().describe("The text of a test of vitest's that does it."),
    }),
  ),
});

/** By command, what `--json` prints. */
export const documents = {
  run,
  explain,
  ...classDocuments,
  profiles,
  charts: z.union([chart, z.record(z.string(), chart)]),
  faults: z.union([
    z.array(z.object({ name: z.string(), rehearses: z.string() })),
    z.object({
      name: z.string(),
      rehearses: z.string(),
      lines: z.array(z.string()).describe('The plan in the short form, a fault a line.'),
    }),
    z.object({
      effect: z.string(),
      class: z.string(),
      at: z.array(z.string()).describe('The points at which it can fire.'),
      does: z.string(),
      arguments: z.array(
        z.object({
          name: z.string().describe("The member; '' for a mere value that is none."),
          is: z.string().describe('What kind of value, with its unit.'),
          leftOut: z.string().optional().describe('What it then is; left out for one that has to be said.'),
          means: z.string(),
        }),
      ),
      example: z.string().describe('In the short form.'),
    }),
  ]),
  conform: conformanceDocuments,
  explore: exploration,
} as const satisfies Readonly<Record<string, z.ZodType>>;
