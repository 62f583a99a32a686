import { z } from 'zod';
import type { TraceEvent } from '../../store/traceLog.js';
import type { World } from '../../store/world.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { frozen } from '../../vocabulary/input/frozen.js';
import { codeOf, type Outcome, outcomeNames } from '../../vocabulary/methods/codes.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import { type Callable, callableBy, callables } from '../../vocabulary/methods/names.js';
import { durationSchema } from '../../vocabulary/profile/profile.js';
import type { Step } from '../../vocabulary/steps.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import type { CallHandle, CallId } from '../../vocabulary/units/ids.js';

/** What somebody asked the storage service for, and what was answered. */
export interface RequestRecord {
  /** The call in flight, or that was. */
  readonly call: CallId;
  /** The method that was called, by its own name. */
  readonly method: CalledName;
  /** The element that it was called on, as the caller named it. */
  readonly on: string;
  /** The arguments as they were given; stand-ins for passwords. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Who called, as in `array.set({ role, caller })`. */
  readonly caller: string;
  /** When it was asked, in virtual milliseconds. */
  readonly atMs: number;
  /** What was decided; null while the call is in flight. */
  readonly answer: {
    /** When it was answered, in virtual milliseconds. */
    readonly atMs: number;
    /** The return code; null where no reply comes. */
    readonly code: number | null;
    /** Where it was decided. */
    readonly step: Step;
    /** The cause, as `reply.decided.because` has it. */
    readonly because: string;
  } | null;
}

/** Which requests are asked for; all that is given has to hold. */
export interface RequestFilter {
  /** As `array.invoke` takes it: 'Delete' is any class's. */
  readonly method?: Callable | undefined;
  /** The return code, by number or by the name of its outcome; null for calls without a reply. */
  readonly code?: number | Outcome | null | undefined;
  /** Who called. */
  readonly caller?: string | undefined;
  /** From which virtual time on they were asked: '5 min' after the beginning, or milliseconds such as `array.now`. */
  readonly since?: string | number | undefined;
}

const filterSchema = z.strictObject({
  method: z.enum(callables).optional(),
  code: z.union([z.number().int(), z.enum(outcomeNames), z.null()]).optional(),
  caller: z.string().min(1).optional(),
  since: durationSchema.optional(),
});

/** What was asked, oldest first: read from the trace, as far back as that goes.
 * @throws BadInputError for a filter that makes no sense, and without a trace
 */
export function requestsOf(world: World, filter: RequestFilter): RequestRecord[] {
  const { method, code, caller, since = 0 } = parseInput(filterSchema, filter, 'requests');
  const sinceMs = parseDuration(since, 'requests.since');
  const methods = method === undefined ? undefined : callableBy(method);
  return recorded(world).filter(
    (one) =>
      (methods === undefined || methods.includes(one.method)) &&
      (code === undefined || (one.answer !== null && isCode(one, one.answer.code, code))) &&
      (caller === undefined || one.caller === caller) &&
      one.atMs >= sinceMs,
  );
}

function isCode({ method }: RequestRecord, answered: number | null, wanted: number | string | null): boolean {
  return answered === (typeof wanted === 'string' ? codeOf(method, wanted) : wanted);
}

function recorded({ trace, calls, codecs }: World): RequestRecord[] {
  if (trace === undefined) {
    const expected = 'an array that has a trace: one that was made without trace: false, and not loaded';
    return badInput({ field: 'requests', value: undefined, expected });
  }
  const events = trace.events();
  const begun = events.filter(isBegin);
  const answers = new Map(events.filter(isReply).map((event) => [event.call, event]));
  // Each call takes the next handle when it begins, so the last of them has the last one.
  const first = calls.length - begun.length;
  return begun.map(({ method, on, parameters, caller, atMs }, at) => {
    const call = codecs.call.encode((first + at) as CallHandle);
    const answer = answers.get(call);
    return {
      call,
      method,
      on,
      parameters: frozen(parameters),
      caller,
      atMs,
      answer: answer === undefined ? null : answerOf(answer),
    };
  });
}

function answerOf({ atMs, code, step, because }: Reply): RequestRecord['answer'] {
  return { atMs, code, step, because };
}

type Begin = TraceEvent & Pick<RequestRecord, 'method' | 'on' | 'parameters' | 'caller'>;
type Reply = TraceEvent & Omit<NonNullable<RequestRecord['answer']>, 'atMs'> & { readonly call: CallId };

// The engine writes events of these kinds with these members.
const isBegin = (event: TraceEvent): event is Begin => event.kind === 'input' && event.do === 'begin';
const isReply = (event: TraceEvent): event is Reply => event.kind === 'reply';
