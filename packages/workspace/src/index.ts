export { createFolderBlobs } from './blobs/folderBlobs.ts';
export type { BlobStore } from './blobs/blobStore.ts';
export { createBoardStore } from './worlds/boardStore.ts';
export { createDoorLocks } from './worlds/doorLocks.ts';
