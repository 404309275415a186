/** Reports of imports and uploads, as they were when the work was done. */
import { z } from 'zod';
import type { UploadSummary } from '../../core/api/upload.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import type { Reports } from './site.ts';

const summaryShape = z.object({
  id: z.number(),
  at: z.string(),
  person: z.string().nullable(),
  login: z.string().nullable(),
  operations: z.number(),
  failed: z.number(),
  takenOver: z.number(),
  verified: z.number().transform((value) => value !== 0),
  restored: z.number().nullable(),
});

/** Reports of earlier versions say less. */
const SUMMARIES = `
SELECT id, at, content ->> '$.by.person' AS person, content ->> '$.by.login' AS login,
  json_array_length(content, '$.operations') AS operations,
  (SELECT count(*) FROM json_each(content, '$.operations') WHERE value ->> '$.outcome' <> 'done') AS failed,
  content ->> '$.takenOver' AS takenOver, content ->> '$.verified' AS verified,
  content ->> '$.restored' AS restored
FROM report WHERE kind = 'upload' ORDER BY id DESC LIMIT ?`;

export class ReportStore implements Reports {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  save(kind: 'import' | 'upload', at: string, report: unknown): number {
    const sql = 'INSERT INTO report (kind, at, content) VALUES (?, ?, ?)';
    return this.#db.run(sql, kind, at, JSON.stringify(report)).id;
  }

  uploads(limit: number): UploadSummary[] {
    return this.#db.rows(summaryShape, SUMMARIES, limit);
  }

  upload(id: number): unknown {
    const sql = `SELECT content FROM report WHERE kind = 'upload' AND id = ?`;
    const [content] = this.#db.column(z.string(), sql, id);
    if (content === undefined) throw new SwitchbookError('upload-report-missing', { value: String(id) });
    return this.#db.json(z.unknown(), content);
  }
}
