import type { SessionOpen } from '../../domain/contracts/facts.ts';
import { integer } from './sqlite.ts';
import type { WriteContext } from './write-context.ts';

/** The number of the model of a session. Another file is another model; what is once known of one stays as it is. */
export function writeModel(context: WriteContext, { run, model }: SessionOpen): number {
  const { sql } = context;
  sql(
    `INSERT INTO model (model_id, sha256, first_utc_us) VALUES (?, ?, ?) ON CONFLICT (model_id, sha256) DO NOTHING`,
  ).run(run.modelId, run.modelSha256, context.nowUtcUs());
  const id = integer(sql('SELECT id FROM model WHERE model_id = ? AND sha256 = ?'), run.modelId, run.modelSha256);
  if (id === null) throw new Error('a model that was just stored is not there; run: npm run site -- check');
  if (model !== undefined) {
    sql(
      `UPDATE model SET title = ?, family = ?, input_width = ?, input_height = ?, classes = ?
       WHERE id = ? AND family IS NULL`,
    ).run(model.title, model.family, model.inputWidth, model.inputHeight, JSON.stringify(model.classes), id);
  }
  return id;
}
