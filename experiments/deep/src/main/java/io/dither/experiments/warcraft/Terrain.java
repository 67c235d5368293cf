package io.dither.experiments.warcraft;

import java.util.Arrays;

/** The terrains, with the costs of the original data (Vlastelica et al. 2020). The colours are invented. */
enum Terrain {
    EARTH(0.8f, -0.5, 0xA08050),
    GRASS(1.2f, 0.35, 0x5C9440),
    WOODS(5.3f, 0.8, 0x2F6038),
    WATER(7.7f, 1.2, 0x3F68A8),
    ROCK(9.2f, Double.POSITIVE_INFINITY, 0x84807C);

    private final float cost;
    /** The upper end of the heights with this terrain; the lower end is the greatest height of the terrain before. */
    private final double greatestHeight;

    private final int colour;

    Terrain(float cost, double greatestHeight, int colour) {
        this.cost = cost;
        this.greatestHeight = greatestHeight;
        this.colour = colour;
    }

    /** Returns the terrain at a height of {@link SmoothField}; the heights have mean 0 and a standard deviation of about 0.85. */
    static Terrain at(double height) {
        return Arrays.stream(values())
                .filter(terrain -> height <= terrain.greatestHeight)
                .findFirst()
                .orElseThrow();
    }

    float cost() {
        return cost;
    }

    /** Returns the red, green or blue part, 0 to 255. */
    int colour(int channel) {
        return (colour >> (16 - 8 * channel)) & 0xFF;
    }
}
