import { useState } from 'preact/hooks';

/** A line to be copied. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
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
    <p class="copy">
      <code>{text}</code>
      <button type="button" onClick={copy} aria-label={`Copy ${what}`}>
        Copy
      </button>
      <span class="dim" role="status">
        {said}
      </span>
    </p>
  );
}
