import dagre from '@dagrejs/dagre';
import { useMemo, useState } from 'preact/hooks';
import type { ChartFacts } from '../../report/facts/chartFacts.js';
import type { ElementKind, Film } from '../../report/film/film.js';
import { Scroll } from '../parts/Scroll.js';
import { stateText } from '../parts/words.js';
import type { Scene } from './playback.js';
import { ways } from './series.js';

interface Props {
  readonly charts: readonly ChartFacts[];
  readonly film: Film;
  readonly scene: Scene;
}

/** The state charts: where elements are at the moment that is picked, and how often they went each way in the whole run. */
export function Charts({ charts, film, scene }: Props) {
  const [shown, show] = useState('volume');
  const taken = useMemo(() => ways(film), [film]);
  const chart = charts.find(({ name }) => name === shown);
  return (
    <section class="panel" aria-label="State charts">
      <div class="tools">
        <h3>State charts</h3>
        <fieldset>
          <legend>of</legend>
          {charts.map(({ name }) => (
            <label key={name}>
              <input type="radio" name="chart" checked={name === shown} onChange={() => show(name)} /> {name}
            </label>
          ))}
        </fieldset>
      </div>
      <p class="dim">
        A state is filled while elements are in it, with their number; an arrow that was taken in this run is dark, with
        how often.
      </p>
      {chart && <Chart chart={chart} taken={taken} counts={countsOf(scene, chart.name)} />}
    </section>
  );
}

function countsOf(scene: Scene, kind: string): Map<string, number> {
  const counts = new Map<string, number>();
  // Charts are called as the elements are.
  for (const { state } of scene[kind as ElementKind].values())
    counts.set(String(state), (counts.get(String(state)) ?? 0) + 1);
  return counts;
}

interface ChartProps {
  readonly chart: ChartFacts;
  readonly taken: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, number>;
}

function Chart({ chart, taken, counts }: ChartProps) {
  const layout = useMemo(() => laidOut(chart), [chart]);
  return (
    <Scroll label={`Chart of a ${chart.name}`}>
      <svg
        class="chart"
        width={layout.width}
        height={layout.height}
        viewBox={`${layout.left} ${layout.top} ${layout.width} ${layout.height}`}
        role="img"
        aria-label={`States of a ${chart.name}`}
      >
        <defs>
          <marker
            id="head"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto-start-reverse"
          >
            <path d="M0 0L8 4L0 8Z" />
          </marker>
        </defs>
        {layout.arrows.map(({ from, to, events, points, middle }) => {
          const times = taken.get(`${chart.name} ${from} ${to}`) ?? 0;
          return (
            <g key={`${from} ${to}`} class={times > 0 ? 'arrow taken' : 'arrow'}>
              <title>{`${stateText(from)} → ${stateText(to)}: ${events.join(', ')}${times > 0 ? ` (${times} times)` : ''}`}</title>
              <path d={points} marker-end="url(#head)" />
              {times > 0 && (
                <text x={middle.x} y={middle.y - 3} text-anchor="middle">
                  {times}
                </text>
              )}
            </g>
          );
        })}
        {layout.states.map(({ name, x, y, width, height }) => {
          const here = counts.get(name) ?? 0;
          return (
            <g
              key={name}
              class={here > 0 ? 'state here' : 'state'}
              transform={`translate(${x - width / 2} ${y - height / 2})`}
            >
              <rect width={width} height={height} rx={chart.finals.includes(name) ? 12 : 4} />
              <text x={width / 2} y={height / 2 + 4} text-anchor="middle">
                {stateText(name)}
                {here > 0 ? ` · ${here}` : ''}
              </text>
            </g>
          );
        })}
      </svg>
    </Scroll>
  );
}

/** A box around points, with a margin. */
function boundsOf(points: readonly { readonly x: number; readonly y: number }[]) {
  const margin = 10;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
}

function laidOut(chart: ChartFacts) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 56, marginx: 8, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const state of chart.states) graph.setNode(state, { width: 46 + 7 * stateText(state).length, height: 28 });
  for (const { from, to } of chart.arrows) if (from !== to) graph.setEdge(from, to, {});
  dagre.layout(graph);
  const states = chart.states.map((name) => ({ name, ...graph.node(name) }));
  const arrows = chart.arrows.flatMap((arrow) => {
    if (arrow.from === arrow.to) return [];
    const points: readonly { readonly x: number; readonly y: number }[] = graph.edge(arrow.from, arrow.to).points ?? [];
    const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`).join('');
    return [{ ...arrow, points: path, middle: points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 } }];
  });
  const ends = chart.arrows.flatMap(({ from, to }) => (from === to ? [] : (graph.edge(from, to).points ?? [])));
  const corners = states.flatMap(({ x, y, width, height }) => [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
  ]);
  return { ...boundsOf([...ends, ...corners]), states, arrows };
}
