import { useState } from 'preact/hooks';

interface Props {
  readonly text: string;
  /** What a button's name says of it: 'the command'. */
  readonly what: string;
}

/** A line to be copied. */
export function Copy({ text, what }: Props) {
  return (
    <p class="copy">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </p>
  );
}

interface Lines {
  readonly lines: readonly string[];
  readonly what: string;
  /** What stands above them. */
  readonly title: string;
}

/** Several lines to be copied, folded away until somebody wants to see them. */
export function CopyLines({ lines, what, title }: Lines) {
  const text = `${lines.join('\n')}\n`;
  return (
    <details class="copyLines">
      <summary>{title}</summary>
      <CopyButton text={text} what={what} />
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  );
}

/** Copies a text. */
export function CopyButton({ text, what }: Props) {
  const [said, say] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('copied');
    } catch {
      // A file that is opened from a disk may not use the clipboard in every browser.
      say('select it and copy it by hand');
    }
  };
  return (
    <>
      <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
        Copy
      </button>{' '}
      <span class="dim" role="status">
        {said}
      </span>
    </>
  );
}
