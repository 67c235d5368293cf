package io.dither.experiments.unsupervised;

/** How much is drawn. */
enum Preset {
    /** A few minutes. */
    QUICK(400, 60),
    /** More data sets, for tighter figures. */
    FULL(2000, 400);

    private final int exact;
    private final int simulated;

    Preset(int exact, int simulated) {
        this.exact = exact;
        this.simulated = simulated;
    }

    /** Returns the number of data sets of each size. */
    int dataSets(Model model) {
        return model.isExact() ? exact : simulated;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
