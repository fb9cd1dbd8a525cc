// Lets markup know the elements: their properties, and what their events carry.
import type {} from '@nexus-mfg/widgets/types/svelte';
