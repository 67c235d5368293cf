package io.dither.experiments.warcraft;

/** How much is drawn and learnt, and how each loss is tuned. */
enum Preset {
    /** Minutes. */
    QUICK(7000, 2000, 5, 20, true) {
        @Override
        Tuning tuning(TerrainLoss loss) {
            return loss == TerrainLoss.FENCHEL_YOUNG ? new Tuning(0.002, 0.1, 20, 5) : new Tuning(0.002, 1, 10, 5);
        }
    },
    /** The protocol of the papers: hours. */
    PAPER(10_000, 1000, 50, 70, false) {
        @Override
        Tuning tuning(TerrainLoss loss) {
            return new Tuning(0.0005, 1, loss == TerrainLoss.SQUARED ? 10 : 1, 20);
        }
    };

    private final int train;
    private final int test;
    private final int epochs;
    private final int batch;
    private final boolean symmetries;

    Preset(int train, int test, int epochs, int batch, boolean symmetries) {
        this.train = train;
        this.test = test;
        this.epochs = epochs;
        this.batch = batch;
        this.symmetries = symmetries;
    }

    abstract Tuning tuning(TerrainLoss loss);

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

    boolean symmetries() {
        return symmetries;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
