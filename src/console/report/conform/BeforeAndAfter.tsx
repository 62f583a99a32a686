import type { Picture, PicturedElement, PicturedRun } from '../../../conformance/failures/picture.js';
import type { ShownStep } from '../../../report/facts/failureFacts.js';
import { Heads } from '../../parts/Heads.js';
import { RoomBar, RoomLegend } from '../../parts/RoomBar.js';
import { Scroll } from '../../parts/Scroll.js';
import { plural } from '../../parts/words.js';
import { type Comparison, cellsOf, columnsOf, comparisons, heads } from './comparisons.js';

interface Props {
  readonly pictures: PicturedRun | null;
  readonly step: ShownStep | undefined;
}

/** The array before a step and after it, as the driver showed it, and what the model expected instead. */
export function BeforeAndAfter({ pictures, step }: Props) {
  if (pictures === null) return <p class="dim">There are no pictures: the time had ended.</p>;
  if (step === undefined) return null;
  const moment = (place: number | null) => (place === null ? undefined : pictures.moments[place]);
  const picture = (place: number | null | undefined) => (place == null ? undefined : pictures.pictures[place]);
  const after = picture(moment(step.after)?.seen);
  const before = picture(moment(step.before)?.seen);
  const model = picture(moment(step.after)?.model);
  return (
    <div>
      <h3>
        The array before and after step {step.number}
        {after?.nowMs != null && <span class="dim"> at {after.nowMs.toLocaleString('en')} ms</span>}
      </h3>
      {!pictures.shows && <p class="refused">Done once more for these pictures, the run did not break the property.</p>}
      {before === undefined || after === undefined ? (
        <p class="dim">
          This step was done {step.where === null ? 'at the end' : `on ${step.where}`}: there is no picture of that.
        </p>
      ) : (
        <Compared before={before} after={after} model={model} />
      )}
    </div>
  );
}

function Compared({
  before,
  after,
  model,
}: {
  readonly before: Picture;
  readonly after: Picture;
  readonly model: Picture | undefined;
}) {
  const all = comparisons(before, after, model);
  const of = (kind: PicturedElement['kind']) => all.filter((one) => one.kind === kind);
  const wrong = all.filter(({ isWrong }) => isWrong).length;
  return (
    <>
      <p class="dim">
        What the step changed is marked: <del>before</del> <ins>after</ins>.{' '}
        {model === undefined ? (
          'The model does not follow within this step.'
        ) : wrong === 0 ? (
          'The model expected all of this.'
        ) : (
          <>
            What the model expected instead is <b class="message">≠ red</b>.
          </>
        )}
      </p>
      <RoomLegend />
      <div class="cards">
        {of('pool').map((pool) => (
          <Pool key={pool.id} pool={pool} />
        ))}
      </div>
      <Elements title="Volumes" elements={of('volume')} />
      <Elements title="Jobs" elements={of('job')} />
      {after.left > 0 && (
        <p class="dim">{plural(after.left, 'element')} of which nothing became in this run are not shown.</p>
      )}
    </>
  );
}

function Pool({ pool }: { readonly pool: Comparison }) {
  const { before, after } = pool;
  return (
    <article class={`card${pool.isChanged ? ' changed' : ''}${pool.isWrong ? ' wrong' : ''}`}>
      <h4>{pool.id}</h4>
      {pool.isChanged && before && <Bar fields={before} what="before" />}
      {after && <Bar fields={after} what={pool.isChanged ? 'after' : undefined} />}
      <dl>
        {columnsOf('pool', [pool]).map((name) => (
          <Pair key={name} pool={pool} name={name} />
        ))}
      </dl>
    </article>
  );
}

function Bar({ fields, what }: { readonly fields: PicturedElement['fields']; readonly what?: string | undefined }) {
  return (
    <div class="labelled">
      {what !== undefined && <small class="dim">{what}</small>}
      <RoomBar room={roomOf(fields)} what={what} />
    </div>
  );
}

function Pair({ pool, name }: { readonly pool: Comparison; readonly name: string }) {
  const [cell] = cellsOf(pool, [name]);
  return cell === undefined ? null : (
    <>
      <dt>{heads[name] ?? name}</dt>
      <dd>
        <Cell {...cell} />
      </dd>
    </>
  );
}

/** Used, reserved, stolen and free as far as they are told: what is not free is used where nothing else is said. */
function roomOf(fields: PicturedElement['fields']) {
  const number = (name: string) => Number(fields[name] ?? 0);
  const [total, free] = [number('total'), number('free')];
  const [reserved, stolen] = [number('reserved'), number('stolen')];
  const used = fields.used === undefined ? Math.max(0, total - free - reserved - stolen) : number('used');
  return { total, free, used, reserved, stolen };
}

function Elements({ title, elements }: { readonly title: string; readonly elements: readonly Comparison[] }) {
  const [first] = elements;
  if (first === undefined) return null;
  const columns = columnsOf(first.kind, elements);
  return (
    <>
      <h4>
        {title} <span class="dim">{elements.length}</span>
      </h4>
      <Scroll label={title}>
        <table>
          <Heads of={[first.kind, ...columns.map((name) => heads[name] ?? name)]} />
          <tbody>
            {elements.map((one) => (
              <tr key={one.id} class={one.isWrong ? 'wrong' : one.isChanged ? 'changed' : undefined}>
                <td>
                  <span class="cell">{one.id}</span>
                  {one.note !== '' && <p class={one.isWrong ? 'message' : 'dim'}>{one.note}</p>}
                </td>
                {cellsOf(one, columns).map((cell) => (
                  <td key={cell.name}>
                    <span class="cell">
                      <Cell {...cell} />
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Cell({ before, after, expected }: ReturnType<typeof cellsOf>[number]) {
  return (
    <>
      {before === after ? (
        after
      ) : (
        <>
          {before !== '' && <del>{before}</del>} {after !== '' && <ins>{after}</ins>}
        </>
      )}
      {expected !== null && <b class="message"> ≠ {expected}</b>}
    </>
  );
}
