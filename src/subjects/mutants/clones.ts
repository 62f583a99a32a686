import { type Call, textGiven } from '../../conformance/subject/call.js';
import type { VolumeSeen } from '../../conformance/subject/observations.js';
import type { Simulator, SimulatorOptions } from '../simulator.js';
import { type ArrayMutant, detaching, isOk, keeping, on, pretending, wrapped } from './mutant.js';
import { targetOf } from './replies.js';

/** Arrays that make something else than a clone of the source, or do something to the source. */
export const wrongClones: readonly ArrayMutant[] = [
  showing('half-size-clone', 'Its clones have half the size of their sources.', (one) => ({ size: one.size / 2 })),
  showing('clone-unhealthy', 'Its clones are unhealthy.', () => ({ healthStatus: 2 }), keeping),
  showing('clone-shown-as-snapshot', 'It calls its clones snapshots.', () => ({ isSnapshot: true })),
  showing('association-missing', 'Its clones are associated with no source.', () => ({ source: null })),
  showing('association-with-another', 'Its clones are associated with another source.', (one, inner) => ({
    source: inner.observe({ kind: 'volumes' }).find(({ id }) => id !== one.source && id !== one.id)?.id ?? null,
  })),
  showing(
    'clone-unusable',
    'Its clones cannot be used, not even when they are done.',
    () => ({ usable: false }),
    keeping,
  ),
  showing('usable-too-early', 'Its clones can be used before they are done.', () => ({ usable: true })),
  showing('shown-in-the-first-pool', 'It shows its clones in the first pool, wherever they are.', (_, inner) => ({
    pool: inner.observe({ kind: 'pools' })[0]?.id ?? '',
  })),
  pretending(
    'association-kept',
    'Its clones stay associated with their sources, though it says that they do not.',
    keeping,
    (advertised) => ({
      ...advertised,
      clones: { ...advertised.clones, detaches: true },
    }),
  ),
  pretending(
    'association-dropped',
    'Its clones are not associated any more when they are done, though it says that they are.',
    detaching,
    (advertised) => ({
      ...advertised,
      clones: { ...advertised.clones, detaches: false },
    }),
  ),
  pretending(
    'usable-at-acceptance',
    'Its clones can be used at once, although it says that they can only when they are done.',
    on('instant-clone'),
    (advertised) => ({
      ...advertised,
      clones: { ...advertised.clones, targetUsable: 'atCompletion' },
    }),
  ),
  wrapped('wrong-pool', 'It puts its clones in the pools of their sources, whatever TargetPool says.', () => ({
    asks: ({ with: { TargetPool: _, ...others }, ...call }) => ({ ...call, with: others }),
  })),
  wrapped('wrong-name', 'It gives its clones names of its own making.', () => ({
    asks: (call) => renamed(call, (name) => `${name}'`),
  })),
  wrapped('name-ignored', 'It does not care about ElementName.', () => ({
    asks: ({ with: { ElementName: _, ...others }, ...call }) => ({ ...call, with: others }),
  })),
  wrapped('name-cut', 'It cuts names after four letters.', () => ({
    asks: (call) => renamed(call, (name) => name.slice(0, 4)),
  })),
  wrapped('source-worn', 'A volume that was cloned is degraded.', (inner) => ({
    answers: (reply, { on: element }) => {
      if (isOk(reply)) inner.act({ do: 'setState', element, state: 'degraded' });
      return reply;
    },
  })),
  wrapped('source-renamed', 'A volume that was cloned gets another name.', () => {
    const cloned = new Set<string>();
    return {
      answers: (reply, { on: source }) => {
        if (isOk(reply)) cloned.add(source);
        return reply;
      },
      volume: (one) => (cloned.has(one.id) ? { ...one, name: `${one.name} (cloned)` } : one),
    };
  }),
  wrapped('source-grown', 'A volume that was cloned is a block larger.', () => {
    const cloned = new Set<string>();
    return {
      answers: (reply, { on: source }) => {
        if (isOk(reply)) cloned.add(source);
        return reply;
      },
      volume: (one) => (cloned.has(one.id) ? { ...one, size: one.size + 512 } : one),
    };
  }),
  wrapped('two-clones-a-call', 'It makes two clones where one was asked for.', () => ({
    call: (asked, next) => {
      const reply = next(asked);
      if (targetOf(reply) !== null) next(asked);
      return reply;
    },
  })),
  wrapped(
    'same-request-same-clone',
    'It takes a second request that is like the first one for the first one.',
    (inner) => {
      const known = new Map<string, ReturnType<Simulator['call']>>();
      return {
        call: (asked, next) => {
          const key = JSON.stringify(asked);
          const before = known.get(key);
          if (before !== undefined && inner.observe({ kind: 'volume', id: targetOf(before) ?? '' }) !== null)
            return before;
          const reply = next(asked);
          known.set(key, reply);
          return reply;
        },
      };
    },
  ),
  wrapped('clone-vanishes', 'A clone that is done vanishes a little later.', (inner) => ({
    advance: (ms, next) => {
      const done = inner.observe({ kind: 'jobs' }).filter(({ jobState }) => jobState === 7);
      next(ms);
      for (const { target } of done) if (target !== null) inner.act({ do: 'delete', volume: target });
    },
  })),
  wrapped('stray-volume-after-refusal', 'A call that is refused leaves a volume behind.', (inner) => ({
    answers: (reply, { on: source }) => {
      const pool = inner.observe({ kind: 'volume', id: source })?.pool;
      if (!isOk(reply) && pool !== undefined) stray(inner, pool);
      return reply;
    },
  })),
  wrapped('stray-job-after-refusal', 'A call that is refused for want of room leaves a job behind.', (inner) => ({
    call: (asked, next) => {
      const reply = next(asked);
      if ('noReply' in reply || isOk(reply)) return reply;
      // Another source, or another pool, that would do.
      for (const { id } of inner.observe({ kind: 'volumes' }))
        if (targetOf(next({ ...asked, on: id, with: {} })) !== null) break;
      return reply;
    },
  })),
];

/** What its clones look like as long as they are associated with their sources. */
function showing(
  name: string,
  wrong: string,
  change: (one: VolumeSeen, inner: Simulator) => Partial<VolumeSeen>,
  base: SimulatorOptions = {},
): ArrayMutant {
  return wrapped(
    name,
    wrong,
    (inner) => ({ volume: (one) => (one.source === null ? one : { ...one, ...change(one, inner) }) }),
    base,
  );
}

/** The same with another name, where one is given. */
export function renamed(call: Call, change: (name: string) => string): Call {
  const name = textGiven(call, 'ElementName');
  return name === undefined ? call : { ...call, with: { ...call.with, ElementName: change(name) } };
}

function stray({ array }: Simulator, pool: string): void {
  const size = 1024 * 1024;
  if (array.pool(pool).free < size) return;
  array.outOfBand.create({ name: 'stray', pool, size });
  array.discover();
}
