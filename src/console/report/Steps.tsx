import type { ReportedRun } from '../../report/facts/runReport.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText } from '../parts/words.js';

interface Props {
  readonly run: ReportedRun;
  /** Events that have happened by the moment that is picked. */
  readonly events?: number;
  readonly goTo?: (event: number) => void;
}

/** The steps of the scenario, as `arraysim run` prints them; each leads to its moment. */
export function Steps({ run, events, goTo }: Props) {
  const { rows, failures, steps } = run;
  const current = events === undefined ? undefined : rows.find((row) => row.events >= events)?.number;
  return (
    <section class="panel" aria-label="Steps">
      <h3>
        Steps <span class="dim">{rows.length === steps ? steps : `${rows.length} of ${steps}`}</span>
      </h3>
      {rows.length < steps && (
        <p class="dim">
          Those that failed and those beside them, and some of each other kind from first to last; the others are left
          out.
        </p>
      )}
      <Scroll label="Steps of the scenario" current={current}>
        <table>
          <Heads of={['time', 'step', 'what', 'code', 'decided at', 'because']} numeric={[1, 3]} />
          <tbody>
            {rows.map((row) => {
              const here = failures.filter(({ number }) => number === row.number);
              const isGood = row.code === 0 || row.code === 4096;
              return (
                <tr
                  key={row.number}
                  class={`${row.number === current ? 'current' : ''} ${row.ok ? '' : 'bad'}`}
                  aria-current={row.number === current}
                >
                  <td class="dim">{clockText(row.atMs)}</td>
                  <td class="number">{row.number}</td>
                  <td class="text">
                    {goTo === undefined ? (
                      row.what
                    ) : (
                      <button type="button" class="link" onClick={() => goTo(row.events)}>
                        {row.what}
                      </button>
                    )}
                    {here.map(({ message }, at) => (
                      <p key={at} class="message">
                        ✗ {message}
                      </p>
                    ))}
                  </td>
                  <td
                    class={row.code === undefined ? 'number' : isGood ? 'number good' : 'number refused'}
                    title={row.label}
                  >
                    {row.code === undefined ? '' : (row.code ?? 'lost')}
                  </td>
                  <td class="dim">{row.step}</td>
                  <td>
                    <span class="cell">{row.because}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
