/** What a document may have at most: whoever sends more gets an error, and no more is read. */
export interface MarkupLimits {
  /** Elements within elements. */
  readonly depth: number;
  readonly elements: number;
  /** Of one element. */
  readonly attributes: number;
  /** Characters of an attribute's value, or of the text of an element. */
  readonly characters: number;
}
