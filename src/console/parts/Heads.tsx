interface Props {
  readonly of: readonly string[];
  /** Places of those over numbers. */
  readonly numeric?: readonly number[];
}

/** The heads of a table. */
export function Heads({ of, numeric = [] }: Props) {
  return (
    <thead>
      <tr>
        {of.map((head, at) => (
          <th key={head} scope="col" class={numeric.includes(at) ? 'number' : undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}
