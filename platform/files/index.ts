export { folderStore } from './folder-store.ts';
export {
  FileTooLarge,
  fileSizeMaxBytes,
  type FileContent,
  type FilePlace,
  type FileStore,
  type StoredFile,
} from './store.ts';
