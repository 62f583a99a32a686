const lettersAtMost = 160;

interface Props {
  readonly of: string;
  /** Letters that are shown; sentences with names in them have more than names. */
  readonly most?: number;
}

/** A name as somebody chose it: text whatever is in it, kept apart from the direction of the text around it, and cut where it is long. */
export function Name({ of, most = lettersAtMost }: Props) {
  const isLong = of.length > most;
  const shown = visible(isLong ? of.slice(0, most).replace(/[\uD800-\uDBFF]$/, '') : of);
  return (
    <>
      <bdi class="name">{shown === '' ? '(no name)' : shown}</bdi>
      {isLong && <span class="dim"> … ({of.length.toLocaleString('en')} characters)</span>}
    </>
  );
}

/** A sentence in which somebody's names may be. */
export function Sentence({ of }: { readonly of: string }) {
  return <Name of={of} most={600} />;
}

/** The same as plain text, for what has no markup: titles, options, lines of a log. */
export function nameText(name: string): string {
  const shown = name.length > lettersAtMost ? `${name.slice(0, lettersAtMost)}…` : name;
  return visible(shown);
}

/** What can't be seen, or would turn the text around, as a sign that something is there. */
function visible(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '\u{fffd}');
}
