/** What was thrown, in words, whatever it is: an object that is no error may have no text, or throw when it is asked for one. */
export function thrownText(thrown: unknown): string {
  try {
    const text = String(thrown);
    return text.startsWith('[object ') ? 'an object' : text;
  } catch {
    return 'an object';
  }
}
