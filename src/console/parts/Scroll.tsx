import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useInView } from './inView.js';

interface Props {
  readonly label: string;
  /** Names what is current: its part, which has that class, is kept in view. */
  readonly current?: unknown;
  readonly children: ComponentChildren;
}

/** What may be larger than its place scrolls by itself; who has no mouse gets there by the keyboard then, and only then. */
export function Scroll({ label, current, children }: Props) {
  const ref = useInView<HTMLElement>(current);
  useEffect(() => {
    const place = ref.current;
    if (place === null) return;
    const isLarger = place.scrollHeight > place.clientHeight || place.scrollWidth > place.clientWidth;
    if (isLarger) place.tabIndex = 0;
    else place.removeAttribute('tabindex');
  });
  return (
    <section class="scroll" aria-label={label} ref={ref}>
      {children}
    </section>
  );
}
