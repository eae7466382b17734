import { z } from 'zod';
import { rows } from './sqlite.ts';
import type { Sql } from './sqlite.ts';

const modelRow = z.object({
  modelId: z.string(),
  sha256: z.string(),
  title: z.string().nullable(),
  family: z.string().nullable(),
  inputWidth: z.number().nullable(),
  inputHeight: z.number().nullable(),
  classes: z
    .string()
    .nullable()
    .transform((text) => (text === null ? [] : z.array(z.string()).parse(JSON.parse(text)))),
  firstUtcUs: z.number(),
});
export type ModelRow = z.output<typeof modelRow>;

/** Every model that was ever counted with, in the order in which they came. */
export function readModels(sql: Sql): ModelRow[] {
  return rows(
    sql(
      `SELECT model_id AS modelId, sha256, title, family, input_width AS inputWidth, input_height AS inputHeight, classes,
         first_utc_us AS firstUtcUs FROM model ORDER BY id LIMIT 1000`,
    ),
    modelRow,
  );
}
