import { useState } from 'preact/hooks';
import type {
  Fields,
  Film,
  FilmedJobView,
  FilmedPool,
  FilmedSynchronization,
  FilmedVolume,
} from '../../report/film/film.js';
import { Heads } from '../parts/Heads.js';
import { PoolCard } from '../parts/PoolCard.js';
import { Scroll } from '../parts/Scroll.js';
import { clockText, plural, sizeText, stateText } from '../parts/words.js';
import type { Scene } from './playback.js';

const rowsAtFirst = 100;

interface Props {
  readonly film: Film;
  readonly frame: number;
  readonly scene: Scene;
  readonly changed: ReadonlySet<string>;
}

/** The array as it was at the moment that is picked: what has just changed is marked. */
export function Moment({ film, frame, scene, changed }: Props) {
  const { atMs = 0, events = 0 } = film.frames[frame] ?? {};
  const nameOf = (id: string | null) => (id === null ? '' : (film.names[id] ?? id));
  // A film writes elements as these say.
  const pools = list<FilmedPool>(scene.pool);
  const volumes = list<FilmedVolume>(scene.volume);
  const relations = list<FilmedSynchronization>(scene.synchronization);
  const byTarget = new Map(relations.map((relation) => [relation.target, relation]));
  const jobs = list<FilmedJobView>(scene.job);
  const left = pools.reduce((sum, pool) => sum + pool.volumes, 0) - volumes.length;
  const shared = volumes.reduce((sum, { allocated, charge }) => sum + Math.max(0, allocated - charge), 0);
  return (
    <section class="panel moment" aria-label="At this moment">
      <h3>
        At {clockText(atMs)}{' '}
        <span class="dim">
          after event {events} of {film.events}; what has just changed is marked
        </span>
      </h3>
      <div class="cards">
        {pools.map((pool) => (
          <PoolCard key={pool.id} pool={pool} isChanged={changed.has(pool.id)} />
        ))}
      </div>
      {shared > 0 && <p class="dim">Volumes share {sizeText(shared)}, which their pools have room for once.</p>}
      {left > 0 && (
        <p class="dim">{plural(left, 'volume')} more are there, and not shown: the run is too long for all.</p>
      )}
      <Elements
        title="Volumes"
        heads={['volume', 'pool', 'size', 'allocated', 'takes', 'state', 'health', 'source', 'copied']}
        rows={volumes.map((one) => {
          const relation = byTarget.get(one.id);
          return {
            id: one.id,
            cells: [
              one.name,
              nameOf(one.pool),
              sizeText(one.size),
              sizeText(one.allocated),
              sizeText(one.charge),
              stateText(one.state) + (one.isReadOnly ? ', read-only' : '') + (one.isSnapshot ? ', snapshot' : ''),
              healths[one.healthStatus] ?? '',
              relation === undefined ? '' : nameOf(relation.source),
              relation === undefined ? '' : `${relation.percentSynced} %, ${stateText(relation.state)}`,
            ],
          };
        })}
        numeric={[2, 3, 4]}
        changed={changed}
      />
      <Elements
        title="Jobs"
        heads={['job', 'method', 'state', 'percent', 'source', 'target', 'accepted', 'error']}
        rows={jobs.map((job) => ({
          id: job.id,
          cells: [
            job.id,
            job.method,
            stateText(job.state),
            `${job.percentComplete} %`,
            nameOf(job.source),
            nameOf(job.target),
            clockText(job.submittedMs),
            job.errorCode === 0 ? '' : `${job.errorCode}: ${job.errorDescription ?? ''}`,
          ],
        }))}
        numeric={[3]}
        changed={changed}
      />
    </section>
  );
}

const healths = ['healthy', 'warning', 'unhealthy'];

function list<View>(elements: ReadonlyMap<string, Fields>): View[] {
  return [...elements.values()] as View[];
}

interface ElementsProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
  readonly numeric: readonly number[];
  readonly changed: ReadonlySet<string>;
}

/** A table of elements; what has just changed comes first where not all of them are shown. */
function Elements({ title, heads, rows, numeric, changed }: ElementsProps) {
  const [most, setMost] = useState(rowsAtFirst);
  const sorted =
    rows.length <= most
      ? rows
      : [...rows.filter(({ id }) => changed.has(id)), ...rows.filter(({ id }) => !changed.has(id))];
  const kind = (at: number) => (numeric.includes(at) ? 'number' : undefined);
  return (
    <>
      <h4>
        {title} <span class="dim">{rows.length}</span>
      </h4>
      {rows.length > 0 && (
        <Scroll label={title}>
          <table>
            <Heads of={heads} numeric={numeric} />
            <tbody>
              {sorted.slice(0, most).map(({ id, cells }) => (
                <tr key={id} class={changed.has(id) ? 'changed' : undefined}>
                  {cells.map((cell, at) => (
                    <td key={at} class={kind(at)}>
                      <span class="cell">{cell}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most * 4)}>
          Show more: {most} of {rows.length} are shown
        </button>
      )}
    </>
  );
}
