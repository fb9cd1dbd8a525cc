export type { BufferStore } from './buffer/buffer-store.ts';
export { fileStore } from './buffer/file-store.ts';
