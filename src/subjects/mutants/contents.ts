import type { Action } from '../../conformance/subject/action.js';
import type { ContentsRange } from '../../conformance/subject/observations.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, isOk, keeping, on, wrapped } from './mutant.js';

const instant = on('instant-clone');
type Write = Extract<Action, { readonly do: 'write' }>;

/** Arrays whose clones don't hold what their sources held when they were accepted. */
export const wrongContents: readonly ArrayMutant[] = [
  holding('clone-empty', 'There is nothing on its clones.', () => []),
  holding('clone-lacks-the-end', 'Its clones lack the end of what their sources held.', (all) => all.slice(0, -1)),
  holding('clone-shifted', 'What its clones hold is a block farther than on their sources.', (all) =>
    all.map((range) => ({ ...range, offset: range.offset + 512 })),
  ),
  holding('clone-mislabelled', 'Its clones hold the data of other volumes.', (all) =>
    all.map((range) => ({ ...range, tag: `${range.tag}?` })),
  ),
  holding('clone-wrong-in-one-block', 'One block of its clones is wrong, and all looks well.', ([first, ...others]) =>
    first === undefined
      ? []
      : [
          { ...first, length: 512, tag: 'wrong contents' },
          { ...first, offset: first.offset + 512, length: first.length - 512 },
          ...others,
        ],
  ),
  wrapped('contents-at-completion', 'A clone holds what its source holds when the copy ends.', (inner) => {
    const late = new Map<string, readonly ContentsRange[]>();
    return {
      ...writing((write) => {
        late.delete(write.volume);
        const unfinished = inner.observe({ kind: 'jobs' }).filter(({ jobState }) => jobState < 7 || jobState > 10);
        const targets = new Set(unfinished.map(({ target }) => target));
        const now = inner.observe({ kind: 'contents', id: write.volume }) ?? [];
        for (const { id, source } of inner.observe({ kind: 'volumes' })) {
          if (source === write.volume && targets.has(id)) late.set(id, now);
        }
      }),
      contents: (all, volume) => late.get(volume) ?? all,
    };
  }),
  wrapped(
    'clone-follows-source',
    'What is written to a source is written to its clones as base.',
    (inner) =>
      writing((write) => {
        for (const { id, source, usable } of inner.observe({ kind: 'volumes' })) {
          if (source === write.volume && usable) inner.act({ ...write, volume: id });
        }
      }),
    keeping,
  ),
  wrapped(
    'source-follows-clone',
    'What is written to a clone is written to its source as base.',
    (inner) =>
      writing((write) => {
        const source = inner.observe({ kind: 'volume', id: write.volume })?.source;
        if (source != null) inner.act({ ...write, volume: source });
      }),
    keeping,
  ),
  wrapped(
    'shared-layer-freed-too-early',
    'A clone forgets what it shares with its source when the source is deleted.',
    (inner) => forgetting(inner, () => true),
    instant,
  ),
  wrapped(
    'clone-of-clone-needs-the-first',
    'A clone of a clone forgets all when the first clone is deleted.',
    (inner) => forgetting(inner, (source, sources) => sources.has(source)),
    keeping,
  ),
  wrapped(
    'write-to-clone-lost',
    'It says that it wrote to a clone, and did not.',
    (inner) => ({
      act: (action, next) => {
        const isClone = action.do === 'write' && inner.observe({ kind: 'volume', id: action.volume })?.source != null;
        return isClone ? true : next(action);
      },
    }),
    keeping,
  ),
];

/** What hosts find on its clones. */
function holding(
  name: string,
  wrong: string,
  change: (all: readonly ContentsRange[]) => readonly ContentsRange[],
): ArrayMutant {
  return wrapped(
    name,
    wrong,
    (inner) => ({
      contents: (all, id) => (inner.observe({ kind: 'volume', id })?.source == null ? all : change(all)),
    }),
    keeping,
  );
}

/** Something that happens after each write that was done. */
function writing(then: (write: Write) => void) {
  return {
    act: (action: Action, next: (action: Action) => boolean): boolean => {
      const done = next(action);
      if (done && action.do === 'write') then(action);
      return done;
    },
  };
}

/** Clones that hold nothing once their source is gone. */
function forgetting(inner: Simulator, concerns: (source: string, sources: ReadonlyMap<string, string>) => boolean) {
  const sources = new Map<string, string>();
  return {
    answers: (reply: Parameters<typeof isOk>[0], { on: source }: { readonly on: string }) => {
      if (isOk(reply)) sources.set(reply.TargetStorageVolume ?? '', source);
      return reply;
    },
    contents: (all: readonly ContentsRange[], volume: string) => {
      const source = sources.get(volume);
      const isOrphan =
        source !== undefined && concerns(source, sources) && inner.observe({ kind: 'volume', id: source }) === null;
      return isOrphan ? [] : all;
    },
  };
}
