import { useState } from 'preact/hooks';
import type { JudgedRow, TableRow } from '../../server/console/contract/forms.js';
import type { Decided } from '../../server/console/contract/state.js';
import { Heads } from '../parts/Heads.js';
import { Scroll } from '../parts/Scroll.js';
import { verdictOf } from '../parts/words.js';
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
  return call === null ? <Table method={method} /> : <OfCall key={call} call={call} showTable={showTable} />;
}

function Table({ method }: { readonly method: string }) {
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
        <Scroll label={`Rows of ${method}`}>
          <table>
            <Heads of={['step', 'code', 'because', 'answers when']} numeric={[1]} />
            <tbody>
              {answer.rows.map((row, at) => (
                <tr key={`${row.step} ${row.place}`}>
                  <StepCell row={row} before={answer.rows[at - 1]} />
                  <CodeCell row={row} />
                  <td>{row.because}</td>
                  <td class="text">
                    {row.cause}
                    {!row.natural && <span class="dim"> (by a fault only)</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function OfCall({ call, showTable }: { readonly call: string; readonly showTable: () => void }) {
  const { server, universe } = usePlace();
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
          {answer === null ? 'Rows' : `${answer.method} of ${answer.on}`} <span class="dim">row by row</span>
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
        <Scroll label="Rows that the call met" current={answer}>
          <table>
            <Heads of={['step', 'code', 'because', 'what came of it']} numeric={[1]} />
            <tbody>
              {shown.map((row, at) => (
                <Judged key={`${row.step} ${row.place}`} row={row} before={shown[at - 1]} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
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
      {decided.why !== '' && <p class="why">{decided.why}</p>}
    </>
  );
}

const marks = { answered: '▶ answered', passed: '✓ did not apply', notReached: '· not reached' } as const;

function Judged({ row, before }: { readonly row: JudgedRow; readonly before: JudgedRow | undefined }) {
  const { verdict, because, cause, why } = row;
  return (
    <tr class={verdict === 'answered' ? 'current answered' : verdict} aria-current={verdict === 'answered'}>
      <StepCell row={row} before={before} />
      <CodeCell row={row} />
      <td>{because}</td>
      <td class="text">
        <b>{marks[verdict]}</b> <span class="dim">{cause}</span>
        {why !== '' && <p class={verdict === 'answered' ? 'why' : undefined}>{why}</p>}
      </td>
    </tr>
  );
}

/** A step stands where it begins. */
function StepCell({ row, before }: { readonly row: TableRow; readonly before: TableRow | undefined }) {
  return <td class="dim">{row.step === before?.step ? '' : row.step}</td>;
}

function CodeCell({ row }: { readonly row: TableRow }) {
  return (
    <td class="number" title={row.label}>
      {row.code}
    </td>
  );
}
