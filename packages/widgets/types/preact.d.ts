// Types of the elements for Preact: import type {} from '@nexus-mfg/widgets/types/preact'.
import type { HTMLAttributes } from 'preact';
import type { NexusElements } from './elements.js';

type Handlers<V> = { [K in keyof V & string as `on${K}`]?: (event: V[K]) => void };

type PreactElements = {
  [T in keyof NexusElements]: Omit<
    HTMLAttributes<NexusElements[T]['element']>,
    keyof NexusElements[T]['properties']
  > &
    NexusElements[T]['properties'] &
    NexusElements[T]['attributes'] &
    Handlers<NexusElements[T]['events']>;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends PreactElements {}
  }
}
