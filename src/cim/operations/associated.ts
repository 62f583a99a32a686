import { keysOf } from '../classesOf.js';
import { associationsWith, linksWith, type Relation } from '../related.js';
import { type Classes, classOfName } from './classes.js';
import { classAt, instanceAt, keysAt, objectOf, pathOfId, type Scope, selected } from './objects.js';
import type { Associated, SentPath } from './requests.js';
import type { CimClass, CimInstance } from './results.js';

/** The links of an instance, or the instances at their other ends.
 * @throws CimRefusal where there is no such instance, and for classes that there are not
 */
export function* associatedWith(scope: Scope, asked: Associated, path: SentPath): Generator<CimInstance> {
  const model = classAt(scope, path);
  const keys = keysAt(scope, model, path);
  instanceAt(scope, path, []);
  const relation = relationOf(scope.classes, asked);
  const [id = ''] = Object.values(keys);
  // What has several keys is itself a link, and no link names it.
  if (keysOf(model).length > 1) return;
  const seen = new Set<string>();
  for (const link of linksWith(scope, model, id, relation)) {
    if (asked.want === 'links') {
      yield objectOf(scope.classes, link.model, link.record, selected(link.model, asked.properties));
      continue;
    }
    for (const other of link.others) {
      if (!seen.has(other.id)) yield instanceAt(scope, sent(scope.classes, other), asked.properties);
      seen.add(other.id);
    }
  }
}

/** The associations that a class takes part in, or the classes at their other ends.
 * @throws CimRefusal for classes that there are not
 */
export function associatedClasses({ classes }: Scope, asked: Associated, className: string): readonly CimClass[] {
  const of = classOfName(classes, className);
  const found = new Set<CimClass>();
  for (const { model, others } of associationsWith(classes, of, relationOf(classes, asked))) {
    if (asked.want === 'links') found.add(model);
    else for (const other of others) found.add(other);
  }
  return [...found];
}

function relationOf(classes: Classes, { resultClass, associationClass, role, resultRole }: Associated): Relation {
  const named = (name: string | null) => (name === null ? null : classOfName(classes, name));
  return { resultClass: named(resultClass), associationClass: named(associationClass), role, resultRole };
}

/** What is at the end of a link has one key. */
function sent(classes: Classes, { model, id }: { readonly model: CimClass; readonly id: string }): SentPath {
  const { className, keys } = pathOfId(classes, model.name, id);
  return {
    kind: 'path',
    namespace: null,
    className,
    keys: keys.map(({ name }) => ({ name, value: { kind: 'text', text: id, type: null } })),
  };
}
