const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a body, without its byte order mark; null when it is no UTF-8. */
export function utf8TextOf(body: Uint8Array): string | null {
  try {
    return decoder.decode(body);
  } catch (error) {
    // What a fatal decoder throws.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
