/** Who uploads: reports say it. */
import { userInfo } from 'node:os';
import type { UploadReport } from '../../core/api/upload.ts';
import type { PbxMemory } from '../site/site.ts';

export const whoUploads = (memory: PbxMemory): UploadReport['by'] => ({
  person: accountName(),
  login: memory.connection()?.user ?? '',
});

/** Empty on a system that has no name for whoever runs this, such as a container. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
