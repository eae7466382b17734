/** The console's own icons: 20 × 20, stroked, one shape per meaning so that no meaning hangs on colour alone. */
const PATHS = {
  wall: 'M2.5 3.5h6v5h-6zM11.5 3.5h6v5h-6zM2.5 11.5h6v5h-6zM11.5 11.5h6v5h-6z',
  camera: 'M2.5 6h10v8h-10zM12.5 9l5-2.5v7L12.5 11z',
  list: 'M6.5 5h11M6.5 10h11M6.5 15h11M3 5h.01M3 10h.01M3 15h.01',
  system: 'M4 4h12v9H4zM7.5 17h5M10 13v4',
  play: 'M6 4l10 6-10 6z',
  pause: 'M6.5 4.5v11M13.5 4.5v11',
  live: 'M10 10m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M5 5a7 7 0 0 0 0 10M15 5a7 7 0 0 1 0 10',
  connecting: 'M10 3a7 7 0 1 1-6.6 4.7M3 3.5v4.3h4.3',
  stale: 'M5.5 3h9M5.5 17h9M6.5 3c0 4 7 5 7 7s-7 3-7 7M13.5 3c0 4-7 5-7 7s7 3 7 7',
  offline: 'M3 3l14 14M8 5.3a8.5 8.5 0 0 1 9.5 3M2.5 8.3a8 8 0 0 1 2.6-1.9M6 12a5.5 5.5 0 0 1 4-1.8M10 16h.01',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  unsupported: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M5 5l10 10',
  stopped: 'M5 5h10v10H5z',
  check: 'M4 10.5l4 4 8-9',
  warning: 'M10 3l8 13.5H2zM10 8v4M10 14.5h.01',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4.5-2 5.5-2 7h13c0-1.5-2-2.5-2-7A4.5 4.5 0 0 0 10 3M8.5 17h3',
  cross: 'M5 5l10 10M15 5L5 15',
  info: 'M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15M10 9v5M10 6h.01',
  map: 'M2.5 5l5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12',
  minus: 'M4 10h12',
  frame: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4M8 10h4M10 8v4',
  plus: 'M10 4v12M4 10h12',
  pencil: 'M4 16l1-4 8-8 3 3-8 8zM11.5 5.5l3 3',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  flip: 'M6 3v13M3 6l3-3 3 3M14 17V4M11 14l3 3 3-3',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M4 8l4-4M4 8l4 4',
  redo: 'M16 8H8a4 4 0 0 0 0 8h4M16 8l-4-4M16 8l-4 4',
  pointer: 'M4 3l5.5 13.5 2-5.5 5.5-2z',
  line: 'M4 16L16 4M2.5 16m0 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M14.5 4m0 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0',
  zone: 'M4 6l8-3 5 7-5 7-9-3z',
  back: 'M12 4l-6 6 6 6',
  next: 'M8 4l6 6-6 6',
  help: 'M7.5 7.5a2.5 2.5 0 1 1 3.5 2.3c-.8.3-1 .8-1 1.7M10 14.5h.01M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15',
  user: 'M10 3.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6M4 17c.5-4 3-5.5 6-5.5s5.5 1.5 6 5.5',
  leave: 'M8 3.5H4v13h4M12 6.5l4 3.5-4 3.5M16 10H7.5',
  road: 'M7 3L4 17M13 3l3 14M10 4v2M10 9v2M10 14v2',
  chip: 'M6 6h8v8H6zM8 3v3M12 3v3M8 14v3M12 14v3M3 8h3M3 12h3M14 8h3M14 12h3',
  disk: 'M3.5 5.5c0-3 13-3 13 0v9c0 3-13 3-13 0zM3.5 5.5c0 3 13 3 13 0M3.5 10c0 3 13 3 13 0',
  search: 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M12.5 12.5L17 17',
  window: 'M3 5h9v9H3zM8 14v2h9V8h-5',
  zoomIn: 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M12.5 12.5L17 17M6 8.5h5M8.5 6v5',
  zoomOut: 'M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M12.5 12.5L17 17M6 8.5h5',
  whole: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M7 7h6v6H7z',
  capture: 'M3 6.5h3l1.5-2h5l1.5 2h3v9H3zM10 8.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4',
  layers: 'M10 3l7.5 4L10 11L2.5 7zM2.5 10.5L10 14.5l7.5-4M2.5 14L10 18l7.5-4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
