import { pcuChoiceSchema, pcuViewSchema } from '../../../domain/contracts/traffic-api.ts';
import type { PcuView } from '../../../domain/contracts/traffic-api.ts';
import { DEFAULT_PCU, factorsOf, readCustomPcu } from '../../../domain/traffic/pcu.ts';
import type { PcuChoice } from '../../../domain/traffic/pcu.ts';
import { PCU_TABLE_IDS } from '../../../domain/traffic/pcu-tables.ts';
import { signedIn } from '../auth/authenticate.ts';
import type { GatewayReader } from '../base/ports.ts';
import { problem, valueOf } from '../base/problem.ts';
import { emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const SETTING = 'pcu';

/** What the site converts vehicles with; what cannot be read any more gives way to the specification's numbers. */
export async function pcuOfSite(reader: GatewayReader): Promise<PcuChoice> {
  const kept = (await reader.settings()).get(SETTING);
  if (kept === undefined) return DEFAULT_PCU;
  try {
    const read = pcuChoiceSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : DEFAULT_PCU;
  } catch {
    return DEFAULT_PCU;
  }
}

export function pcuRoutes(api: Api, { options: { reader, command } }: GatewayContext): void {
  const tags = ['Numbers'];
  api.get(
    '/site/pcu',
    {
      schema: {
        tags,
        summary: 'What vehicles are converted to passenger car units with',
        response: { 200: pcuViewSchema },
      },
    },
    async () => viewOf(await pcuOfSite(reader)),
  );
  api.put(
    '/site/pcu',
    {
      schema: {
        tags,
        summary: 'Choose the table of passenger car units',
        description: 'All numbers are converted on reading: a choice changes what was counted before as well.',
        body: pcuChoiceSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { table, custom } = request.body;
      if (table === 'custom' && custom === null) {
        throw problem(
          400,
          'bad-pcu',
          'The table of your own has no numbers.',
          'Give a number for every vehicle class.',
        );
      }
      if (custom !== null) valueOf(readCustomPcu(custom));
      const value = JSON.stringify({ table, custom });
      return valueOf(await command('setting.put', { actor: signedIn(request).user, key: SETTING, value }));
    },
  );
}

function viewOf(choice: PcuChoice): PcuView {
  return {
    ...choice,
    factors: factorsOf(choice),
    tables: PCU_TABLE_IDS.map((table) => ({ table, factors: factorsOf({ ...choice, table }) })),
  };
}
