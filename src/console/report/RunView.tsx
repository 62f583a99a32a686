import { useCallback, useMemo, useState } from 'preact/hooks';
import type { ChartFacts } from '../../report/facts/chartFacts.js';
import type { ReportedRun } from '../../report/facts/runReport.js';
import type { Film } from '../../report/film/film.js';
import { Copy } from '../parts/Copy.js';
import { Charts } from './Charts.js';
import { Folded } from './Folded.js';
import { Happened } from './Happened.js';
import { Ledger } from './Ledger.js';
import { Moment } from './Moment.js';
import { Playback } from './playback.js';
import { Steps } from './Steps.js';
import { Timeline } from './Timeline.js';

/** One run: what it was, what was not as expected, and the array at whatever moment is picked. */
export function RunView({ run, charts }: { readonly run: ReportedRun; readonly charts: readonly ChartFacts[] }) {
  const { film, failures } = run;
  return (
    <>
      <section class="panel" aria-label="Run">
        <h2>{run.name}</h2>
        <p class="dim">
          {[run.file, `seed ${run.seed}`, `Windows Server ${run.version}`, run.profile, `trace ${run.hash}`]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
        <Copy text={run.command} what="the command that repeats this run" />
      </section>
      {film === null ? (
        <>
          <Failures run={run} />
          <p class="panel">
            This run is one of many, and not shown moment by moment. <code>arraysim run --html</code> with its file
            alone shows it.
          </p>
          <Steps run={run} />
        </>
      ) : (
        <Filmed run={run} film={film} charts={charts} />
      )}
      {failures.length === 0 && film === null && <p class="panel good">All of it was as expected.</p>}
    </>
  );
}

function Filmed({
  run,
  film,
  charts,
}: {
  readonly run: ReportedRun;
  readonly film: Film;
  readonly charts: readonly ChartFacts[];
}) {
  const playback = useMemo(() => new Playback(film), [film]);
  const [frame, setFrame] = useState(() => {
    const failed = run.failures[0];
    const row = failed === undefined ? undefined : run.rows.find(({ number }) => number === failed.number);
    return row === undefined ? film.frames.length - 1 : playback.lastFrameOf(row.events);
  });
  const scene = useMemo(() => playback.at(frame), [playback, frame]);
  const goToEvent = useCallback((event: number) => setFrame(playback.frameOf(event)), [playback]);
  const goToStep = useCallback((events: number) => setFrame(playback.lastFrameOf(events)), [playback]);
  const { events = 0, atMs = 0 } = film.frames[frame] ?? {};
  return (
    <>
      <Failures run={run} goTo={goToStep} />
      <Timeline film={film} frame={frame} setFrame={setFrame} failures={run.failures} />
      <Moment film={film} frame={frame} scene={scene} changed={playback.changedAt(frame)} />
      <div class="columns">
        <Steps run={run} events={events} goTo={goToStep} />
        <Happened
          film={film}
          events={events}
          before={film.frames[frame - 1]?.events ?? 0}
          atMs={atMs}
          goTo={goToEvent}
        />
      </div>
      <Charts charts={charts} film={film} scene={scene} />
      <Ledger ledger={run.ledger} />
      <Folded film={film} />
    </>
  );
}

function Failures({ run, goTo }: { readonly run: ReportedRun; readonly goTo?: (event: number) => void }) {
  if (run.failures.length === 0) return null;
  return (
    <section class="panel bad" aria-label="Not as expected">
      <h3>
        Not as expected{' '}
        <span class="dim">
          {run.failed > run.failures.length ? `${run.failures.length} of ${run.failed}` : run.failed}
        </span>
      </h3>
      <ul>
        {run.failures.map((failure, at) => {
          const row = run.rows.find(({ number }) => number === failure.number);
          return (
            <li key={at}>
              <span class="lines">{failure.message}</span>{' '}
              {failure.place && (
                <span class="dim">
                  {run.file}:{failure.place.line}:{failure.place.column}
                </span>
              )}{' '}
              {goTo && row && (
                <button type="button" onClick={() => goTo(row.events)}>
                  Show the moment
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
