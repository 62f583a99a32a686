/** The name of a state that a row has by its number. */
export function nameOf<State extends string>(lifecycle: { readonly states: readonly State[] }, index: number): State {
  const name = lifecycle.states[index];
  if (name === undefined) throw new Error(`no state ${index}`);
  return name;
}
