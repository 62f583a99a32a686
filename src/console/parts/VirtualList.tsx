import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly total: number;
  /** In pixels; each has the same. */
  readonly rowHeight: number;
  /** How high the list is at most. */
  readonly height: number;
  /** Draws a row; a part of the list that is not there yet is drawn, too. */
  readonly row: (index: number) => ComponentChildren;
  /** Names a row among all that there are: an id, or its place. */
  readonly keyOf: (index: number) => string;
  /** The place of the row that is chosen; -1 for none that is known. */
  readonly chosen: number;
  readonly choose: (index: number) => void;
  /** Is told which rows are seen. */
  readonly look: (first: number, last: number) => void;
}

const rowsBeyond = 6;

/** A list of any length, of which those rows alone are drawn that are seen. Arrows go from row to row, and choose. */
export function VirtualList({ label, total, rowHeight, height, row, keyOf, chosen, choose, look }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 400 });
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - rowsBeyond);
  const last = Math.min(total - 1, Math.ceil((seen.top + seen.height) / rowHeight) + rowsBeyond);
  useEffect(() => look(first, Math.max(first, last)), [first, last, look]);
  useEffect(() => {
    const list = ref.current;
    if (list === null) return undefined;
    const observer = new ResizeObserver(() => setSeen({ top: list.scrollTop, height: list.clientHeight }));
    observer.observe(list);
    return () => observer.disconnect();
  }, []);
  const go = (to: number) => {
    const index = Math.max(0, Math.min(total - 1, to));
    choose(index);
    const list = ref.current;
    if (list === null) return;
    if (index * rowHeight < list.scrollTop) list.scrollTop = index * rowHeight;
    else if ((index + 1) * rowHeight > list.scrollTop + list.clientHeight)
      list.scrollTop = (index + 1) * rowHeight - list.clientHeight;
  };
  const page = Math.max(1, Math.floor(seen.height / rowHeight) - 1);
  const ways: Readonly<Record<string, number>> = {
    ArrowDown: chosen + 1,
    ArrowUp: chosen - 1,
    PageDown: chosen + page,
    PageUp: chosen - page,
    Home: 0,
    End: total - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = ways[event.key];
    if (to === undefined || total === 0) return;
    event.preventDefault();
    go(to);
  };
  const idOf = (index: number) => `${label.replace(/\W/g, '')}-${index}`;
  return (
    <div
      class="virtual"
      role="listbox"
      aria-label={label}
      aria-activedescendant={chosen >= first && chosen <= last ? idOf(chosen) : undefined}
      tabIndex={0}
      style={{ height: `${Math.min(height, Math.max(1, total) * rowHeight + 2)}px` }}
      ref={ref}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const clicked = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
        if (clicked !== null) go(Number(clicked.dataset.index));
      }}
      onScroll={({ currentTarget }) => setSeen({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
    >
      <div class="whole" role="presentation" style={{ height: `${total * rowHeight}px` }}>
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at).map((index) => (
          <div
            key={keyOf(index)}
            id={idOf(index)}
            class={index === chosen ? 'row chosen' : 'row'}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            aria-posinset={index + 1}
            aria-setsize={total}
            style={{ height: `${rowHeight}px`, transform: `translateY(${index * rowHeight}px)` }}
            data-index={index}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
