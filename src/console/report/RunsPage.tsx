import { useMemo, useState } from 'preact/hooks';
import type { ReportedRun, RunReport } from '../../report/facts/runReport.js';
import { plural } from '../parts/words.js';
import { Codes } from './Codes.js';
import { RunView } from './RunView.js';

/** The page of runs: the runs to choose from, the one that is chosen, and the codes that all of them met. */
export function RunsPage({ report }: { readonly report: RunReport }) {
  const { runs, summary, notRun } = report;
  const [chosen, choose] = useState(() => firstToSee(runs));
  const run = runs[chosen];
  const isGood = summary.notAsExpected === 0 && notRun.length === 0;
  return (
    <>
      <header class="top">
        <h1>arraysim</h1>
        <p class={isGood ? 'verdict good' : 'verdict bad'}>
          {plural(summary.runs, 'run')}, {summary.asExpected} as expected, {summary.notAsExpected} not
        </p>
      </header>
      {notRun.length > 0 && (
        <section class="panel bad" aria-label="Not run">
          <h2>Not run</h2>
          <ul>
            {notRun.map(({ name, message }) => (
              <li key={name}>
                <b>{name}</b> <span class="lines">{message}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {runs.length > 1 && <Runs runs={runs} chosen={chosen} choose={choose} />}
      <main>{run && <RunView key={chosen} run={run} charts={report.charts} />}</main>
      <Codes codes={report.codes} />
    </>
  );
}

function Runs({
  runs,
  chosen,
  choose,
}: {
  readonly runs: readonly ReportedRun[];
  readonly chosen: number;
  readonly choose: (run: number) => void;
}) {
  const [wanted, want] = useState('');
  const shown = useMemo(
    () =>
      runs
        .map((run, at) => ({ run, at }))
        .filter(({ run }) =>
          `${run.name} ${run.file} ${run.profile} ${run.version}`.toLowerCase().includes(wanted.toLowerCase()),
        ),
    [runs, wanted],
  );
  return (
    <nav class="panel runs" aria-label="Runs">
      <label>
        Runs{' '}
        <input
          type="search"
          placeholder="name, file, profile, release"
          value={wanted}
          onInput={(event) => want(event.currentTarget.value)}
        />
      </label>
      <ul>
        {shown.map(({ run, at }) => (
          <li key={at}>
            <button type="button" aria-current={at === chosen} onClick={() => choose(at)}>
              <span class={run.failures.length === 0 ? 'mark good' : 'mark bad'}>
                {run.failures.length === 0 ? '✓' : '✗'}
              </span>
              <span class="name">{run.name}</span>
              <span class="dim">
                {run.version} · seed {run.seed}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="dim">No run is called so.</p>}
    </nav>
  );
}

/** The first that was not as expected, else the first that is shown moment by moment. */
function firstToSee(runs: readonly ReportedRun[]): number {
  const failed = runs.findIndex(({ failures }) => failures.length > 0);
  return failed === -1
    ? Math.max(
        0,
        runs.findIndex(({ film }) => film !== null),
      )
    : failed;
}
