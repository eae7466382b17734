/** Time of day and weather. */
export interface Mood {
    readonly light: 'day' | 'overcast' | 'low-sun' | 'dusk' | 'night';
    readonly weather: 'clear' | 'rain' | 'fog';
    /** Decides what one such hour has of its own: where the sun stands, how the clouds lie. */
    readonly seed: number;
}
/** Street lamps and lit windows. */
export declare function isDark({ light }: Mood): boolean;
/** Whether drivers have their lamps on. */
export declare function lampsAreOn(mood: Mood): boolean;
