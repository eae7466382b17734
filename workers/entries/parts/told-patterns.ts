import { incidentFilterSchema } from '../../../domain/contracts/incidents.ts';
import { COMPLEX_PATTERNS } from '../../../domain/events/kinds.ts';
import { openReader } from '../../store/index.ts';
import type { StoreReader } from '../../store/index.ts';

/** Asks the store's file, if it is there already. */
function asked<T>(file: string, otherwise: T, ask: (reader: StoreReader) => T): T {
  const opened = openReader(file);
  if (!opened.ok) return otherwise;
  try {
    return ask(opened.value);
  } finally {
    opened.value.close();
  }
}

const NEWEST = 20;

/** The patterns that were told last: after a restart they still rest. */
export function toldPatterns(file: string) {
  return asked(file, [], (reader) =>
    COMPLEX_PATTERNS.flatMap((pattern) =>
      reader
        .incidents(incidentFilterSchema.parse({ kind: pattern, state: 'all', limit: NEWEST }))
        .reverse()
        .map(({ cameras, openedUtcUs }) => ({ pattern, cameras, openedUtcUs })),
    ),
  );
}

/** How many incidents before now are looked back over when the process begins. */
const LOOK_BACK = 200;

/** Where to follow incidents from: a little before the newest. */
export function lookBackCursor(file: string): number {
  return asked(file, 0, (reader) => Math.max(0, reader.newestIncidentCursor() - LOOK_BACK));
}
