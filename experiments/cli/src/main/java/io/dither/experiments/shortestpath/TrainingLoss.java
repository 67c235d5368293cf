package io.dither.experiments.shortestpath;

/** What the linear model is trained on; each value is written as its option is. */
enum TrainingLoss {
    /** The perturbed Fenchel-Young loss of the optimal paths. */
    FENCHEL_YOUNG("fenchel-young", "fenchelYoung"),
    /** The SPO+ loss of the costs. */
    SPO_PLUS("spo-plus", "spoPlus"),
    /** The squared error of the costs, by the same optimiser. */
    SQUARED("squared", "squared");

    private final String option;
    private final String key;

    TrainingLoss(String option, String key) {
        this.option = option;
        this.key = key;
    }

    /** Returns the name of its result in JSON. */
    String key() {
        return key;
    }

    @Override
    public String toString() {
        return option;
    }
}
