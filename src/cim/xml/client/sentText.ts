import { escapedAttribute, escapedText } from '../../markup/escape.js';
import type { SentInstance, SentKey, SentMember, SentPath, SentText, SentValue } from '../../operations/requests.js';

// Values as a client sends them.

/** An INSTANCENAME. */
export function instanceName({ className, keys }: SentPath): string {
  const name = `<INSTANCENAME CLASSNAME="${escapedAttribute(className)}">`;
  return `${name}${keys.map(keyText).join('')}</INSTANCENAME>`;
}

function keyText({ name, value }: SentKey): string {
  const text = value.kind === 'path' ? reference(value) : keyValue(value);
  return name === null ? text : `<KEYBINDING NAME="${escapedAttribute(name)}">${text}</KEYBINDING>`;
}

function keyValue({ text, type }: SentText): string {
  const valueType = type === 'boolean' ? type : type !== null && /int|real/.test(type) ? 'numeric' : 'string';
  return `<KEYVALUE VALUETYPE="${valueType}"${attribute('TYPE', type)}>${escapedText(text)}</KEYVALUE>`;
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapedAttribute(value)}"`;
}

function reference(path: SentPath): string {
  const { namespace } = path;
  const text =
    namespace === null
      ? instanceName(path)
      : `<LOCALINSTANCEPATH>${namespacePath(namespace)}${instanceName(path)}</LOCALINSTANCEPATH>`;
  return `<VALUE.REFERENCE>${text}</VALUE.REFERENCE>`;
}

/** A LOCALNAMESPACEPATH. */
export function namespacePath(namespace: string): string {
  const names = namespace.split(/[\\/]/).map((name) => `<NAMESPACE NAME="${escapedAttribute(name)}"></NAMESPACE>`);
  return `<LOCALNAMESPACEPATH>${names.join('')}</LOCALNAMESPACEPATH>`;
}

/** An INSTANCE. */
export function instanceText({ className, properties }: SentInstance): string {
  const name = `<INSTANCE CLASSNAME="${escapedAttribute(className)}">`;
  return `${name}${properties.map(propertyText).join('')}</INSTANCE>`;
}

function propertyText({ name, value }: SentMember): string {
  const { type, embedded, list } = kindOf(value);
  const attributes = `NAME="${escapedAttribute(name)}"`;
  if (type === 'reference' && list) throw new Error(`${name}: CIM-XML has no property for a list of references`);
  if (type === 'reference') return `<PROPERTY.REFERENCE ${attributes}>${valueText(value)}</PROPERTY.REFERENCE>`;
  const element = list ? 'PROPERTY.ARRAY' : 'PROPERTY';
  return `<${element} ${attributes}${attribute('TYPE', type ?? 'string')}${embedded}>${valueText(value)}</${element}>`;
}

/** A PARAMVALUE. */
export function parameterText({ name, value }: SentMember): string {
  const { type, embedded } = kindOf(value);
  const attributes = `NAME="${escapedAttribute(name)}"${attribute('PARAMTYPE', type)}${embedded}`;
  return `<PARAMVALUE ${attributes}>${valueText(value)}</PARAMVALUE>`;
}

/** A value's own element; nothing for null. */
function valueText(value: SentValue): string {
  if (value === null) return '';
  if (isList(value)) {
    const element = kindOf(value).type === 'reference' ? 'VALUE.REFARRAY' : 'VALUE.ARRAY';
    const items = value.map((one) => (one === null ? '<VALUE.NULL></VALUE.NULL>' : valueText(one)));
    return `<${element}>${items.join('')}</${element}>`;
  }
  if (value.kind === 'path') return reference(value);
  return `<VALUE>${escapedText(value.kind === 'text' ? value.text : instanceText(value))}</VALUE>`;
}

interface Kind {
  readonly type: string | null;
  /** The attribute that says that texts are instances. */
  readonly embedded: '' | ' EmbeddedObject="instance"';
  readonly list: boolean;
}

/** Of a list it is that of the first item that is not null. */
function kindOf(value: SentValue): Kind {
  if (value === null) return { type: null, embedded: '', list: false };
  if (isList(value)) return { ...kindOf(value.find((one) => one !== null) ?? null), list: true };
  if (value.kind === 'path') return { type: 'reference', embedded: '', list: false };
  if (value.kind === 'instance') return { type: 'string', embedded: ' EmbeddedObject="instance"', list: false };
  return { type: value.type, embedded: '', list: false };
}

/** The compiler does not narrow a readonly array. */
function isList(value: SentValue): value is readonly SentValue[] {
  return Array.isArray(value);
}
