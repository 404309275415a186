/** Everything that is held on one person, as a file to hand over. */
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useTell } from '../widgets/tell.tsx';

export function useTellAll(): (id: number) => Promise<void> {
  const host = useHost();
  const tell = useTell();
  return async (id) => {
    try {
      const { file, fileName } = await host.call('privacy.export', { id });
      await download(host, file, fileName);
    } catch (error) {
      tell.failed(error);
    }
  };
}
