import { PbfWriter } from 'pbf';

/** A PMTiles file of one vector tile for the whole earth, all of it water: written here from the format's description. */
export function waterPack(attribution: string): Buffer {
  const tile = waterTile();
  const directory = new PbfWriter();
  // One entry: tile 0, a run of one, its length, and its offset, which counts from one.
  for (const value of [1, 0, 1, tile.length, 1]) directory.writeVarint(value);
  const root = Buffer.from(directory.finish());
  const metadata = Buffer.from(JSON.stringify({ attribution, vector_layers: [{ id: 'water', fields: {} }] }));
  const rootAt = 127;
  const metadataAt = rootAt + root.length;
  const tilesAt = metadataAt + metadata.length;
  const head = Buffer.alloc(rootAt);
  head.write('PMTiles', 0, 'ascii');
  head.writeUInt8(3, 7);
  const numbers = [rootAt, root.length, metadataAt, metadata.length, tilesAt, 0, tilesAt, tile.length, 1, 1, 1];
  for (const [at, value] of numbers.entries()) head.writeBigUInt64LE(BigInt(value), 8 + 8 * at);
  // Clustered; neither directories nor tiles compressed; vector tiles; zoom 0 alone.
  for (const [at, value] of [1, 1, 1, 1, 0, 0].entries()) head.writeUInt8(value, 96 + at);
  for (const [at, value] of [-180e7, -85e7, 180e7, 85e7].entries()) head.writeInt32LE(value, 102 + 4 * at);
  return Buffer.concat([head, root, metadata, Buffer.from(tile)]);
}

const EXTENT = 4096;
const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

function waterTile(): Uint8Array {
  const square = [
    [0, 0],
    [EXTENT, 0],
    [0, EXTENT],
    [-EXTENT, 0],
  ] as const;
  const [[startX, startY], ...sides] = square;
  const geometry = [
    ...[(1 << 3) | 1, zigzag(startX), zigzag(startY)],
    ...[(3 << 3) | 2, ...sides.flatMap(([x, y]) => [zigzag(x), zigzag(y)])],
    (1 << 3) | 7,
  ];
  const writer = new PbfWriter();
  writer.writeMessage(
    3,
    (_layer: null, layer: PbfWriter) => {
      layer.writeVarintField(15, 2);
      layer.writeStringField(1, 'water');
      layer.writeMessage(
        2,
        (_feature: null, feature: PbfWriter) => {
          feature.writeVarintField(3, 3);
          feature.writePackedVarint(4, geometry);
        },
        null,
      );
      layer.writeVarintField(5, EXTENT);
    },
    null,
  );
  return writer.finish();
}
