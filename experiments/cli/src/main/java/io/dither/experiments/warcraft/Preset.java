package io.dither.experiments.warcraft;

/** How much is drawn and learnt. */
enum Preset {
    /** Minutes. */
    QUICK(2000, 500, 10),
    /** The protocol of the papers: hours. */
    PAPER(10_000, 1000, 50);

    private final int train;
    private final int test;
    private final int epochs;

    Preset(int train, int test, int epochs) {
        this.train = train;
        this.test = test;
        this.epochs = epochs;
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

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
