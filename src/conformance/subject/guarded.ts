import type { z } from 'zod';
import { BadInputError, parseInput } from '../../vocabulary/input/badInput.js';
import { thrownText } from '../../vocabulary/input/thrown.js';
import { answerSchemas, readDrives, readObservation, readOverlapped, readReply } from './answers.js';
import type { NoReply } from './call.js';
import type { Driver } from './driver.js';
import type { Query } from './observations.js';
import { readAdvertised } from './readAdvertised.js';
import { readDriver } from './readDriver.js';
import { SubjectError } from './subjectError.js';

/** How long a driver is waited for. */
export interface GuardOptions {
  /** How long anything but a call may take, in milliseconds of real time; a call has its own deadline, and a wait for a job may take
   * so much longer than it was to. 30,000 when left out.
   */
  readonly deadlineMs?: number;
}

/** A foreign driver, wrapped: it answers in the right shapes and in time, or throws a SubjectError that says what
 * came instead. Answers are copies, which the driver can't change afterwards.
 *
 * A call without an answer by its deadline is one without a reply. What hangs is waited for no longer, but can't be stopped;
 * an endless loop can't even be noticed.
 * @throws BadInputError when a member is missing
 */
export function guarded(driver: Driver, options: GuardOptions = {}): Driver {
  const inner = readDriver(driver, 'driver');
  const { name, charts } = inner;
  const { deadlineMs = 30_000 } = options;
  const ask = <Value>(member: string, act: () => unknown, read: Read<Value>, patience: Patience<Value> = {}) =>
    asked({ subject: name, member, act, read, patience: { ms: deadlineMs, ...patience } });
  const wrapped: Driver = {
    name,
    ...(charts === undefined ? {} : { charts }),
    capabilities: () =>
      ask(
        'capabilities()',
        () => inner.capabilities(),
        (answer, field) => readAdvertised(answer, field, inner),
      ),
    reset: (tier) => ask(`reset('${tier}')`, () => inner.reset(tier), nothing),
    call: (method, on, given, callOptions) =>
      ask(
        'call',
        () => inner.call(method, on, given, callOptions),
        (answer, field) => readReply(method, answer, field),
        { ms: callOptions.deadlineMs, late: timedOut },
      ),
    observe: <Asked extends Query>(query: Asked) =>
      ask(
        queryText(query),
        () => inner.observe(query),
        (answer, field) => readObservation(query, answer, field),
      ),
  };
  if (inner.drives !== undefined) wrapped.drives = () => ask('drives()', () => inner.drives?.(), readDrives);
  if (inner.overlap !== undefined) {
    wrapped.overlap = (calls, order, ms) =>
      ask(
        'overlap',
        () => inner.overlap?.(calls, order, ms),
        (answer, field) =>
          as(answerSchemas.replies(calls.length))(answer, field).map((one, at) => {
            const call = calls[at];
            const method = call === undefined || 'do' in call ? undefined : call.method;
            return readOverlapped(one, method, `${field}[${at}]`);
          }),
        // A subject that can't be led may take them one after another.
        { ms: ms * Math.max(1, calls.length), late: () => calls.map((call) => ('do' in call ? false : timedOut())) },
      );
  }
  if (inner.interleavings !== undefined) {
    wrapped.interleavings = (calls) =>
      ask('interleavings', () => inner.interleavings?.(calls), as(answerSchemas.interleavings(calls.length)));
  }
  if (inner.act !== undefined) {
    wrapped.act = (action) => ask(`act({ do: '${action.do}' })`, () => inner.act?.(action), as(answerSchemas.done));
  }
  if (inner.advance !== undefined) wrapped.advance = (ms) => ask('advance', () => inner.advance?.(ms), nothing);
  if (inner.waitFor !== undefined) {
    wrapped.waitFor = (job, ms) =>
      ask('waitFor', () => inner.waitFor?.(job, ms), as(answerSchemas.done), { ms: ms + deadlineMs });
  }
  if (inner.arm !== undefined)
    wrapped.arm = (plan) =>
      ask(
        'arm',
        () => inner.arm?.(plan),
        (answer) => answer !== false,
      );
  if (inner.add !== undefined) wrapped.add = (plan) => ask('add', () => inner.add?.(plan), nothing);
  if (inner.heal !== undefined) wrapped.heal = (faults) => ask('heal', () => inner.heal?.(faults), nothing);
  if (inner.fired !== undefined) wrapped.fired = () => ask('fired()', () => inner.fired?.(), as(answerSchemas.fired));
  if (inner.twin !== undefined) {
    wrapped.twin = (how) =>
      ask(
        `twin('${how}')`,
        () => inner.twin?.(how),
        (answer, field) => guarded(readDriver(answer, field), options),
      );
  }
  if (inner.fingerprint !== undefined) {
    wrapped.fingerprint = () => ask('fingerprint()', () => inner.fingerprint?.(), as(answerSchemas.fingerprint));
  }
  if (inner.close !== undefined) wrapped.close = () => ask('close', () => inner.close?.(), nothing);
  return wrapped;
}

/** Reads an answer. @throws BadInputError that begins with the field */
type Read<Value> = (answer: unknown, field: string) => Value;

interface Patience<Value> {
  readonly ms?: number;
  /** What it means that nothing came in time; an error when left out. */
  readonly late?: () => Value;
}

interface Asking<Value> {
  readonly subject: string;
  readonly member: string;
  readonly act: () => unknown;
  readonly read: Read<Value>;
  readonly patience: Patience<Value> & { readonly ms: number };
}

async function asked<Value>({ subject, member, act, read, patience: { ms, late } }: Asking<Value>): Promise<Value> {
  const error = (kind: SubjectError['kind'], what: string, cause?: unknown) =>
    new SubjectError({
      member: member.replace(/\(.*/, ''),
      kind,
      message: `the driver of '${subject}': ${what}`,
      cause,
    });
  let answer: unknown;
  try {
    answer = await inTime(act(), ms);
  } catch (cause) {
    throw error('threw', `${member} threw ${thrownText(cause)}`, cause);
  }
  if (answer === overdue) {
    if (late !== undefined) return late();
    throw error('hung', `${member} has not answered within ${ms} ms`);
  }
  try {
    return read(answer, member);
  } catch (complaint) {
    // To look is all that reading does: what else is thrown meanwhile comes out of the answer, by a getter of its own.
    const isPlain = complaint instanceof BadInputError;
    throw error(
      'garbage',
      isPlain ? complaint.message : `${member} can't be read: it threw ${thrownText(complaint)}`,
      complaint,
    );
  }
}

const overdue = Symbol('overdue');

/** The answer, or `overdue`. What comes too late is not heard, be it an error. */
async function inTime(answer: unknown, ms: number): Promise<unknown> {
  // Most drivers within a process answer at once, and need no timer.
  if (!(answer instanceof Object && 'then' in answer)) return answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, longestTimerMs), overdue);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** A longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

function as<Schema extends z.ZodType>(schema: Schema): Read<z.output<Schema>> {
  return (answer, field) => parseInput(schema, answer, field);
}

function nothing(): void {}

function timedOut(): NoReply {
  return { noReply: 'timeout' };
}

function queryText(query: Query): string {
  return 'id' in query ? `observe({ kind: '${query.kind}', id: '${query.id}' })` : `observe({ kind: '${query.kind}' })`;
}
