/** The same plain data, which nobody can change any more: for what is handed out and kept, too. What is frozen already is left as it
 * is, with all that it holds.
 */
export function frozen<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null || Object.isFrozen(data)) return data;
  Object.freeze(data);
  for (const member of Object.values(data)) frozen(member);
  return data;
}
