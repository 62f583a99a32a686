import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { FilmedJobView, FilmedSynchronization, FilmedVolume } from '../../report/film/film.js';
import { Name, nameText } from '../parts/Name.js';
import { RoomBar } from '../parts/RoomBar.js';
import { Scroll } from '../parts/Scroll.js';
import { sizeText, stateText } from '../parts/words.js';
import { type Layout, laidOut, linesOf, nodeHeight, nodeWidth, type Shown, shownOf } from './graphLayout.js';
import { namesOf } from './names.js';
import { type Chosen, usePlace } from './place.js';
import { Surroundings } from './surroundings.js';
import { useSession } from './useSession.js';

interface Props {
  readonly chosen: Chosen | null;
  readonly choose: (chosen: Chosen) => void;
}

/** What is about the element that is chosen: pools, volumes, what is copied to what, and the jobs that do it. */
export function Graph({ chosen, choose }: Props) {
  return (
    <section class="panel graph" aria-label="Graph">
      <div class="tools">
        <h2>Around {chosen === null ? 'nothing' : <Name of={chosen.name} />}</h2>
        <span class="legend" aria-hidden="true">
          <i class="line lives" /> lives in <i class="line copies" /> is copied to <i class="line works" /> a job of{' '}
          <i class="swatch used" /> how far its job is
        </span>
      </div>
      {chosen === null ? (
        <p class="dim">There is no pool.</p>
      ) : (
        <Around key={chosen.id} chosen={chosen} choose={choose} />
      )}
    </section>
  );
}

function Around({ chosen, choose }: { readonly chosen: Chosen; readonly choose: (chosen: Chosen) => void }) {
  const { session, server, universe } = usePlace();
  const around = useMemo(
    () => new Surroundings(session, server, universe, chosen.id),
    [session, server, universe, chosen.id],
  );
  useEffect(() => () => around.end(), [around]);
  const now = useSession(session, () => around.now);
  const refusal = useSession(session, () => around.refusal);
  const shown = useMemo(() => (now === null ? null : shownOf(now)), [now]);
  if (refusal !== null) return <p class="dim">{refusal}</p>;
  if (shown === null) return <p class="dim">…</p>;
  namesOf(session, server).meet(shown.volumes);
  return (
    <>
      <Drawn shown={shown} chosen={chosen} choose={choose} />
      {shown.others.length > 0 && (
        <Scroll label="Volumes that nothing leads to">
          <p class="dim">Nothing is copied to these, or from them, any more or yet:</p>
          <ul class="others">
            {shown.others.map((volume) => (
              <li key={volume.id}>
                <VolumeNode volume={volume} isChosen={volume.id === chosen.id} choose={choose} />
              </li>
            ))}
          </ul>
        </Scroll>
      )}
      {shown.more > 0 && <p class="dim">{shown.more.toLocaleString('en')} more volumes are in the list of volumes.</p>}
    </>
  );
}

function Drawn({
  shown,
  chosen,
  choose,
}: { readonly shown: Shown } & Omit<Props, 'chosen'> & { readonly chosen: Chosen }) {
  const lines = linesOf(shown);
  const nodes = [...shown.pools, ...shown.volumes, ...shown.jobs].map(({ id }) => id);
  // It is laid out anew when something comes or goes, and not when a copy goes on.
  const layout = useMemo(
    () => laidOut(nodes, lines),
    [nodes.join(' '), lines.map(({ from, to }) => `${from} ${to}`).join(' ')],
  );
  const byTarget = new Map(shown.synchronizations.map((one) => [one.target, one]));
  return (
    <Scroll label="Graph of elements" current={`${chosen.id} ${nodes.length}`}>
      <div class="drawn" style={{ width: `${layout.width}px`, height: `${layout.height}px` }}>
        <Lines layout={layout} />
        {shown.pools.map((pool) => (
          <Placed key={pool.id} id={pool.id} isChosen={pool.id === chosen.id} layout={layout}>
            <button
              type="button"
              class="node pool"
              aria-pressed={pool.id === chosen.id}
              onClick={() => choose({ kind: 'pool', id: pool.id, name: pool.name })}
            >
              <span class="cut">
                <Name of={pool.name} />
              </span>
              <RoomBar room={pool} height={8} />
              <small>{sizeText(pool.free)} free</small>
            </button>
          </Placed>
        ))}
        {shown.volumes.map((volume) => (
          <Placed key={volume.id} id={volume.id} isChosen={volume.id === chosen.id} layout={layout}>
            <VolumeNode
              volume={volume}
              relation={byTarget.get(volume.id)}
              job={shown.work.get(volume.id)}
              isChosen={volume.id === chosen.id}
              choose={choose}
            />
          </Placed>
        ))}
        {shown.jobs.map((job) => (
          <Placed key={job.id} id={job.id} layout={layout}>
            <JobNode job={job} />
          </Placed>
        ))}
      </div>
    </Scroll>
  );
}

