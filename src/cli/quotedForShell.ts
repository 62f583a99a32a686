/** A word as a shell reads it back: as it is, or in quotes. */
export function quotedForShell(text: string): string {
  return /^[\w./\\:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
