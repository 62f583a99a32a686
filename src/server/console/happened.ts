import type { Input } from '../../engine/history/inputs.js';
import { notesOf } from '../../report/film/notes.js';
import type { TraceEntry, TraceEvent } from '../../store/traceLog.js';
import { jobView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { labelOf } from '../../vocabulary/methods/codes.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import type { FrameNote, HistoryStep } from './contract/state.js';

/** What was done to a universe in one go, in words. */
export type StepInWords = Pick<HistoryStep, 'text' | 'outcome' | 'kind' | 'call' | 'decided'>;

/** Tells what a part of a trace is about that was recorded in one go.
 * @param before the array as it was before
 * @param after as it was afterwards
 */
export function stepInWords(entries: readonly TraceEntry[], before: World, after: World): StepInWords {
  const events = entries.map(({ event }) => event);
  const inputs = events.filter(({ kind }) => kind === 'input') as unknown as readonly Input[];
  const telling = order.map((kind) => inputs.find((input) => input.do === kind)).find((one) => one !== undefined);
  if (telling === undefined)
    return { text: 'something happened', outcome: '', kind: 'change', call: null, decided: null };
  const { kind, text } = inWords(telling, before, after);
  const isOfCall = kind === 'call';
  const call = isOfCall ? (callOf(telling) ?? newestCall(after)) : null;
  // The engine writes every reply with these members.
  const replied = events.find((event) => event.kind === 'reply' && event.call === call) as Replied | undefined;
  const decided = replied === undefined ? null : decidedOf(replied);
  return { text, kind, call, decided, outcome: outcomeOf(telling, events, decided) };
}

/** What is done beside another thing says less: the time that passed until a call, its steps. */
const order: readonly Input['do'][] = [
  'begin',
  'finish',
  'step',
  'faults',
  'set',
  'outOfBand',
  'write',
  'job',
  'session',
  'discover',
  'settle',
  'advance',
];

type Replied = TraceEvent & {
  readonly call: string;
  readonly method: CalledName;
  readonly code: number | null;
  readonly step: NonNullable<HistoryStep['decided']>['step'];
  readonly because: string;
};

function callOf(input: Input): string | undefined {
  return input.do === 'step' || input.do === 'finish' ? input.call : undefined;
}

/** The id of the call that has begun last. */
function newestCall({ calls, codecs }: World): string {
  return codecs.call.encode((calls.length - 1) as Parameters<typeof codecs.call.encode>[0]);
}

function decidedOf({ method, code, step, because }: Replied): NonNullable<HistoryStep['decided']> {
  return {
    method,
    code,
    label: code === null ? '' : (labelOf(method, code) ?? ''),
    step,
    because,
    why: '',
    fault: null,
  };
}

function inWords(input: Input, before: World, after: World): Pick<HistoryStep, 'text' | 'kind'> {
  switch (input.do) {
    case 'begin':
      return {
        kind: 'call',
        text: `${input.method} of ${named(after, input.on)}${argumentsInWords(input.parameters)}`,
      };
    case 'step':
    case 'finish': {
      const { method = '', on = '' } = requestOf(before, input.call) ?? {};
      const what = input.do === 'step' ? 'a step' : 'the reply';
      return { kind: 'call', text: `${what} of ${method} of ${named(before, on)}` };
    }
    case 'advance':
      return { kind: 'time', text: `${formatDuration(milliseconds(input.ms))} pass` };
    case 'settle':
      return { kind: 'time', text: 'time passes until nothing works' };
    case 'discover':
      return { kind: 'discover', text: 'the service discovers the array' };
    case 'set':
      return { kind: 'change', text: `set ${changeInWords(after, input.change)}` };
    case 'outOfBand':
      return { kind: 'outOfBand', text: `out of band ${changeInWords(before, input.change)}` };
    case 'faults':
      return { kind: 'fault', text: faultsInWords(input.input) };
    case 'write':
      return { kind: 'host', text: `a host writes ${input.write.tag} to ${named(after, input.volume)}` };
    case 'job':
      return { kind: 'job', text: `${input.control} job ${input.job}` };
    case 'session':
      return { kind: 'change', text: `${input.control} session ${input.session}` };
  }
}

function requestOf(
  { codecs, calls }: World,
  call: string,
): { readonly method: string; readonly on: string } | undefined {
  const handle = codecs.call.decode(call);
  return handle !== undefined && calls.has(handle) ? calls.payload(handle).request : undefined;
}

function argumentsInWords(parameters: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(parameters)
    .filter(([name]) => name !== 'password')
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function changeInWords(world: World, change: object): string {
  return Object.entries(change)
    .map(([key, value]) => {
      if (typeof value === 'string') return `${key} ${named(world, value)}`;
      return typeof value === 'object' && value !== null ? `${key} ${changeInWords(world, value)}` : `${key} ${value}`;
    })
    .join(', ');
}

function faultsInWords(input: Extract<Input, { do: 'faults' }>['input']): string {
  if ('use' in input) {
    if (typeof input.use === 'string') return `arm ${input.use.trim()}`;
    return `arm ${input.use.faults.map(({ id }) => id).join(', ')}`;
  }
  if ('add' in input) return `arm ${typeof input.add === 'string' ? input.add : input.add.id}`;
  if ('remove' in input) return `take out fault ${input.remove}`;
  if ('release' in input) return `release ${input.release}`;
  return input.heal === true ? 'heal all faults' : `heal ${input.heal.join(', ')}`;
}

function outcomeOf(input: Input, events: readonly TraceEvent[], decided: HistoryStep['decided']): string {
  if (decided !== null) return decided.code === null ? 'no reply' : `${decided.code} ${decided.label}`;
  switch (input.do) {
    case 'begin':
    case 'step':
    case 'finish': {
      const last = events.filter(({ kind }) => kind === 'step').at(-1);
      if (last === undefined) return 'in flight';
      return 'held' in last ? `held at ${last.step} by ${last.held}` : `past ${last.step}`;
    }
    case 'write': {
      const refusal = events.find(({ kind, because }) => kind === 'write' && because !== undefined);
      return refusal === undefined ? 'written' : `refused: ${refusal.because}`;
    }
    case 'advance':
    case 'settle': {
      const ends = events.filter(({ kind, to }) => kind === 'job' && ended.includes(String(to)));
      return ends.length === 0 ? '' : `${ends.length} ${ends.length === 1 ? 'job has' : 'jobs have'} ended`;
    }
    default:
      return '';
  }
}

const ended: readonly string[] = ['completed', 'terminated', 'killed', 'exception'];

/** At most so many notes are in one frame. */
const notesAtMost = 100;

/** What happened, in words, oldest first; of very much the end. */
export function notesIn(entries: readonly TraceEntry[], world: World): FrameNote[] {
  const last = entries.slice(-notesAtMost);
  const names = Object.fromEntries(last.flatMap(({ event }) => namesIn(event, world)));
  const others = new Map(notesOf(last, names).map((note) => [note.event, note]));
  const begun = last.findLast(({ event }) => event.kind === 'input' && event.do === 'begin')?.event.on;
  return last.flatMap(({ number, event }): FrameNote[] => {
    const element = elementOf(event);
    const own = ownNote(event, world, String(begun ?? ''));
    const other = others.get(number);
    if (own !== null) return [{ atMs: event.atMs, event: number, element, ...own }];
    return other === undefined ? [] : [{ ...other, element }];
  });
}

/** @param begun what the last call was called on, which may be over and gone */
function ownNote(event: TraceEvent, world: World, begun: string): Pick<FrameNote, 'kind' | 'text'> | null {
  if (event.kind === 'job') return { kind: 'job', text: `${jobInWords(world, String(event.job))} is ${event.to}` };
  if (event.kind === 'input') {
    // What calls come to has a note of its own, and that time passes can be seen.
    const { kind, text } = inWords(event as unknown as Input, world, world);
    return kind === 'call' || kind === 'time' ? null : { kind: 'input', text };
  }
  if (event.kind !== 'reply') return null;
  // The engine writes every reply with these members.
  const { method, code, label, step, because } = decidedOf(event as Replied);
  const on = named(world, requestOf(world, (event as Replied).call)?.on ?? begun);
  const answer = code === null ? 'no reply' : `${code} ${label}`;
  return { kind: 'call', text: `${method}${on === '' ? '' : ` of ${on}`}: ${answer} (${step}: ${because})` };
}

/** A job by what it works on; by its id once it is removed. */
function jobInWords(world: World, id: string): string {
  const job = world.codecs.job.decode(id);
  if (job === undefined || !world.jobs.has(job)) return `job ${id}`;
  const { method, source, target } = jobView(world, job);
  const [from, to] = [source, target].map((volume) => (volume === null ? '' : named(world, volume)));
  const about = from !== '' && to !== '' ? `${from} to ${to}` : `${from}${to}`;
  return `job of ${method}${about === '' ? '' : `, ${about},`}`;
}

const elements = ['element', 'volume', 'id', 'job', 'target', 'source', 'pool'] as const;

function elementOf(event: TraceEvent): string | null {
  const found = elements.map((key) => event[key]).find((value) => typeof value === 'string');
  return found === undefined ? null : String(found);
}

function namesIn(event: TraceEvent, world: World): [string, string][] {
  return elements.flatMap((key): [string, string][] => {
    const id = event[key];
    if (typeof id !== 'string') return [];
    const name = named(world, id);
    return name === id ? [] : [[id, name]];
  });
}

/** The name of a volume or pool by its id, else the text as it stands. */
function named({ codecs, volumes, pools }: World, text: string): string {
  const volume = codecs.volume.decode(text);
  if (volume !== undefined && volumes.has(volume)) return volumes.payload(volume);
  const pool = codecs.pool.decode(text);
  return pool !== undefined && pools.has(pool) ? pools.payload(pool) : text;
}
