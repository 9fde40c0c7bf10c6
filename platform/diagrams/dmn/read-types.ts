import type { ItemDefinition } from '#engines/rules/index.ts';
import { childOf, childrenOf, nameOf, textIn } from './document.ts';
import type { DmnDocument } from './document.ts';
import { ownTypeName, typeIn } from './type-names.ts';
import type { XmlElement } from './xml.ts';

/** Returns the types a document defines. @source OMG DMN 1.5, 7.3.2 and 7.3.3 */
export function readTypes(document: DmnDocument): ItemDefinition[] {
  return childrenOf(document.root, 'itemDefinition').map((element) => ({
    ...readItem(element, document),
    name: ownTypeName(nameOf(element), document),
  }));
}

function readItem(element: XmlElement, document: DmnDocument): ItemDefinition {
  const components = childrenOf(element, 'itemComponent');
  const allowedValues = textIn(childOf(element, 'allowedValues'));
  const constraint = textIn(childOf(element, 'typeConstraint'));
  const isFunction = childOf(element, 'functionItem') !== undefined;
  return {
    name: nameOf(element),
    ...typeIn(element, document),
    ...(isFunction ? { typeRef: 'function' } : {}),
    ...(element.attributes['isCollection'] === 'true' ? { isCollection: true } : {}),
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(components.length === 0
      ? {}
      : { components: components.map((part) => readItem(part, document)) }),
  };
}
