/** What can be done to a subject besides calling its methods. Ids as `observe` gives them, sizes in bytes. */
export type Action =
  | { readonly do: 'delete'; readonly volume: string }
  | {
      readonly do: 'write';
      readonly volume: string;
      readonly offset: number;
      readonly length: number;
      readonly tag: string;
    }
  | { readonly do: 'control'; readonly job: string; readonly control: JobControlName }
  /** Changes the pool's size so that exactly `bytes` of it are free. */
  | { readonly do: 'leaveFree'; readonly pool: string; readonly bytes: number }
  | { readonly do: 'setState'; readonly element: string; readonly state: string };

export type ActionName = Action['do'];
export const actionNames = ['delete', 'write', 'control', 'leaveFree', 'setState'] as const satisfies ActionName[];

export const jobControlNames = [
  'suspend',
  'resume',
  'terminate',
  'kill',
  'enterService',
  'leaveService',
  'query',
  'answer',
] as const;
export type JobControlName = (typeof jobControlNames)[number];
