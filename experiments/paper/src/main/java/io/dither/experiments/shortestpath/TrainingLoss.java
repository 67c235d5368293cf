package io.dither.experiments.shortestpath;

import com.fasterxml.jackson.annotation.JsonValue;
import io.dither.losses.FenchelYoungLoss;

/** The training losses of the linear model, with their names on the command line, in tables, in JSON, in CSV and in plots. */
enum TrainingLoss {
    /** The perturbed Fenchel-Young loss of the optimal paths, without its term Omega, which does not depend on the model. */
    FENCHEL_YOUNG("fenchel-young", "Fenchel-Young", "fenchelYoung", "trainLossWithoutOmega", FenchelYoungLoss.NAME),
    /** The SPO+ loss of the costs. */
    SPO_PLUS("spo-plus", "SPO+", "spoPlus", "trainSpoPlusLoss", "SPO+ loss"),
    /** Half the squared error of the costs. */
    SQUARED("squared", "squared error", "squared", "trainSquaredLoss", "half squared error of costs");

    private final String option;
    private final String label;
    private final String key;
    private final String column;
    private final String title;

    TrainingLoss(String option, String label, String key, String column, String title) {
        this.option = option;
        this.label = label;
        this.key = key;
        this.column = column;
        this.title = title;
    }

    String label() {
        return label;
    }

    String key() {
        return key;
    }

    String column() {
        return column;
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
