import type { ComponentChildren } from 'preact';

interface Props<Name extends string> {
  readonly label: string;
  /** Names with what stands on them. */
  readonly tabs: Readonly<Record<Name, string>>;
  readonly shown: Name;
  readonly show: (name: Name) => void;
  readonly children: ComponentChildren;
}

/** Panels of which one is shown; arrows go from tab to tab. */
export function Tabs<Name extends string>({ label, tabs, shown, show, children }: Props<Name>) {
  // The keys of the record are the names.
  const names = Object.keys(tabs) as Name[];
  const onKeyDown = (event: KeyboardEvent) => {
    const ways: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const next = names[(names.indexOf(shown) + way + names.length) % names.length];
    if (next === undefined) return;
    show(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <section class="panel tabs" aria-label={label}>
      <div role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {names.map((name) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === shown}
            aria-controls={name === shown ? `panel-${name}` : undefined}
            tabIndex={name === shown ? 0 : -1}
            onClick={() => show(name)}
          >
            {tabs[name]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`panel-${shown}`} aria-labelledby={`tab-${shown}`}>
        {children}
      </div>
    </section>
  );
}
