import { createComponent, type EventName, type ReactWebComponent } from '@lit/react';
import * as React from 'react';
import { define, type ElementClass } from '../internal/define.ts';

type Events = Record<string, EventName>;

/**
 * An element as a component that sets properties and listens to events, which React does by itself only from 19 on.
 * Registers the element and those that it is made of, where elements can be registered.
 */
export function wrap<E extends HTMLElement, V extends Events>(
  element: ElementClass & { new (): E },
  events: { readonly [K in keyof V]: string },
  parts: readonly ElementClass[],
): ReactWebComponent<E, V> {
  if (typeof customElements !== 'undefined') define([element, ...parts]);
  return createComponent({
    react: React,
    tagName: `nexus-${element.baseName}`,
    elementClass: element,
    // The library knows the type of an event by a mark on its name, which no name has at run time.
    events: events as unknown as V,
    displayName: element.name,
  });
}
