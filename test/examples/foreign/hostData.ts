/** What hosts wrote to a part of a volume. */
export interface Written {
  readonly offset: number;
  readonly length: number;
  readonly tag: string;
}

/** The contents after a write, in order; parts that touch and hold the same are one. */
export function afterWrite(before: readonly Written[], write: Written): readonly Written[] {
  const [from, to] = [write.offset, write.offset + write.length];
  const rest = before.flatMap((one) => {
    const end = one.offset + one.length;
    return [
      { ...one, length: Math.min(end, from) - one.offset },
      { ...one, offset: Math.max(one.offset, to), length: end - Math.max(one.offset, to) },
    ].filter(({ length }) => length > 0);
  });
  const joined: Written[] = [];
  for (const next of [...rest, write].toSorted((one, other) => one.offset - other.offset)) {
    const last = joined.at(-1);
    if (last !== undefined && last.tag === next.tag && last.offset + last.length === next.offset)
      joined[joined.length - 1] = { ...last, length: last.length + next.length };
    else joined.push(next);
  }
  return joined;
}
