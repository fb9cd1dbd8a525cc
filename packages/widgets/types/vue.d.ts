// Types of the elements for Vue's templates: import type {} from '@nexus-mfg/widgets/types/vue'.
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { NexusElements } from './elements.js';

type Emits<V> = EmitFn<{ [K in keyof V]: (event: V[K]) => void }>;

type VueElements = {
  [T in keyof NexusElements]: new () => NexusElements[T]['element'] & {
    /** @deprecated Only what templates may say; an element has no such property. */
    $props: Omit<HTMLAttributes, keyof NexusElements[T]['properties']> &
      NexusElements[T]['properties'] &
      NexusElements[T]['attributes'] &
      PublicProps;
    /** @deprecated Only what templates may hear; an element has no such method. */
    $emit: Emits<NexusElements[T]['events']>;
  };
};

declare module 'vue' {
  interface GlobalComponents extends VueElements {}
}
