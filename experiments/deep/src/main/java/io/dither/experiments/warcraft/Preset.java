package io.dither.experiments.warcraft;

/** Defaults for the numbers of maps, the epochs, the batch size, and the tuning of each loss. */
enum Preset {
    /** Takes minutes. */
    QUICK(7000, 1000, 5, 20),
    /** The protocol of the papers that {@link WarcraftExperiment} cites; takes hours. */
    PAPER(10_000, 1000, 50, 70);

    private final int trainingMaps;
    private final int testMaps;
    private final int epochs;
    private final int batch;

    Preset(int trainingMaps, int testMaps, int epochs, int batch) {
        this.trainingMaps = trainingMaps;
        this.testMaps = testMaps;
        this.epochs = epochs;
        this.batch = batch;
    }

    /** Returns the learning rate, and the amplitude and the number of samples of the noise, for a loss. */
    Tuning tuning(TerrainLoss loss) {
        return this == QUICK
                ? new Tuning(0.002, loss == TerrainLoss.FENCHEL_YOUNG ? 0.1 : 1, 10)
                : new Tuning(0.0005, 1, loss == TerrainLoss.SQUARED ? 10 : 1);
    }

    int trainingMaps() {
        return trainingMaps;
    }

    int testMaps() {
        return testMaps;
    }

    int epochs() {
        return epochs;
    }

    int batch() {
        return batch;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
