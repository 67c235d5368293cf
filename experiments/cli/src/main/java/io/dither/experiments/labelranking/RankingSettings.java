package io.dither.experiments.labelranking;

import io.dither.experiments.learn.TrainingPlan;

/** How a model is trained and tested. */
record RankingSettings(
        RankingLoss loss, NoiseLaw noise, double epsilon, int samples, TrainingPlan plan, int folds, long seed) {}
