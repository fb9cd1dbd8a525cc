// Types of the elements for Solid: import type {} from '@nexus-mfg/widgets/types/solid'.
import type { JSX } from 'solid-js';
import type { NexusElements } from './elements.js';

/** Solid sets what has capitals as a property only when told so. */
type Properties<P> = P & { [K in keyof P & string as `prop:${K}`]?: P[K] };
type Handlers<V> = { [K in keyof V & string as `on:${K}`]?: (event: V[K]) => void };

type SolidElements = {
  [T in keyof NexusElements]: Omit<
    JSX.HTMLAttributes<NexusElements[T]['element']>,
    keyof NexusElements[T]['properties']
  > &
    Properties<NexusElements[T]['properties']> &
    NexusElements[T]['attributes'] &
    Handlers<NexusElements[T]['events']>;
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends SolidElements {}
  }
}
