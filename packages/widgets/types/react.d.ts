// Types of the elements for React 19: import type {} from '@nexus-mfg/widgets/types/react'.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { NexusElements } from './elements.js';

type Handlers<V> = { [K in keyof V & string as `on${K}`]?: (event: V[K]) => void };

type ReactElements = {
  [T in keyof NexusElements]: Omit<
    DetailedHTMLProps<HTMLAttributes<NexusElements[T]['element']>, NexusElements[T]['element']>,
    keyof NexusElements[T]['properties']
  > &
    NexusElements[T]['properties'] &
    NexusElements[T]['attributes'] &
    Handlers<NexusElements[T]['events']>;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ReactElements {}
  }
}
