/** The built page’s list of its own files, made when it is built. Lies beside them and is not served itself. */
import { z } from 'zod';

export const MANIFEST = 'files.json';

/** Paths inside the page’s folder, as addresses write them. */
export const manifest = z.object({ files: z.array(z.string().regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/)) });
