/** A text as the content of an element. CR is written as a reference, since readers turn it into LF; what no XML can carry
 * becomes U+FFFD.
 * @see Extensible Markup Language (XML) 1.0, 2.2 "Characters" and 2.11 "End-of-Line Handling"
 */
export function escapedText(text: string): string {
  return inText.test(text) ? text.replace(anyInText, escaped) : text;
}

/** A text as the value of an attribute in double quotes, where readers turn tabs and LF into spaces, too. */
export function escapedAttribute(text: string): string {
  return inAttribute.test(text) ? text.replace(anyInAttribute, escaped) : text;
}

// Without the flag for whole characters a pair is two halves, which the slow way puts together.
const inText = /[&<>\r]|[^\t\n\x20-\ud7ff\ue000-\ufffd]/;
const anyInText = /[&<>\r]|[\ud800-\udbff][\udc00-\udfff]|[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g;
const inAttribute = /[&<>"']|[^\x20-\ud7ff\ue000-\ufffd]/;
const anyInAttribute = /[&<>"'\t\n\r]|[\ud800-\udbff][\udc00-\udfff]|[^\x20-\ud7ff\ue000-\ufffd]/g;

function escaped(found: string): string {
  return found.length === 2 ? found : (references.get(found) ?? '\ufffd');
}

/** The five named ones, which every reader knows, and three for which there is no other way. */
const references: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);
