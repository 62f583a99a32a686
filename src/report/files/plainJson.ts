/** JSON with nothing in it that a terminal would obey: what JSON leaves as it is, it may also write as an escape. */
export function plainJson(json: string): string {
  return json.replace(
    /(?!\n)\p{Cc}|\p{Bidi_Control}/gu,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
