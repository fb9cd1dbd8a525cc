/** vue-tsc looks into the files themselves; other tools take them for this. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
