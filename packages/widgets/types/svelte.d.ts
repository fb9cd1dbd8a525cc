// Types of the elements for Svelte 5: import type {} from '@nexus-mfg/widgets/types/svelte'.
import type { HTMLAttributes } from 'svelte/elements';
import type { NexusElements } from './elements.js';

type Handlers<V> = { [K in keyof V & string as `on${K}`]?: (event: V[K]) => void };

type SvelteElements = {
  [T in keyof NexusElements]: Omit<
    HTMLAttributes<NexusElements[T]['element']>,
    keyof NexusElements[T]['properties']
  > &
    NexusElements[T]['properties'] &
    NexusElements[T]['attributes'] &
    Handlers<NexusElements[T]['events']>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends SvelteElements {}
}
