import { type Replay, replay } from '../engine/history/replay.js';
import { type RecordedTrace, readTraces } from '../report/files/trace.js';
import { type Page, pageOf, plainText } from '../report/text/page.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { readText } from './files.js';
import { type ExitCode, exitCodes, type Output } from './output.js';

/** `arraysim replay`: repeats the traces of a file, up to the first that goes another way. */
export async function replayFile(file: string, output: Output): Promise<ExitCode> {
  const traces = readTraces(readText(file, output.folder, 'trace'), file);
  for (const trace of traces) {
    const replayed = replayNamed(trace, file);
    output.out(replayText(trace, replayed, pageOf(output)));
    if (replayed.kind === 'different') return exitCodes.notAsExpected;
  }
  return exitCodes.asExpected;
}

function replayNamed({ header, entries, scenario }: RecordedTrace, file: string): Replay {
  try {
    return replay(header, entries);
  } catch (complaint) {
    if (!(complaint instanceof BadInputError)) throw complaint;
    const { field, value, expected, suggestion } = complaint;
    throw new BadInputError({ field: `${file}: '${scenario}': ${field}`, value, expected, suggestion });
  }
}

function replayText({ scenario }: RecordedTrace, replayed: Replay, { colours }: Page): string {
  const name = plainText(scenario);
  if (replayed.kind === 'same') return `replayed ${replayed.events} events of '${name}', same hash ${replayed.hash}\n`;
  const { number, recorded, repeated, refusal } = replayed;
  const lines = [
    colours.red(`the replay of '${name}' goes another way at entry ${number}`),
    `  recorded  ${eventText(recorded)}`,
    `  replayed  ${eventText(repeated)}`,
  ];
  if (refusal !== '') lines.push(`  refused   ${plainText(refusal)}`);
  return `${lines.join('\n')}\n`;
}

function eventText(entry: RecordedTrace['entries'][number] | undefined): string {
  return entry === undefined ? 'nothing: the trace has ended' : plainText(JSON.stringify(entry.event));
}
