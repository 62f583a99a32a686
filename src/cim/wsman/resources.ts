import { classDeclarations, classesOfDmtf } from './names.js';

/** What a resource URI means. */
export interface Resource {
  /** A class; all classes, of which a filter names one; or the declaration of a class. */
  readonly kind: 'class' | 'all' | 'declaration';
  /** The name of the class; '*' for all. */
  readonly className: string;
  /** What the URIs of classes begin with in this form: replies repeat it. */
  readonly form: string;
  /** The namespace that is part of the URI, with slashes; null where it has none. */
  readonly namespace: string | null;
}

/** Reads a resource URI of one of the forms that clients send; null for any other.
 * @see DSP0227 1.2, 5.2; MS-WSMV 2.2.4
 */
export function readResource(uri: string): Resource | null {
  if (uri.toLowerCase() === classDeclarations)
    return { kind: 'declaration', className: '*', form: classesOfDmtf, namespace: null };
  const windows = /^(https?:\/\/schemas\.microsoft\.com\/wbem\/wsman\/1\/wmi\/((?:[\w-]+\/)+))(\*|\w+)$/i.exec(uri);
  if (windows !== null) return named(windows[1], windows[3], windows[2]?.slice(0, -1));
  const all = /^(https?:\/\/[^/\s]+\/wbem\/wscim\/1\/)\*$/i.exec(uri);
  if (all !== null) return named(`${all[1]}cim-schema/2/`, '*');
  const one = /^(https?:\/\/[^/\s]+\/wbem\/wscim\/1\/cim-schema\/2\/(?:[\w-]+\/)*)(\*|\w+)$/i.exec(uri);
  return one === null ? null : named(one[1], one[2]);
}

function named(form = '', className = '', namespace: string | null = null): Resource {
  return { kind: className === '*' ? 'all' : 'class', className, form, namespace };
}

/** Whether two namespaces are one: letter case and the kind of slash say nothing. */
export function sameNamespace(one: string, other: string): boolean {
  return slashed(one).toLowerCase() === slashed(other).toLowerCase();
}

/** A namespace with slashes. */
export function slashed(namespace: string): string {
  return namespace.replaceAll('\\', '/').replace(/^\/+|\/+$/g, '');
}
