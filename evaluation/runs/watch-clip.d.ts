import type { SourceFrame } from '../../workers/ingest/index.ts';
/** Every frame of a recording, decoded and scaled as the product does it, one after another. Gives how many there were. */
export declare function watchClip(file: string, onFrame: (frame: SourceFrame) => Promise<void>, width?: number): Promise<number>;
