import { z } from 'zod';
import { hexOf, zeroHash } from '../../determinism/hash.js';
import type { Trace, TraceHeader } from '../../engine/arrayApi.js';
import type { TraceEntry } from '../../store/traceLog.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';

/** A trace as a file keeps it, with the name of its scenario. */
export interface RecordedTrace {
  readonly scenario: string;
  readonly header: TraceHeader;
  readonly entries: readonly TraceEntry[];
  readonly hash: string;
}

/** A trace as JSON lines: one for the header, then one for each entry. */
export function traceText({ name, trace }: { readonly name: string; readonly trace: Trace }): string {
  const header = { ...trace.header, scenario: name, hash: trace.hash };
  return [header, ...trace.entries].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Reads traces that {@link traceText} wrote, one after the other.
 * @param file what the text is called in messages
 * @throws BadInputError whose field begins with `<file>:<line>`
 */
export function readTraces(text: string, file: string): RecordedTrace[] {
  const traces: { readonly line: number; readonly trace: Reading }[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    if (written.trim() === '') continue;
    const field = `${file}:${index + 1}`;
    const value = readJson(written, field);
    const last = traces.at(-1)?.trace;
    if (last === undefined || isHeader(value)) {
      traces.push({ line: index + 1, trace: { ...readHeader(value, field), entries: [] } });
    } else {
      last.entries.push(readEntry(value, last, field));
    }
  }
  if (traces.length === 0) badInput({ field: `${file}:1`, value: text, expected: headerExpected });
  for (const { line, trace } of traces) checkEnd(trace, `${file}:${line}`);
  return traces.map(({ trace }) => trace);
}

interface Reading extends RecordedTrace {
  readonly entries: TraceEntry[];
}

const headerExpected = "a trace's header, as 'arraysim run --trace' writes it";
const hash = z.string().regex(/^[0-9a-f]{16}$/, { error: 'a hash of 16 hexadecimal digits' });

const headerSchema = z.strictObject({
  format: z.literal('arraysim-trace'),
  version: z.literal(2),
  options: z.record(z.string(), z.unknown()).nullable(),
  dropped: z.number().int().min(0),
  scenario: z.string(),
  hash,
});

const entrySchema = z.strictObject({
  number: z.number().int().min(1),
  event: z.looseObject({ atMs: z.number().int().min(0), kind: z.string() }),
  hash,
});

function readJson(line: string, field: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    // JSON.parse throws nothing but a SyntaxError.
    const { message } = error as SyntaxError;
    return badInput({ field, value: line, expected: `a line of JSON (${message})` });
  }
}

function isHeader(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value;
}

function readHeader(value: unknown, field: string): RecordedTrace {
  if (!isHeader(value)) badInput({ field, value, expected: headerExpected });
  const { scenario, hash: whole, ...header } = parseInput(headerSchema, value, field);
  // What makes the array again judges the options by their own schema.
  return { scenario, hash: whole, header: header as TraceHeader, entries: [] };
}

function readEntry(value: unknown, { header, entries }: Reading, field: string): TraceEntry {
  const entry = parseInput(entrySchema, value, field);
  const number = header.dropped + entries.length + 1;
  if (entry.number !== number) {
    badInput({
      field: `${field}.number`,
      value: entry.number,
      expected: `${number}: entries come in order, none missing`,
    });
  }
  return entry;
}

/** A file that was cut off ends in whole lines, too. */
function checkEnd({ scenario, header, hash: whole, entries }: RecordedTrace, field: string): void {
  const last = entries.at(-1)?.hash ?? hexOf(zeroHash);
  if (last === whole || (entries.length === 0 && header.dropped > 0)) return;
  const expected = `${last}, the hash of the last entry here: entries of '${scenario}' are missing at the end, or the hash was changed`;
  badInput({ field: `${field}.hash`, value: whole, expected });
}
