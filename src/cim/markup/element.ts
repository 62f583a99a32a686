/** An element of a document that was read, with the names as they stand there. */
export interface Element {
  /** With its prefix: 's:Envelope'. */
  readonly name: string;
  /** Without it: 'Envelope'. */
  readonly local: string;
  /** The namespace that its prefix stands for; '' for none, or where namespaces are not read. */
  readonly uri: string;
  readonly attributes: readonly Attribute[];
  readonly children: readonly Element[];
  /** All text that stands directly in it, CDATA included, white space kept. */
  readonly text: string;
}

export interface Attribute {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}
