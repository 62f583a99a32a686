import { useMemo, useState } from 'preact/hooks';
import type { Film, FilmedCall } from '../../report/film/film.js';
import { useInView } from '../parts/inView.js';
import { clockText, plural, spanText, stateText, type Verdict, verdictOf } from '../parts/words.js';

const shownAround = 60;

interface Props {
  readonly film: Film;
  /** Events that have happened by the moment that is picked, and by the one before. */
  readonly events: number;
  readonly before: number;
  readonly atMs: number;
  readonly goTo: (event: number) => void;
}

interface Line {
  readonly atMs: number;
  readonly event: number;
  readonly kind: string;
  readonly text: string;
  readonly call?: FilmedCall;
}

/** What happened around the moment that is picked: calls with their way through the steps, and everything else. */
export function Happened({ film, events, before, goTo }: Props) {
  const [wanted, want] = useState('');
  const lines = useMemo(() => linesOf(film), [film]);
  const matching =
    wanted === '' ? lines : lines.filter(({ text }) => text.toLowerCase().includes(wanted.toLowerCase()));
  const after = matching.findIndex(({ event }) => event > events);
  const end = after === -1 ? matching.length : after;
  const first = Math.max(0, end - shownAround);
  const now = matching[end - 1];
  const ref = useInView<HTMLOListElement>(events);
  const shown = matching.slice(first, end + shownAround / 2);
  return (
    <section class="panel" aria-label="What happened">
      <div class="tools">
        <h3>
          What happened{' '}
          <span class="dim">
            {shown.length} of {matching.length}
          </span>
        </h3>
        <label>
          Find{' '}
          <input
            type="search"
            placeholder="name, method, code"
            value={wanted}
            onInput={(event) => want(event.currentTarget.value)}
          />
        </label>
      </div>
      {shown.length === 0 && <p class="dim">Nothing.</p>}
      <ol class="lines" ref={ref}>
        {shown.map((line) => (
          <li
            key={`${line.event} ${line.text}`}
            class={`${lineClass(line, events, before)} ${line === now ? 'current' : ''}`}
          >
            <button type="button" class="link dim" onClick={() => goTo(line.event)}>
              {clockText(line.atMs)}
            </button>{' '}
            {line.call === undefined ? <span class={line.kind}>{line.text}</span> : <Call call={line.call} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function lineClass({ event }: Line, events: number, before: number): string {
  if (event > events) return 'later';
  return event > before ? 'changed' : '';
}

function Call({ call }: { readonly call: FilmedCall }) {
  const { reply, method, on, parameters, steps, caller } = call;
  const verdict = verdictOf(reply);
  return (
    <details>
      <summary>
        <b>{method}</b> {on} <span class={verdict}>{reply === null ? 'in flight' : (reply.code ?? 'no reply')}</span>{' '}
        <span class="dim">
          {reply === null ? '' : `${reply.step}, ${reply.because}`}
          {reply?.fault != null && `, by fault '${reply.fault}'`}
        </span>
      </summary>
      {reply !== null && reply.label !== '' && <p>{reply.label}</p>}
      {reply !== null && reply.why !== '' && <p class="why">{reply.why}</p>}
      <p class="way">
        {steps.map(([step, atMs], at) => {
          const waited = atMs - (steps[at - 1]?.[1] ?? call.beganMs);
          const isLast = step === reply?.step;
          return (
            <span key={step} class={isLast ? `step ${verdict}` : 'step'}>
              {step}
              {waited > 0 && <small> +{spanText(waited)}</small>}
            </span>
          );
        })}
      </p>
      <p class="dim">
        {call.id} by {caller} {Object.keys(parameters).length > 0 && <code>{JSON.stringify(parameters)}</code>}
      </p>
    </details>
  );
}

/** All that happened, in the order of the trace; a call stands where it was answered. */
function linesOf({ calls, jobs, notes, folded }: Film): Line[] {
  const answered = calls.map((call) => {
    const { method, on, reply, event, beganMs } = call;
    const text = `${method} ${on} ${reply?.code ?? 'lost'} ${reply?.because ?? ''}`;
    return { atMs: reply?.atMs ?? beganMs, event: reply?.event ?? event, kind: 'call', text, call };
  });
  const moved = jobs.flatMap(({ states, method, source, target }) =>
    states.map(([state, atMs, event]) => ({
      atMs,
      event,
      kind: 'job',
      text: `job of ${method} ${[source, target].filter((name) => name !== null).join(' → ')}: ${stateText(state)}`,
    })),
  );
  const counted = (folded?.buckets ?? []).map(({ atMs, event, ...counts }) => ({
    atMs,
    event,
    kind: 'dim',
    text: `from here on ${countsText(counts)} are counted only`,
  }));
  return [...answered, ...moved, ...notes, ...counted].toSorted((one, other) => one.event - other.event);
}

/** '12 calls (10 done, 2 refused)' */
function countsText(counts: Readonly<Record<Verdict, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  const all = parts.reduce((sum, [, count]) => sum + count, 0);
  return `${plural(all, 'call')} (${parts.map(([verdict, count]) => `${count} ${verdict}`).join(', ')})`;
}
