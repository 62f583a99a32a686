import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** What may be larger than its place: it scrolls by itself, by the keyboard, too. */
export function Scroll({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrows, and has to get there first.
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
