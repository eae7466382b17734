import { useMemo } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { ZoneNowView } from '../../../domain/contracts/density.ts';
import { ZONE_STATES } from '../../../domain/traffic/zone-state/zone-state.ts';
import { zoneColour } from '../../canvas/index.ts';
import type { ZoneMarks } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';

/** Colour and word of the state of each zone; the same map as long as no state changes, though densities always do. */
export function useZoneMarks({ id, zones }: CameraView): ZoneMarks {
  const { t } = useText();
  const states = useLive((state) => statesText(state.cameras[id]?.density?.zones ?? []));
  return useMemo(() => {
    const byVersion = new Map(states.split(' ').map((one) => [one.split('=')[0], one.split('=')[1]]));
    const marks = new Map<string, { readonly colour: string; readonly word: string }>();
    for (const { zoneId, versionId } of zones) {
      const state = ZONE_STATES.find((known) => known === byVersion.get(versionId));
      if (state !== undefined) marks.set(zoneId, { colour: zoneColour(state), word: t(`zone.state.${state}`) });
    }
    return marks;
  }, [zones, states, t]);
}

function statesText(zones: readonly ZoneNowView[]): string {
  return zones.map(({ zoneVersionId, state }) => `${zoneVersionId}=${state}`).join(' ');
}
