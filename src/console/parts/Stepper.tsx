interface Props {
  /** Where one is, from 0 to the last. */
  readonly at: number;
  readonly last: number;
  readonly goTo: (place: number) => void;
  /** What one goes through: 'moment', 'step'. */
  readonly what: string;
  /** Where one is, in words. */
  readonly text: string;
}

/** Goes through what comes one after the other: by its buttons, its slider, or the keyboard. */
export function Stepper({ at, last, goTo, what, text }: Props) {
  const go = (place: number) => goTo(Math.max(0, Math.min(last, place)));
  const What = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  return (
    <div class="scrubber">
      <button type="button" aria-label={`First ${what}`} onClick={() => go(0)}>
        |◀
      </button>
      <button type="button" aria-label={`${What} before`} onClick={() => go(at - 1)}>
        ◀
      </button>
      <input
        type="range"
        aria-label={What}
        aria-valuetext={text}
        min={0}
        max={last}
        value={at}
        onInput={(event) => go(event.currentTarget.valueAsNumber)}
      />
      <button type="button" aria-label={`Next ${what}`} onClick={() => go(at + 1)}>
        ▶
      </button>
      <button type="button" aria-label={`Last ${what}`} onClick={() => go(last)}>
        ▶|
      </button>
    </div>
  );
}
