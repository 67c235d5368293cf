package io.dither.experiments.warcraft;

/** The sizes of data and training, and the tuning of each loss. */
enum Preset {
    /** Takes minutes. */
    QUICK(7000, 1000, 5, 20),
    /** The protocol of the papers; takes hours. */
    PAPER(10_000, 1000, 50, 70);

    private final int train;
    private final int test;
    private final int epochs;
    private final int batch;

    Preset(int train, int test, int epochs, int batch) {
        this.train = train;
        this.test = test;
        this.epochs = epochs;
        this.batch = batch;
    }

    /** Returns the learning rate, epsilon and the number of samples for a loss. */
    Tuning tuning(TerrainLoss loss) {
        return this == QUICK
                ? new Tuning(0.002, loss == TerrainLoss.FENCHEL_YOUNG ? 0.1 : 1, 10)
                : new Tuning(0.0005, 1, loss == TerrainLoss.SQUARED ? 10 : 1);
    }

    int train() {
        return train;
    }

    int test() {
        return test;
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
