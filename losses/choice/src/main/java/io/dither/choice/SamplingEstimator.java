package io.dither.choice;

import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Fits a logit to one sample of the alternatives of each choice.
 *
 * @param count the largest number of alternatives in a sample
 * @param learner fits the logit to the samples
 */
record SamplingEstimator(int count, Learner learner) implements Estimator {
    /** Replaces the alternatives of each choice by a sample of them. */
    private List<Observation> withSamples(List<Observation> observations) {
        SampledAlternatives sampler =
                SampledAlternatives.of(count, learner.settings().seed(), observations);
        return observations.stream().map(sampler::sampled).toList();
    }

    @Override
    public Fitted fit(List<Observation> observations) {
        return learner.fit(withSamples(observations));
    }

    private Estimator with(Learner changed) {
        return new SamplingEstimator(count, changed);
    }

    @Override
    public Estimator withoutIntervals() {
        return with(learner.withoutIntervals());
    }

    @Override
    public Estimator onProgress(Consumer<Fitted.Progress> listener) {
        return with(learner.onProgress(listener));
    }

    @Override
    public Estimator onPart(Consumer<Fitted.Part> listener) {
        return with(learner.onPart(listener));
    }

    @Override
    public Estimator onSearchEnd(Consumer<Fitted> listener) {
        return with(learner.onSearchEnd(listener));
    }

    @Override
    public Estimator cancelledBy(BooleanSupplier stop) {
        return with(learner.cancelledBy(stop));
    }

    @Override
    public Estimator inputs(Map<String, String> checksums) {
        return with(learner.inputs(checksums));
    }

    @Override
    public String digest(List<Observation> observations) {
        return learner.digest(withSamples(observations));
    }

    @Override
    public String reasonWithoutErrors(List<Observation> observations) {
        return learner.reasonWithoutErrors(observations);
    }
}
