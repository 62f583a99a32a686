import type { Input } from '../../engine/history/inputs.js';
import type { TraceEntry, TraceEvent } from '../../store/traceLog.js';
import type { Note } from './film.js';

/** What happened besides calls and jobs, in words.
 * @param names of elements, by id
 */
export function notesOf(entries: readonly TraceEntry[], names: Readonly<Record<string, string>>): Note[] {
  return entries.flatMap(({ number, event }) => {
    const said = noteOf(event, (id) => names[id] ?? id);
    return said === null ? [] : [{ atMs: event.atMs, event: number, ...said }];
  });
}

function noteOf(event: TraceEvent, nameOf: (id: string) => string): Pick<Note, 'kind' | 'text'> | null {
  const member = (name: string) => String(event[name]);
  switch (event.kind) {
    case 'input':
      return inputNote(event as unknown as Input);
    case 'fault': {
      const on = event.element === undefined ? '' : ` on ${nameOf(member('element'))}`;
      const effects = Array.isArray(event.effects) ? event.effects.join(', ') : '';
      return { kind: 'fault', text: `fault '${member('fault')}' fires at ${member('at')}${on}: ${effects}` };
    }
    case 'event':
      return { kind: 'event', text: `${member('event')} of ${nameOf(member('id'))}` };
    case 'write':
      return { kind: 'write', text: `hosts write to ${nameOf(member('volume'))}` };
    case 'lowSpace':
      return { kind: 'other', text: `pool ${member('pool')} is low on space` };
    case 'detach':
      return { kind: 'other', text: `${nameOf(member('target'))} is detached from ${nameOf(member('source'))}` };
    default:
      return null;
  }
}

/** Calls have a place of their own, and that time passes can be seen. */
function inputNote(input: Input): Pick<Note, 'kind' | 'text'> | null {
  switch (input.do) {
    case 'begin':
    case 'step':
    case 'finish':
    case 'advance':
    case 'settle':
    case 'write':
      return null;
    case 'discover':
      return { kind: 'input', text: 'discover' };
    case 'set':
      return { kind: 'input', text: `set ${JSON.stringify(input.change)}` };
    case 'outOfBand':
      return { kind: 'input', text: `out of band ${JSON.stringify(input.change)}` };
    case 'faults':
      return { kind: 'input', text: `faults ${JSON.stringify(input.input)}` };
    case 'session':
      return { kind: 'input', text: `${input.control} session ${input.session}` };
    case 'job':
      return { kind: 'input', text: `${input.control} job ${input.job}` };
  }
}
