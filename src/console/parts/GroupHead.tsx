import type { ComponentChildren } from 'preact';

interface Props {
  /** Of the table. */
  readonly columns: number;
  readonly children: ComponentChildren;
}

/** The head of the rows below it, up to the next one, in a body of a table. */
export function GroupHead({ columns, children }: Props) {
  return (
    <tr class="group">
      <th colSpan={columns} scope="rowgroup">
        {children}
      </th>
    </tr>
  );
}
