/** svelte-check looks into the files themselves; other tools take them for this. */
declare module '*.svelte' {
  import type { Component } from 'svelte';

  const component: Component;
  export default component;
}
