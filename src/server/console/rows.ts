import { StorageArray } from '../../engine/array.js';
import { type JudgedRow as Judged, judgedRow } from '../../engine/calls/judgedRows.js';
import type { Input } from '../../engine/history/inputs.js';
import { inputsOf, redo } from '../../engine/history/replay.js';
import { type CompiledRow, compileOperation } from '../../operations/compile.js';
import { operationOf } from '../../operations/index.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import type { JudgedRow, RowsOfCall, TableRow } from './contract/forms.js';
import type { Decided } from './contract/state.js';

/** Repeats what was done from before a call on, up to its reply, and tells of every row that it met.
 * @param before the array as it was before the call
 * @param now the same array, which has recorded what was done since
 */
export function rowsOfCall(before: StorageArray, now: StorageArray, call: CallId): RowsOfCall {
  const met = new Map<number, readonly Judged[]>();
  let request = { method: '', on: '' };
  const array = StorageArray.judgedFork(before, ({ handle, row, operation, request: asked }, facts, fault) => {
    if (facts.world.codecs.call.encode(handle) !== call) return;
    request = asked;
    met.set(
      row.step,
      (operation.rows[row.step] ?? []).map((one) => judgedRow(one, facts, fault)),
    );
  });
  const { entries } = now.trace({ from: (StorageArray.worldOf(before).trace?.length ?? 0) + 1 });
  const inputs = [...inputsOf(entries)].map(({ input }) => StorageArray.unredacted(now, input));
  const decided = repeat(array, inputs, call);
  const { version } = StorageArray.worldOf(before).configuration;
  const asked = request.method === '' ? (requestOf(array, call) ?? request) : request;
  const rows = compileOperation(operationOf(asked.method as CalledName), version).rows;
  return {
    call,
    ...asked,
    decided,
    rows: rows.flatMap((ofStep, at) => judged(asked.method as CalledName, ofStep, met.get(at), decided)),
  };
}

/** @returns how the call was decided, as far as the inputs go */
function repeat(array: StorageArray, inputs: readonly Input[], call: CallId): Decided | null {
  let last: CallId | undefined;
  for (const input of inputs) {
    const output = redo(array, input);
    if (input.do === 'begin') last = output as CallId;
    if (input.do === 'finish' && input.call === call && output !== undefined) return decidedOf(output as AnyReply);
  }
  return last === undefined ? null : parkedReply(array, call);
}

/** What a call has been answered whose reply nobody has taken. */
function parkedReply(array: StorageArray, call: CallId): Decided | null {
  const { calls, codecs } = StorageArray.worldOf(array);
  const handle = codecs.call.decode(call);
  const answered = handle !== undefined && calls.has(handle) ? calls.payload(handle).reply : undefined;
  if (answered === undefined) return null;
  const { reply, decided } = answered;
  return decidedBy(decided, reply?.ReturnValue ?? null, reply?.ExtendedStatus?.SMMessage ?? '');
}

function requestOf(array: StorageArray, call: CallId): { readonly method: string; readonly on: string } | undefined {
  const { calls, codecs } = StorageArray.worldOf(array);
  const handle = codecs.call.decode(call);
  return handle !== undefined && calls.has(handle) ? calls.payload(handle).request : undefined;
}

/** How a reply, or the error of one that was lost, was decided. */
export function decidedOf(answer: AnyReply | NoReplyError): Decided {
  if (answer instanceof NoReplyError) return decidedBy(answer.decided, null, '');
  return decidedBy(answer.decided, answer.ReturnValue, answer.ExtendedStatus?.SMMessage ?? '');
}

function decidedBy({ method, step, because, fault }: AnyReply['decided'], code: number | null, why: string): Decided {
  return {
    method,
    code,
    label: code === null ? '' : (labelOf(method, code) ?? ''),
    step,
    because,
    why,
    fault: fault ?? null,
  };
}

/** The rows of a step; without `met` the call has not come to it. */
function judged(
  method: CalledName,
  rows: readonly CompiledRow[],
  met: readonly Judged[] | undefined,
  decided: Decided | null,
): JudgedRow[] {
  const answered =
    met === undefined ? -1 : rows.findIndex((row) => row.step === decided?.step && row.because === decided.because);
  const first = answered === -1 && decided === null ? (met?.findIndex(({ applies }) => applies) ?? -1) : answered;
  return rows.map((row, place) => {
    const table = tableRow(method, row, place);
    if (met === undefined || (first !== -1 && place > first)) return { ...table, verdict: 'notReached', why: '' };
    if (place === first) return { ...table, verdict: 'answered', why: decided?.why || (met[place]?.why ?? '') };
    return { ...table, verdict: 'passed', why: met[place]?.why ?? '' };
  });
}

/** A row as tables show it. */
function tableRow(
  method: CalledName,
  { step, code, because, cause, natural }: Pick<CompiledRow, 'step' | 'code' | 'because' | 'cause' | 'natural'>,
  place: number,
): TableRow {
  return { step, place, code, label: labelOf(method, code) ?? '', because, cause, natural };
}
