package io.dither.experiments.warcraft;

/** How much is drawn and learnt. */
enum Preset {
    /** Minutes. */
    QUICK(7000, 500, 5, 20, 10, 0.002),
    /** The protocol of the papers: hours. */
    PAPER(10_000, 1000, 50, 70, 1, 0.0005);

    private final int train;
    private final int test;
    private final int epochs;
    private final int batch;
    private final int samples;
    private final double learningRate;

    Preset(int train, int test, int epochs, int batch, int samples, double learningRate) {
        this.train = train;
        this.test = test;
        this.epochs = epochs;
        this.batch = batch;
        this.samples = samples;
        this.learningRate = learningRate;
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

    int samples() {
        return samples;
    }

    double learningRate() {
        return learningRate;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
