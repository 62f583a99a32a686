import { useState } from 'preact/hooks';
import type { HistoryStep } from '../../server/console/contract/state.js';
import { Name, Sentence } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText, verdictOf } from '../parts/words.js';
import { useHere, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { type Acting, useAct } from './useSession.js';

interface Props {
  /** Shows the rows that a call met. */
  readonly showCall: (call: string) => void;
  readonly show: (universe: string) => void;
}

/** Steps that are shown at first, and how many more each time that somebody asks for them. */
const stepsShown = 100;

/** What was done, the newest first: each step is a moment to come back to, or to fork from. */
export function Steps({ showCall, show }: Props) {
  const { server, universe } = usePlace();
  const history = useHere((one) => one.history) ?? [];
  const checkpoints = useHere((one) => one.checkpoints) ?? [];
  const step = useHere((one) => one.step) ?? 0;
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<readonly HistoryStep[]>([]);
  const acting = useAct();
  const { busy, act, refusal } = acting;
  // Once somebody has asked for more, none between those and what comes may be missing.
  const latest = asked.length === 0 ? history.slice(-stepsShown) : history;
  // Those that were asked for stand before them; a rewind may have brought the others back to where these end.
  const earlier = asked.filter(({ number }) => number < (latest[0]?.number ?? 0));
  const shown = [...earlier, ...latest];
  const first = shown[0]?.number ?? 1;
  const askMore = () =>
    act(async () => {
      const from = Math.max(1, first - stepsShown);
      const query = { from, limit: first - from };
      const { items } = await server.ask('/api/universes/{universe}/history', { universe }, query);
      setAsked([...items, ...shown]);
    });
  return (
    <section class="panel" aria-label="What was done">
      <div class="tools">
        <h2>
          What was done <span class="dim">{step}</span>
        </h2>
        <form
          class="buttons"
          onSubmit={(event) => {
            event.preventDefault();
            act(async () => {
              await server.act(universe, 'checkpoint', { name });
              setName('');
            });
          }}
        >
          <label>
            <span class="hidden">Name of this moment</span>
            <input
              class="short"
              placeholder="name"
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </label>
          <button type="submit" disabled={busy || name === ''}>
            Keep this moment
          </button>
        </form>
      </div>
      <Refusal of={refusal} />
      {checkpoints.length > 0 && (
        <ul class="chips" aria-label="Moments that are kept">
          {checkpoints.map((checkpoint) => (
            <li key={checkpoint.name}>
              <button
                type="button"
                disabled={busy}
                title={`step ${checkpoint.step}, ${clockText(checkpoint.atMs)}`}
                onClick={() => act(() => server.act(universe, 'rewind', { checkpoint: checkpoint.name }))}
              >
                Back to <Name of={checkpoint.name} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Scroll label="Steps, newest first">
        <ol class="lines steps">
          {shown.toReversed().map((one) => (
            <Step
              key={one.number}
              step={one}
              isLast={one.number === step}
              showCall={showCall}
              show={show}
              acting={acting}
            />
          ))}
          {first > 1 && (
            <li>
              <button type="button" class="link" disabled={busy} onClick={askMore}>
                Earlier steps
              </button>
            </li>
          )}
          <li>
            <span class="what dim">The beginning</span>
            <Ways step={0} isLast={step === 0} show={show} acting={acting} />
          </li>
        </ol>
      </Scroll>
    </section>
  );
}

interface StepProps extends Props {
  readonly step: HistoryStep;
  readonly isLast: boolean;
  readonly acting: Acting;
}

function Step({ step, isLast, showCall, show, acting }: StepProps) {
  const { number, atMs, text, outcome, decided, call, rewindable } = step;
  const verdict = decided === null ? '' : verdictOf(decided);
  return (
    <li>
      <span class="what">
        <span class="dim">
          {number} · {clockText(atMs)}
        </span>{' '}
        <Sentence of={text} />{' '}
        {decided === null ? (
          <span class="dim">{outcome !== '' && <Sentence of={outcome} />}</span>
        ) : (
          <span class={verdict}>
            {decided.code ?? 'no reply'} {decided.because}
          </span>
        )}
      </span>
      <span class="buttons">
        {call !== null && (
          <button type="button" class="link" onClick={() => showCall(call)} aria-label={`Rows of step ${number}`}>
            Rows
          </button>
        )}
        {rewindable && <Ways step={number} isLast={isLast} show={show} acting={acting} />}
      </span>
    </li>
  );
}

interface WaysProps {
  readonly step: number;
  readonly isLast: boolean;
  readonly show: (universe: string) => void;
  readonly acting: Acting;
}

function Ways({ step, isLast, show, acting: { busy, act } }: WaysProps) {
  const { server, universe } = usePlace();
  return (
    <span class="buttons">
      {!isLast && (
        <button
          type="button"
          class="link"
          disabled={busy}
          aria-label={`Back to here, step ${step}`}
          title="what came after it is gone"
          onClick={() => act(() => server.act(universe, 'rewind', { step }))}
        >
          Back to here
        </button>
      )}
      <button
        type="button"
        class="link"
        disabled={busy}
        aria-label={`Fork from step ${step}`}
        onClick={() => act(async () => show((await server.act(universe, 'fork', { step })).id))}
      >
        Fork
      </button>
    </span>
  );
}
