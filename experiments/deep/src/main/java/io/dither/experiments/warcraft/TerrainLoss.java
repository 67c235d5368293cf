package io.dither.experiments.warcraft;

import com.fasterxml.jackson.annotation.JsonValue;

/** The training losses, with their names on the command line, in JSON and in plots. */
enum TerrainLoss {
    /** The perturbed Fenchel-Young loss on observed paths. */
    FENCHEL_YOUNG("fenchel-young", "Fenchel-Young"),
    /** The squared distance between the observed path and the mean path under noise. */
    SQUARED("squared", "squared loss, perturbed"),
    /** The Hamming distance between the observed and the predicted path, with gradients by black-box interpolation. */
    BLACK_BOX("black-box", "black-box interpolation"),
    /** Regression on the true costs, which the other losses never see. */
    TWO_STAGE("two-stage", "regression on costs");

    private final String option;
    private final String title;

    TerrainLoss(String option, String title) {
        this.option = option;
        this.title = title;
    }

    String title() {
        return title;
    }

    @Override
    @JsonValue
    public String toString() {
        return option;
    }
}
