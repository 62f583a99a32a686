import type { ComponentChildren } from 'preact';
import { useInView } from './inView.js';

interface Props {
  readonly label: string;
  /** Names what is current: its part, which has that class, is kept in view. */
  readonly current?: unknown;
  readonly children: ComponentChildren;
}

/** What may be larger than its place: it scrolls by itself, by the keyboard, too. */
export function Scroll({ label, current, children }: Props) {
  const ref = useInView<HTMLElement>(current);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrows, and has to get there first.
    <section class="scroll" tabIndex={0} aria-label={label} ref={ref}>
      {children}
    </section>
  );
}
