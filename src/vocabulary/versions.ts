/** The Windows Server releases whose storage service is modelled, oldest first. */
export const versions = ['2012', '2012R2', '2016'] as const;

/** A release of Windows Server. */
export type Version = (typeof versions)[number];

/** The first and the last release that has something; where one is left out, all before or after have it. */
export interface Span {
  /** The first. */
  readonly since?: Version | undefined;
  /** The last. */
  readonly until?: Version | undefined;
}

/** Whether a release has what these have. */
export function isWithin(version: Version, { since, until }: Span): boolean {
  return (!since || atLeast(version, since)) && (!until || atLeast(until, version));
}

/** Why a release has not what these have: 'came with 2012R2', 'went after 2012'. */
export function absenceInWords(version: Version, { since, until }: Span): string {
  return since !== undefined && !atLeast(version, since) ? `came with ${since}` : `went after ${until}`;
}

/** Whether release `version` is `earliest` or a later one. */
export function atLeast(version: Version, earliest: Version): boolean {
  return versions.indexOf(version) >= versions.indexOf(earliest);
}
