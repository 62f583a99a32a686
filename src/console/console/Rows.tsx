import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { JudgedRow, TableRow } from '../../server/console/contract/forms.js';
import type { Decided } from '../../server/console/contract/state.js';
import { GroupHead } from '../parts/GroupHead.js';
import { Heads } from '../parts/Heads.js';
import { Name, Sentence } from '../parts/Name.js';
import { Scroll } from '../parts/Scroll.js';
import { verdictOf } from '../parts/words.js';
import { namesOf } from './names.js';
import { useHere, usePlace } from './place.js';
import { useAnswer } from './useAnswer.js';

interface Props {
  readonly method: string;
  /** The call that is looked at; null for the method alone. */
  readonly call: string | null;
  readonly showTable: () => void;
}

/** The rows of a method in the order in which a call meets them. */
export function Rows({ method, call, showTable }: Props) {
  return call === null ? <OfMethod method={method} /> : <OfCall key={call} call={call} showTable={showTable} />;
}

function OfMethod({ method }: { readonly method: string }) {
  const { server } = usePlace();
  const { answer, refusal } = useAnswer(() => server.ask('/api/methods/{method}', { method }), [server, method]);
  return (
    <section class="rows" aria-label="Table of rows">
      <h3>
        How {method} answers <span class="dim">{answer === null ? '' : `${answer.rows.length} rows`}</span>
      </h3>
      <p class="dim">
        A call meets these rows from top to bottom; the first that applies answers. Without one it is done.
      </p>
      {refusal !== null && <p class="message">{refusal}</p>}
      {answer !== null && (
        <BySteps label={`Rows of ${method}`} last="answers when" rows={answer.rows}>
          {({ cause, natural }) => (
            <>
              {cause}
              {!natural && <span class="dim"> (by a fault only)</span>}
            </>
          )}
        </BySteps>
      )}
    </section>
  );
}

function OfCall({ call, showTable }: { readonly call: string; readonly showTable: () => void }) {
  const { session, server, universe } = usePlace();
  // A call in flight meets more rows with each step.
  const step = useHere(({ calls }) => calls.find(({ id }) => id === call)?.step ?? '');
  const { answer, refusal } = useAnswer(
    () => server.ask('/api/universes/{universe}/calls/{call}/rows', { universe, call }),
    [server, universe, call, step],
  );
  const [isAll, setIsAll] = useState(false);
  const rows = answer?.rows ?? [];
  const shown = isAll ? rows : rows.filter(({ verdict }) => verdict !== 'notReached');
  const before = rows.filter(({ verdict }) => verdict === 'passed').length;
  return (
    <section class="rows" aria-label="Rows of the call">
      <div class="tools">
        <h3>
          {answer === null ? (
            'Rows'
          ) : (
            <>
              {answer.method} of <Name of={namesOf(session, server).of(answer.on) ?? answer.on} />
            </>
          )}{' '}
          <span class="dim">row by row</span>
        </h3>
        <label>
          <input type="checkbox" checked={isAll} onChange={({ currentTarget }) => setIsAll(currentTarget.checked)} />{' '}
          also those that were not reached
        </label>
        <button type="button" onClick={showTable}>
          The whole table
        </button>
      </div>
      {refusal !== null && <p class="message">{refusal}</p>}
      {answer !== null && <Outcome decided={answer.decided} before={before} />}
      {answer !== null && (
        <BySteps label="Rows that the call met" last="what came of it" rows={shown} current={answer}>
          {(row) => <Judged row={row} />}
        </BySteps>
      )}
    </section>
  );
}

interface StepsProps<Row> {
  readonly label: string;
  /** What the last column is about. */
  readonly last: string;
  readonly rows: readonly Row[];
  /** Names what is current. */
  readonly current?: unknown;
  readonly children: (row: Row) => ComponentChildren;
}

/** Rows under the steps at which a call meets them. */
function BySteps<Row extends TableRow & Partial<JudgedRow>>({ label, last, rows, current, children }: StepsProps<Row>) {
  const heads = ['code', 'because', last];
  const steps = [...new Set(rows.map(({ step }) => step))];
  return (
    <Scroll label={label} current={current}>
      <table>
        <Heads of={heads} numeric={[0]} />
        {steps.map((step) => (
          <tbody key={step}>
            <GroupHead columns={heads.length}>{step}</GroupHead>
            {rows
              .filter((row) => row.step === step)
              .map((row) => (
                <tr
                  key={row.place}
                  class={row.verdict === 'answered' ? 'current answered' : row.verdict}
                  aria-current={row.verdict === 'answered'}
                >
                  <td class="number" title={row.label}>
                    {row.code}
                  </td>
                  <td>{row.because}</td>
                  <td class="text">{children(row)}</td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

function Outcome({ decided, before }: { readonly decided: Decided | null; readonly before: number }) {
  if (decided === null) return <p class="dim">It is in flight: {before} rows did not apply so far.</p>;
  return (
    <>
      <p>
        <b class={verdictOf(decided)}>{decided.code ?? 'No reply'}</b> {decided.label}{' '}
        <span class="dim">
          at {decided.step}, {decided.because}
          {decided.fault !== null && `, by fault '${decided.fault}'`}; {before} rows before it did not apply
        </span>
      </p>
      {decided.why !== '' && (
        <p class="why">
          <Sentence of={decided.why} />
        </p>
      )}
    </>
  );
}

/** What came of a row, and why. */
function Judged({ row: { verdict, cause, why } }: { readonly row: JudgedRow }) {
  if (verdict === 'notReached') return <>· not reached: {cause}</>;
  if (verdict === 'passed') {
    return (
      <>
        <b aria-hidden="true">✓</b> <Sentence of={why === '' ? `not so: ${cause}` : why} />
      </>
    );
  }
  return (
    <>
      <b>▶ answered:</b> {cause}
      {why !== '' && (
        <p class="why">
          <Sentence of={why} />
        </p>
      )}
    </>
  );
}
