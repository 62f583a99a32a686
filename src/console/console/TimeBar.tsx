import { useState } from 'preact/hooks';
import { clockText } from '../parts/words.js';
import { useHere, usePlace } from './place.js';
import { Refusal } from './Refusal.js';
import { useAct } from './useSession.js';

const speeds = [1, 10, 60, 600, 3600];

/** Lets virtual time pass, stand still, and go back. */
export function TimeBar() {
  const { server, universe } = usePlace();
  const time = useHere((one) => one.time);
  const step = useHere((one) => one.step) ?? 0;
  const history = useHere((one) => one.history) ?? [];
  const [speed, setSpeed] = useState(60);
  const [by, setBy] = useState('1 min');
  const { busy, refusal, act } = useAct();
  if (time === undefined) return null;
  const before = step - 1;
  const canGoBack = before === 0 || history.some(({ number, rewindable }) => number === before && rewindable);
  const run = (to: number) => act(() => server.act(universe, 'speed', { speed: to }));
  const choose = (to: number) => {
    setSpeed(to);
    if (time.speed > 0) run(to);
  };
  return (
    <section class="panel time" aria-label="Time">
      <p class="clock">
        <b>{clockText(time.nowMs)}</b>{' '}
        <span class="dim">{time.speed > 0 ? `passes ${time.speed} times as fast as here` : 'stands still'}</span>
      </p>
      <span class="buttons">
        <button type="button" aria-pressed={time.speed > 0} onClick={() => run(time.speed > 0 ? 0 : speed)}>
          {time.speed > 0 ? '❚❚ Pause' : '▶ Run'}
        </button>
        <label>
          at{' '}
          <select value={speed} onChange={({ currentTarget }) => choose(Number(currentTarget.value))}>
            {[...new Set([...speeds, time.speed || 1])]
              .sort((one, other) => one - other)
              .map((one) => (
                <option key={one} value={one}>
                  × {one}
                </option>
              ))}
          </select>
        </label>
      </span>
      <span class="buttons">
        <button
          type="button"
          disabled={busy || time.nextTimerMs === null}
          title={time.nextTimerMs === null ? 'nothing is due' : `due at ${clockText(time.nextTimerMs)}`}
          onClick={() => act(() => server.act(universe, 'next', {}))}
        >
          To what is due next
        </button>
        <button type="button" disabled={busy} onClick={() => act(() => server.act(universe, 'settle', {}))}>
          Settle
        </button>
      </span>
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault();
          act(() => server.act(universe, 'advance', { by }));
        }}
      >
        <label>
          <span class="hidden">How long, such as 5 min</span>
          <input class="short" value={by} onInput={({ currentTarget }) => setBy(currentTarget.value)} />
        </label>
        <button type="submit" disabled={busy}>
          Advance
        </button>
      </form>
      <button
        type="button"
        disabled={busy || step === 0 || !canGoBack}
        onClick={() => act(() => server.act(universe, 'rewind', { step: before }))}
      >
        Back one step
      </button>
      <Refusal of={refusal} />
    </section>
  );
}