function Placed({
  id,
  isChosen = false,
  layout,
  children,
}: {
  readonly id: string;
  readonly isChosen?: boolean;
  readonly layout: Layout;
  readonly children: ComponentChildren;
}) {
  const { x, y } = layout.places.get(id) ?? { x: 0, y: 0 };
  return (
    <div
      class={isChosen ? 'placed current' : 'placed'}
      style={{
        width: `${nodeWidth}px`,
        height: `${nodeHeight}px`,
        transform: `translate(${Math.round(x - nodeWidth / 2)}px, ${Math.round(y - nodeHeight / 2)}px)`,
      }}
    >
      {children}
    </div>
  );
}

function Lines({ layout }: { readonly layout: Layout }) {
  return (
    <svg width={layout.width} height={layout.height} aria-hidden="true">
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      {layout.ways.map(({ kind, from, to, path }) => (
        <path
          key={`${from} ${to}`}
          class={`line ${kind}`}
          d={path}
          marker-end={kind === 'copies' ? 'url(#tip)' : undefined}
        />
      ))}
    </svg>
  );
}

interface VolumeProps {
  readonly volume: FilmedVolume;
  readonly relation?: FilmedSynchronization | undefined;
  /** What works on it. */
  readonly job?: FilmedJobView | undefined;
  readonly isChosen: boolean;
  readonly choose: (chosen: Chosen) => void;
}

/** The documents' words for the kinds of replicas. */
const kinds: Readonly<Record<number, string>> = { 6: 'mirror', 7: 'snapshot', 8: 'clone' };

function VolumeNode({ volume, relation, job, isChosen, choose }: VolumeProps) {
  const { id, name, size, state, healthStatus } = volume;
  const copied = relation === undefined ? [] : [`${kinds[relation.syncType] ?? 'replica'} ${relation.percentSynced} %`];
  const about = [
    ...(relation === undefined ? [] : [stateText(relation.state)]),
    ...(job === undefined ? [] : [`job of ${job.method} ${stateText(job.state)}, ${job.percentComplete} %`]),
  ];
  return (
    <button
      type="button"
      class={healthStatus === 0 ? 'node' : 'node unwell'}
      aria-pressed={isChosen}
      title={[`${nameText(name)}: ${sizeText(size)}`, stateText(state), ...copied, ...about].join(', ')}
      onClick={() => choose({ kind: 'volume', id, name })}
    >
      <span class="cut">
        <Name of={name} />
      </span>
      <small class="cut">{[...(copied.length > 0 ? copied : [sizeText(size)]), stateText(state)].join(' · ')}</small>
      {job !== undefined && <progress max={100} value={job.percentComplete} aria-label="Its job" />}
    </button>
  );
}

function JobNode({ job }: { readonly job: FilmedJobView }) {
  const { method, state, percentComplete } = job;
  return (
    <div class="node job">
      <span class="cut">{method}</span>
      <progress max={100} value={percentComplete} aria-label={`Job of ${method}`} />
      <small class="cut">
        {stateText(state)} · {percentComplete} %
      </small>
    </div>
  );
}
