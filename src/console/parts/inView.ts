import { useEffect, useRef } from 'preact/hooks';

/** Keeps what is current within a list in view: the list scrolls, and the page stays where it is.
 * @param current what it is; when that changes, the list scrolls
 * @returns for the list, whose current part has the class `current`
 */
export function useInView<Element extends HTMLElement>(current: unknown) {
  const ref = useRef<Element>(null);
  useEffect(() => {
    const list = ref.current;
    const part = list?.querySelector('.current');
    if (list === null || !(part instanceof HTMLElement)) return;
    const below = part.getBoundingClientRect().top - list.getBoundingClientRect().top;
    if (below < 30 || below > list.clientHeight - 60) list.scrollTop += below - list.clientHeight / 2;
  }, [current]);
  return ref;
}
