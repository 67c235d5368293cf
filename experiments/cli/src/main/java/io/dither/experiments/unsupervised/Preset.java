package io.dither.experiments.unsupervised;

/** How much is drawn. */
enum Preset {
    /** A few minutes. */
    QUICK(200, 40),
    /** More data sets, for tighter figures. */
    FULL(1000, 200);

    private final int exact;
    private final int simulated;

    Preset(int exact, int simulated) {
        this.exact = exact;
        this.simulated = simulated;
    }

    /** Returns how many data sets there are of each size. */
    int dataSets(Model model) {
        return model.isExact() ? exact : simulated;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
