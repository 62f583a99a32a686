import dagre from '@dagrejs/dagre';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { ChartFacts } from '../../report/facts/chartFacts.js';
import { Scroll } from './Scroll.js';
import { stateText } from './words.js';

interface Props {
  readonly chart: ChartFacts;
  /** How often each arrow was taken, by '<chart> <from> <to>'. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many elements are in each state. */
  readonly counts: ReadonlyMap<string, number>;
  /** States that were reached, where that is the question: the others are dashed, and so are arrows that were not taken. */
  readonly reached?: ReadonlySet<string>;
}

/** A state chart: states are filled while elements are in them, arrows that were taken are dark. */
export function StateChart({ chart, taken, counts, reached }: Props) {
  const isWide = useWide();
  const layout = useMemo(() => laidOut(chart, isWide ? 'LR' : 'TB'), [chart, isWide]);
  const head = useId();
  return (
    <Scroll label={`Chart of a ${chart.name}`}>
      <svg
        class="chart"
        width={layout.width}
        height={layout.height}
        // It is drawn smaller where there is no room, as long as it can be read; then it scrolls.
        style={{ '--least': `${layout.width * 0.7}px` }}
        viewBox={`${layout.left} ${layout.top} ${layout.width} ${layout.height}`}
        role="img"
        aria-label={`States of a ${chart.name}`}
      >
        <defs>
          <marker
            id={head}
            class="head"
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
          const by = events.length === 0 ? '' : `: ${events.join(', ')}`;
          const times = taken.get(`${chart.name} ${from} ${to}`) ?? 0;
          return (
            <g
              key={`${from} ${to}`}
              class={times > 0 ? 'arrow taken' : reached === undefined ? 'arrow' : 'arrow missing'}
            >
              <title>{`${stateText(from)} → ${stateText(to)}${by}${times > 0 ? ` (${times} times)` : ''}`}</title>
              <path d={points} marker-end={`url(#${head})`} />
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
          const kind = reached === undefined ? '' : reached.has(name) ? ' reached' : ' missing';
          return (
            <g
              key={name}
              class={`state${here > 0 ? ' here' : ''}${kind}`}
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

/** Whether the page has room for a chart from left to right; else it goes from top to bottom. */
function useWide(): boolean {
  const query = '(min-width: 900px), print';
  const [isWide, setIsWide] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const look = () => setIsWide(list.matches);
    list.addEventListener('change', look);
    return () => list.removeEventListener('change', look);
  }, []);
  return isWide;
}

function laidOut(chart: ChartFacts, rankdir: 'LR' | 'TB') {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir,
    nodesep: rankdir === 'LR' ? 18 : 8,
    edgesep: rankdir === 'LR' ? 10 : 6,
    ranksep: 56,
    marginx: 8,
    marginy: 12,
  });
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
