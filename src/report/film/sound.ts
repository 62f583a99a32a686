import type { Input } from '../../engine/history/inputs.js';
import type { TraceEntry, TraceEvent } from '../../store/traceLog.js';
import type { NoReplyError } from '../../vocabulary/methods/call.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { Step } from '../../vocabulary/steps.js';
import type { FilmedCall } from './film.js';

/** Hears what is answered while a run is repeated: a trace says which call is which, and in which words it was refused, only together
 * with the answers.
 */
export class Sound {
  private readonly begun: string[] = [];
  private readonly why = new Map<string, string>();
  private readonly faults = new Map<string, string>();

  /** @param output what came of the input; of `begin` it is the call's id, of `finish` its reply */
  hear(input: Input, output: unknown): void {
    if (input.do === 'begin') this.begun.push(String(output));
    if (input.do !== 'finish') return;
    // A reply, or the error of one that was lost.
    const { ExtendedStatus: status, decided } = (output ?? {}) as Partial<AnyReply & NoReplyError>;
    if (status != null) this.why.set(input.call, status.SMMessage);
    if (decided?.fault !== undefined) this.faults.set(input.call, decided.fault);
  }

  /** The calls of the trace that was repeated, in the order in which they began. */
  callsOf(entries: readonly TraceEntry[]): FilmedCall[] {
    const steps = new Map<string, [Step, number][]>();
    const replies = new Map<string, NonNullable<FilmedCall['reply']>>();
    for (const { number, event } of entries) {
      if (event.kind !== 'step' && event.kind !== 'reply') continue;
      // The engine writes both with these members.
      const { call, step, atMs } = event as TraceEvent & { readonly call: string; readonly step: Step };
      if (event.kind === 'reply') replies.set(call, this.replyOf(event as Replied, number));
      const before = steps.get(call);
      if (before === undefined) steps.set(call, [[step, atMs]]);
      // A reply is decided at a step that was come to before, or at one that has no event of its own.
      else if (before.at(-1)?.[0] !== step) before.push([step, atMs]);
    }
    const begins = entries.filter(({ event }) => event.kind === 'input' && event.do === 'begin');
    return begins.map(({ number, event }, at) => {
      const id = this.begun[at] ?? '';
      // The recorder writes every `begin` with these members.
      const { method, on, parameters, caller, atMs } = event as TraceEvent & Extract<Input, { do: 'begin' }>;
      const way = steps.get(id) ?? [];
      return {
        id,
        method,
        on,
        parameters,
        caller,
        beganMs: atMs,
        event: number,
        steps: way,
        reply: replies.get(id) ?? null,
      };
    });
  }

  private replyOf({ call, code, method, step, because, atMs }: Replied, event: number) {
    const label = code === null ? '' : (labelOf(method, code) ?? '');
    return {
      atMs,
      event,
      code,
      label,
      step,
      because,
      why: this.why.get(call) ?? '',
      fault: this.faults.get(call) ?? null,
    };
  }
}

type Replied = TraceEvent & {
  readonly call: string;
  readonly method: CalledName;
  readonly code: number | null;
  readonly step: Step;
  readonly because: string;
};
