/** What a tile of the wall can do, and the layers over its picture. */
export const tile = {
  'tile.help':
    'Enter shows it large. Plus and minus enlarge, 0 shows it whole, Shift with arrows moves it, F freezes, C saves the picture, O opens the camera.',
  'tile.help.large':
    'Enter opens the camera. Plus and minus enlarge, 0 shows it whole, Shift with arrows moves it, F freezes, C saves the picture, Esc goes back.',
  'tile.tools': 'Picture',
  'tile.zoomIn': 'Enlarge',
  'tile.zoomOut': 'Make smaller',
  'tile.whole': 'Show the whole picture',
  'tile.freeze': 'Freeze the picture',
  'tile.frozen': 'Frozen since {time}',
  'tile.enlarged': '{scale}×',
  'tile.capture': 'Save the picture with what lies over it',
  'tile.capture.plain': 'Save the picture alone',
  'tile.captured': 'Saved as {name}.',
  'tile.open': 'Open the camera',
  'tile.back': 'Back to the wall',

  'layers.title': 'Layers',
  'layer.masks': 'Masks',
  'layer.zones': 'Zones',
  'layer.lines': 'Lines',
  'layer.paths': 'Paths',
  'layer.boxes': 'Boxes',
  'layer.labels': 'Classes beside boxes',
  'layer.ids': 'Numbers beside boxes',
  'layer.queues': 'Queues at stop lines',
  'layer.speeds': 'Speeds beside boxes',
} as const;
