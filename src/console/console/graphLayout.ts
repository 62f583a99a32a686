import dagre from '@dagrejs/dagre';
import type { FilmedJobView, FilmedPool, FilmedSynchronization, FilmedVolume } from '../../report/film/film.js';
import type { Neighbourhood } from '../../server/console/contract/answers.js';

/** Nodes that are laid out at most: more would be neither read nor laid out while somebody watches. */
const nodesAtMost = 40;

/** What a graph shows. */
export interface Shown {
  readonly pools: readonly FilmedPool[];
  /** Those that something leads to or from; the others stand in a list. */
  readonly volumes: readonly FilmedVolume[];
  readonly others: readonly FilmedVolume[];
  readonly synchronizations: readonly FilmedSynchronization[];
  /** Those that work on a volume which is shown, by its id; a job has the node of what it makes. */
  readonly work: ReadonlyMap<string, FilmedJobView>;
  /** Those of which nothing is shown yet but their source: nodes of their own. */
  readonly jobs: readonly FilmedJobView[];
  /** How many more volumes there are. */
  readonly more: number;
}

/** What of the surroundings of an element is shown: first what it hangs together with. */
export function shownOf({ element, pools, volumes, synchronizations, jobs, more }: Neighbourhood): Shown {
  const working = jobs.filter((job) => job.removedAtMs === null);
  const related = new Set<string>([
    element,
    ...synchronizations.flatMap(({ source, target }) => [source, target]),
    ...working.flatMap(({ source, target }) => [source, target].filter((one) => one !== null)),
  ]);
  const [connected, others] = [
    volumes.filter(({ id }) => related.has(id)),
    volumes.filter(({ id }) => !related.has(id)),
  ];
  const shown = connected.slice(0, nodesAtMost - pools.length);
  const there = new Set<string>(shown.map(({ id }) => id));
  return {
    pools,
    volumes: shown,
    others: [...connected.slice(shown.length), ...others].slice(0, nodesAtMost),
    synchronizations: synchronizations.filter(({ source, target }) => there.has(source) && there.has(target)),
    work: new Map(working.flatMap((job) => (there.has(job.target ?? '') ? [[job.target ?? '', job]] : []))),
    jobs: working.filter(({ source, target }) => !there.has(target ?? '') && there.has(source ?? '')),
    more: more + Math.max(0, connected.length - shown.length + others.length - nodesAtMost),
  };
}

/** A line of the graph: what lives in a pool, what is copied to what, what a job works on. */
interface Line {
  readonly kind: 'lives' | 'copies' | 'works';
  readonly from: string;
  readonly to: string;
}

export function linesOf({ pools, volumes, synchronizations, jobs }: Shown): Line[] {
  const there = new Set<string>([...pools, ...volumes].map(({ id }) => id));
  const targets = new Set(synchronizations.map(({ target }) => target));
  return [
    // A replica stands behind its source: where it lives its own words say.
    ...volumes
      .filter(({ id, pool }) => !targets.has(id) && there.has(pool))
      .map(({ id, pool }): Line => ({ kind: 'lives', from: pool, to: id })),
    ...synchronizations.map(({ source, target }): Line => ({ kind: 'copies', from: source, to: target })),
    ...jobs.map(({ id, source }): Line => ({ kind: 'works', from: source ?? '', to: id })),
  ];
}

export const nodeWidth = 152;
export const nodeHeight = 46;

/** Places of the nodes and ways of the lines. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Middles, by id. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly ways: readonly (Line & {
    readonly path: string;
    readonly middle: { readonly x: number; readonly y: number };
  })[];
}

/** Lays a graph out, from pools on the left to what is copied last on the right. */
export function laidOut(nodes: readonly string[], lines: readonly Line[]): Layout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 32, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node, { width: nodeWidth, height: nodeHeight });
  for (const { from, to } of lines) graph.setEdge(from, to, {});
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Number.isFinite(width) ? width : 0,
    height: Number.isFinite(height) ? height : 0,
    places: new Map(nodes.map((node) => [node, { x: graph.node(node).x, y: graph.node(node).y }])),
    ways: lines.map((line) => {
      const points: readonly { readonly x: number; readonly y: number }[] = graph.edge(line.from, line.to).points ?? [];
      const path = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`).join('');
      return { ...line, path, middle: points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 } };
    }),
  };
}
